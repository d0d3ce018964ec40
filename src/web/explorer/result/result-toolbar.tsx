/** The toolbar above the result: switches of the panels, selection, table menus and export. */
import type { ReactNode } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { TableMenus } from '../../table/columns/table-menus.tsx'
import { Button } from '../../ui/button.tsx'
import { toCountText } from '../../ui/text/count-text.ts'
import { ShortcutDialog } from './shortcut-dialog.tsx'
import { ToolbarFrame } from './toolbar-frame.tsx'
import type { Selection } from './use-selection.ts'

/** Draws the line; `children` are the switches of the panels. */
export function ResultToolbar({
  dataset,
  selection,
  exportButton,
  children,
}: {
  dataset: Dataset
  selection: Selection
  exportButton: ReactNode
  children?: ReactNode
}) {
  const { size } = selection.selectedRows
  return (
    <ToolbarFrame role="toolbar" aria-label="View">
      {children}
      <div className="ml-auto flex items-center gap-1">
        <output className="tabular-nums">{size > 0 && `${toCountText(size)} selected`}</output>
        {size > 0 && (
          <Button variant="ghost" size="xs" onClick={selection.clear}>
            Clear selection
          </Button>
        )}
        <TableMenus dataset={dataset} />
        {exportButton}
        <ShortcutDialog />
      </div>
    </ToolbarFrame>
  )
}
