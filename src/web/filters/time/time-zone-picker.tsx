/**
 * Chooses the zone in which every time of the page is shown and typed: UTC, this computer's, or any
 * that the browser knows, found by name.
 */
import { Combobox } from '@cloudflare/kumo/components/combobox'
import { GlobeSimpleIcon } from '@phosphor-icons/react/dist/csr/GlobeSimple'
import { useMemo, useState } from 'react'
import { ComboboxPanel } from '../../ui/combobox-panel.tsx'
import { listTimeZones, type ZoneChoice } from './list-time-zones.ts'

export function TimeZonePicker({
  timeZone,
  nowMs,
  onChange,
}: {
  timeZone: string
  /** Whose offset is shown beside each name; zones have several in a year. */
  nowMs: number
  onChange: (timeZone: string) => void
}) {
  const [isOpen, setIsOpen] = useState(false)
  // 400 zones with their offsets take a tenth of a second: only for whoever looks.
  const choices = useMemo(
    () => (isOpen ? listTimeZones(timeZone, nowMs) : [toUnopened(timeZone)]),
    [isOpen, timeZone, nowMs],
  )
  const value = choices.find(({ name }) => name === timeZone) ?? null
  return (
    <Combobox
      value={value}
      items={choices}
      open={isOpen}
      onOpenChange={setIsOpen}
      size="sm"
      autoHighlight
      // A list of 400 would take the browser a moment to lay out; a few letters find any.
      limit={60}
      isItemEqualToValue={(a: ZoneChoice, b: ZoneChoice) => a.name === b.name}
      itemToStringLabel={({ words }: ZoneChoice) => words}
      onValueChange={(next) => {
        const choice = next as ZoneChoice | null
        if (choice && choice.name !== timeZone) onChange(choice.name)
      }}
    >
      <Combobox.TriggerValue
        className="max-w-48 shrink-0"
        render={<button type="button" aria-label={`Time zone: ${timeZone}`} title="Time zone" />}
      >
        {() => (
          <span className="flex min-w-0 items-center gap-1.5">
            <GlobeSimpleIcon aria-hidden size={14} className="shrink-0" />
            <span className="truncate">{timeZone}</span>
          </span>
        )}
      </Combobox.TriggerValue>
      <ComboboxPanel label="Time zone">
        <Combobox.Input placeholder="Find a zone: Berlin, +05:30, EST …" />
        <Combobox.Empty>
          No zone by that name. Try a large city nearby, or an offset.
        </Combobox.Empty>
        <Combobox.List>
          {(choice: ZoneChoice) => (
            <Combobox.Item key={choice.name} value={choice}>
              <span className="flex min-w-0 flex-col">
                <span className="truncate">{choice.label}</span>
                <span className="text-[11px] text-kumo-subtle tabular-nums">{choice.hint}</span>
              </span>
            </Combobox.Item>
          )}
        </Combobox.List>
      </ComboboxPanel>
    </Combobox>
  )
}

function toUnopened(name: string): ZoneChoice {
  return { name, label: name, hint: '', words: name }
}
