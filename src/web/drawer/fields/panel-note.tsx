/** A sentence beside the data that says how to read them. */
import { WarningIcon } from '@phosphor-icons/react/dist/csr/Warning'
import type { ReactNode } from 'react'

/** Draws a note in the quiet tone of the drawer. */
export function PanelNote({ children }: { children: ReactNode }) {
  return <p className="px-2 text-kumo-subtle text-xs leading-4">{children}</p>
}

/** Draws what must not be missed when the data are read. */
export function PanelWarning({ children }: { children: ReactNode }) {
  return (
    <p className="mx-2 flex gap-1.5 rounded-md bg-kumo-warning/10 px-2 py-1 text-xs leading-4">
      <WarningIcon size={14} aria-hidden className="mt-px shrink-0 text-kumo-warning" />
      <span>{children}</span>
    </p>
  )
}
