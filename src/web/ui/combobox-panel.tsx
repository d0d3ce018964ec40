/** The layer of a combobox with a name, which its dialog needs for those who hear it. */
import { Combobox } from '@cloudflare/kumo/primitives/combobox'
import type { ReactNode } from 'react'

/** Stands in for kumo's `Combobox.Content`, which takes no name; it looks the same. */
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
