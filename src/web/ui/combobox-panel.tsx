/** The popup of a combobox with an accessible name, which its dialog role requires. */
import { Combobox } from '@cloudflare/kumo/primitives/combobox'
import type { ReactNode } from 'react'

/** Replaces kumo's `Combobox.Content`, which accepts no name; it looks the same. */
export function ComboboxPanel({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Combobox.Portal>
      <Combobox.Positioner align="start" sideOffset={4} className="z-50">
        <Combobox.Popup
          aria-label={label}
          className="flex max-h-[min(var(--available-height),24rem)] w-80 min-w-(--anchor-width) max-w-(--available-width) flex-col rounded-lg bg-kumo-base py-1.5 text-kumo-default shadow-lg ring ring-kumo-line"
        >
          {children}
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  )
}
