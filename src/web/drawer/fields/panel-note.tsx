/** Notes beside the data of a panel. */
import { WarningIcon } from '@phosphor-icons/react/dist/csr/Warning'
import type { ReactNode } from 'react'

/** Renders a note in subtle text. */
export function PanelNote({ children }: { children: ReactNode }) {
  return <p className="px-2 text-kumo-subtle text-xs leading-4">{children}</p>
}

/** Renders a note that is important for interpreting the data. */
export function PanelWarning({ children }: { children: ReactNode }) {
  return (
    <p className="mx-2 flex gap-1.5 rounded-md bg-kumo-warning/10 px-2 py-1 text-xs leading-4">
      <WarningIcon size={14} aria-hidden className="mt-px shrink-0 text-kumo-warning" />
      <span>{children}</span>
    </p>
  )
}
