/**
 * The picker for the time zone in which the page shows and reads times: UTC, that of this computer, or any
 * that the browser knows, searched by name.
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
  /** The instant at which the shown offsets are valid; offsets change during a year. */
  nowMs: number
  onChange: (timeZone: string) => void
}) {
  const [isOpen, setIsOpen] = useState(false)
  // Computing the offsets of 400 zones takes a tenth of a second, so it happens only when the list is open.
  const choices = useMemo(
    () => (isOpen ? listTimeZones(timeZone, nowMs) : [toPlainChoice(timeZone)]),
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
      // Laying out 400 items would be slow; typing a few letters finds any zone.
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

function toPlainChoice(name: string): ZoneChoice {
  return { name, label: name, hint: '', words: name }
}
