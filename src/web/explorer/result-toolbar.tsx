/** The line above the result: what is selected, and how the result is looked at. */
import type { ReactNode } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { Button } from '../ui/button.tsx'
import { toCountText } from '../ui/count-text.ts'
import { Later } from '../ui/later.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import type { Selection } from './use-selection.ts'

const ToolbarMenus = lazyPart(() =>
  import('./toolbar-menus.tsx').then(({ ToolbarMenus }) => ToolbarMenus),
)

/** Draws the line; `children` are the switches of the panels. */
export function ResultToolbar({
  dataset,
  selection,
  children,
}: {
  dataset: Dataset
  selection: Selection
  children?: ReactNode
}) {
  const { size } = selection.selectedRows
  return (
    <div
      role="toolbar"
      aria-label="View"
      className="flex min-h-9 shrink-0 flex-wrap items-center gap-1 border-kumo-line border-b bg-kumo-base px-2 py-1 text-[12px]"
    >
      {children}
      <div className="ml-auto flex items-center gap-1">
        <output className="tabular-nums">{size > 0 && `${toCountText(size)} selected`}</output>
        {size > 0 && (
          <Button variant="ghost" size="xs" onClick={selection.clear}>
            Clear selection
          </Button>
        )}
        <Later keys={['?']}>
          <ToolbarMenus dataset={dataset} />
        </Later>
      </div>
    </div>
  )
}
