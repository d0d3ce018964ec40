/** The loaded entries and the drawn rows of a grid window. Both are replaced when the list or the columns change. */
import { changePath } from '../../../catalog/fields.ts'
import { hasSameSlots, toColumnSlots } from '../columns/columns.ts'
import { type ChangeCache, createChangeCache } from '../rows/change-cache.ts'
import { createRowCache, type RowCache } from '../rows/row-cache.ts'
import type { RowState } from '../rows/row-element.ts'
import { createRowPainter } from '../rows/row-painter.ts'
import { createRowPool, type RowPool } from '../rows/row-pool.ts'
import { afterFrame } from './after-frame.ts'
import type { GridView } from './grid-view.ts'

/** The entries and the rows. */
export type WindowRows = {
  cache: () => RowCache
  pool: () => RowPool
  /** Draws no entries that arrive before the next view: they may already be in its order. */
  freeze: () => void
  /** Before a new view is drawn: replaces the cache for another list or moved rows, and the pool for other columns. */
  prepare: (next: GridView, before: GridView) => void
  /** After a new view was drawn: fills and marks the rows again, if needed. */
  refresh: (next: GridView, before: GridView) => void
}

/** Creates an empty cache and pool; `getCurrent` returns the index of the current row. */
export function createWindowRows(
  layer: HTMLElement,
  getView: () => GridView,
  getCurrent: () => number,
): WindowRows {
  let cache = createCache()
  let changes = createChanges()
  let pool = createPool()
  let isFrozen = false

  function createCache(): RowCache {
    const onArrive = (isReloaded: boolean) => {
      if (created !== cache || isFrozen) return
      if (isReloaded) pool.refill()
      else pool.fillMissing()
    }
    const { source, firstEntries } = getView()
    const created = createRowCache(source, onArrive, afterFrame, firstEntries)
    return created
  }

  function createChanges(): ChangeCache {
    const onArrive = () => {
      if (created === changes) pool.refill()
    }
    const created = createChangeCache(getView().source, onArrive, afterFrame)
    created.grow(getView().loaded)
    return created
  }

  function isMarked(index: number, state: RowState): boolean {
    const { openIndex, selectedRows, hits } = getView().marks
    if (state === 'open') return index === openIndex
    if (state === 'hit') return hits.has(index)
    if (state === 'current') return index === getCurrent()
    const row = selectedRows.size > 0 ? cache.get(index)?.row : undefined
    return row !== undefined && selectedRows.has(row)
  }

  function createPool(): RowPool {
    layer.replaceChildren()
    return createRowPool(layer, toColumnSlots(getView().columns, getView().isCard), {
      ...createRowPainter(() => ({
        ...getView(),
        find: (index) => cache.get(index),
        findChange: (row) => changes.get(row),
      })),
      isMarked,
    })
  }

  return {
    cache: () => cache,
    pool: () => pool,
    freeze() {
      isFrozen = true
    },
    prepare(next, before) {
      isFrozen = false
      if (hasOtherRows(next, before)) cache = createCache()
      if (next.source !== before.source) changes = createChanges()
      changes.grow(next.loaded)
      cache.grow(next.size)
      const isStored = before.firstEntries !== undefined && next.firstEntries === undefined
      if (isStored || next.rulesVersion !== before.rulesVersion) cache.reload()
      const isReusable =
        next.columns === before.columns || hasSameSlots(next.columns, before.columns)
      if (!isReusable) pool = createPool()
    },
    refresh(next, before) {
      const isOther = hasOtherRows(next, before)
      const hasNewChanges = next.loaded !== before.loaded && showsChanges(next)
      if (isOther || hasOtherStyle(next, before) || hasNewChanges) pool.refill()
      if (isOther || next.marks !== before.marks) pool.remark()
    },
  }
}

/** The style of a list is a new object when anything about it has changed. */
function hasOtherStyle(next: GridView, before: GridView): boolean {
  return next.style !== before.style
}

function showsChanges({ columns }: GridView): boolean {
  return columns.some(({ source }) => source.field === changePath)
}

function hasOtherRows(next: GridView, before: GridView): boolean {
  return next.source !== before.source || next.revision !== before.revision
}
