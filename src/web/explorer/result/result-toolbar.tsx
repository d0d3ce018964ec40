/** The toolbar above the result: switches of the panels, the line of the histogram, selection and table menus. */
import type { ReactNode } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { TableMenus } from '../../table/columns/table-menus.tsx'
import { Button } from '../../ui/button.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import { ToolbarFrame } from './toolbar-frame.tsx'
import type { Selection } from './use-selection.ts'

/** Draws the line; `children` are the switches of the panels. */
export function ResultToolbar({
  dataset,
  selection,
  lineSlot,
  find,
  menus,
  children,
}: {
  dataset: Dataset
  selection: Selection
  /** Receives the element in which the histogram draws its line of text. */
  lineSlot: (element: HTMLElement | null) => void
  find: ReactNode
  /** Further menus of the table. */
  menus?: ReactNode
  children?: ReactNode
}) {
  const { size } = selection.selectedRows
  return (
    <ToolbarFrame role="toolbar" aria-label="View">
      {children}
      <div ref={lineSlot} className="flex min-w-0 flex-1 items-center gap-3 overflow-hidden px-1" />
      <output className="shrink-0 tabular-nums">
        {size > 0 && `${toCountText(size)} selected`}
      </output>
      {size > 0 && (
        <Button variant="ghost" size="xs" onClick={selection.clear}>
          Clear selection
        </Button>
      )}
      {find}
      {menus}
      <TableMenus dataset={dataset} />
    </ToolbarFrame>
  )
}
