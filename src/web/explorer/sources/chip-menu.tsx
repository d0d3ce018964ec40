/** One chip for several logs, with a panel that lists the chips of each. */
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import type { ChipForm } from './fit-chips.ts'
import type { LineChip } from './list-chips.ts'
import { ChipFace, toChipClass } from './source-chip.tsx'

/** Draws the chip as an item of a list; `children` are the chips of the logs. */
export function ChipMenu({
  chip,
  form,
  change,
  children,
}: {
  chip: LineChip
  form: ChipForm
  /** Hides or shows all of its logs; absent where that is impossible. */
  change: { verb: 'Hide' | 'Show'; run: () => void } | undefined
  children: ReactNode
}) {
  const { spoken, title, words, plans } = chip
  return (
    <li className={toChipClass(words.kind)}>
      <Popover.Root>
        <Popover.Trigger
          render={
            <button
              type="button"
              aria-label={`${spoken}: ${words.sentence} List the logs.`}
              title={`${spoken}: ${words.sentence} List the logs.`}
              className="flex h-full min-w-0 cursor-pointer items-center gap-1.5 rounded-full px-2 hover:bg-kumo-tint focus-visible:outline-2 focus-visible:outline-kumo-brand"
            />
          }
        >
          <ChipFace chip={chip} form={form} />
          <CaretDownIcon aria-hidden size={10} className="shrink-0" />
        </Popover.Trigger>
        <Panel label={title} className="w-112 gap-2 p-3">
          <span aria-hidden className="font-medium">
            {title}
          </span>
          <ul className="flex max-h-80 flex-col items-start gap-1 overflow-y-auto p-0.5 *:max-w-full">
            {children}
          </ul>
          {change && plans.length > 1 && (
            <Button size="xs" variant="secondary" className="self-start" onClick={change.run}>
              {change.verb} all {plans.length}
            </Button>
          )}
        </Panel>
      </Popover.Root>
    </li>
  )
}
