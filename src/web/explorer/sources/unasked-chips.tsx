/** One chip for all logs that are not asked, with a panel that lists them. */
import { Popover } from '@cloudflare/kumo/primitives/popover'
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import type { ReactNode } from 'react'
import { Panel } from '../../ui/panel.tsx'

/** Draws the chip; `children` are the chips of the logs. */
export function UnaskedChips({ count, children }: { count: number; children: ReactNode }) {
  return (
    <Popover.Root>
      <Popover.Trigger
        render={
          <button
            type="button"
            title="Logs that cannot contain the answer, and are not asked"
            className="flex h-5 shrink-0 cursor-pointer items-center gap-1.5 rounded-full border border-kumo-line border-dashed px-2 text-[11px] text-kumo-strong leading-4 hover:bg-kumo-tint focus-visible:outline-2 focus-visible:outline-kumo-brand"
          />
        }
      >
        {count} not asked
        <CaretDownIcon aria-hidden size={10} />
      </Popover.Trigger>
      <Panel label="Logs that are not asked" className="w-112 p-3">
        <ul className="flex max-h-80 flex-col items-start gap-1 overflow-y-auto *:max-w-full [&_button]:max-w-full">
          {children}
        </ul>
      </Panel>
    </Popover.Root>
  )
}
