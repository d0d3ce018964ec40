/** One visible row of the grid. Until the store has answered it is an empty row of the same height. */
import { cn } from '@cloudflare/kumo/utils'
import type { MouseEvent } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Field } from '../../catalog/fields.ts'
import type { StoredEntry } from '../store/entry-store.ts'
import { usePivots } from '../ui/pivot-context.ts'
import { EntryCell } from './cells.tsx'
import type { ShownColumn } from './columns.ts'
import { findPivotTarget } from './find-pivot-target.ts'

/** Whether the keyboard is on a row, or the drawer shows it. */
export type RowState = 'plain' | 'current' | 'open'

/** Height of a row in pixels. */
export const rowHeight = 30

const fieldMaps = new WeakMap<Dataset, ReadonlyMap<string, Field>>()

/** The fields of a dataset by path. */
export function getFields(dataset: Dataset): ReadonlyMap<string, Field> {
  const known = fieldMaps.get(dataset)
  if (known) return known
  const fields = new Map(dataset.fields.map((field) => [field.path, field]))
  fieldMaps.set(dataset, fields)
  return fields
}

/** Draws a row; `current` is where the keyboard is, `open` is what the drawer shows. */
export function EntryRow({
  dataset,
  columns,
  index,
  top,
  row,
  timeZone,
  state,
  onOpen,
}: {
  dataset: Dataset
  columns: readonly ShownColumn[]
  index: number
  top: number
  row: StoredEntry | undefined
  timeZone: string
  state: RowState
  onOpen: (index: number) => void
}) {
  const fields = getFields(dataset)
  const { openMenu } = usePivots()
  function openCellMenu(event: MouseEvent) {
    const cell = event.target instanceof Element && event.target.closest('[role=gridcell]')
    const column = cell && columns[Number(cell.getAttribute('aria-colindex')) - 1]
    const target = row && column && findPivotTarget(row, column, fields)
    if (!cell || !target) return
    event.preventDefault()
    openMenu(target, cell)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of all rows.
    <div
      id={`row-${index}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={state === 'open'}
      onClick={() => onOpen(index)}
      onContextMenu={openCellMenu}
      className={cn(
        'absolute left-0 flex w-full cursor-default items-center border-kumo-hairline border-b',
        state === 'open' && 'bg-kumo-brand/10',
        state !== 'open' && 'hover:bg-kumo-tint',
        state !== 'plain' &&
          'group-focus-visible/grid:outline group-focus-visible/grid:outline-2 group-focus-visible/grid:outline-kumo-brand group-focus-visible/grid:-outline-offset-2',
      )}
      style={{ height: rowHeight, transform: `translateY(${top}px)` }}
    >
      {state === 'open' && (
        <span aria-hidden className="absolute inset-y-0 left-0 w-[3px] bg-kumo-brand" />
      )}
      {columns.map(({ source, width }, i) => (
        <div
          key={source.field}
          role="gridcell"
          aria-colindex={i + 1}
          className="truncate px-3"
          style={{ flex: `${width} 0 ${width}px` }}
        >
          {row && (
            <>
              {i === 0 && row.isStrange && (
                <span
                  className="mr-1.5 rounded-sm bg-kumo-warning/25 px-1 text-[11px]"
                  title="This entry has a shape that no source describes. It is shown as it came."
                >
                  strange
                </span>
              )}
              <EntryCell entry={row.entry} column={source} fields={fields} timeZone={timeZone} />
            </>
          )}
        </div>
      ))}
    </div>
  )
}
