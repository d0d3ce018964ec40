/** A sentence beside the data that says how to read them. */
import type { ReactNode } from 'react'

/** Draws a note in the quiet tone of the drawer. */
export function PanelNote({ children }: { children: ReactNode }) {
  return <p className="px-2 text-kumo-subtle text-xs leading-4">{children}</p>
}
