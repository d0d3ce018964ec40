/** An order whose view shows pairs as one row, or only the entries without a partner. */
import { createRowList } from '../columns/row-list.ts'
import { createRowMask, type RowMask } from '../columns/row-mask.ts'
import type { StoreSize } from '../entry-store.ts'
import {
  countBySource,
  type EntryOrder,
  insertRows,
  type SourcedRows,
  toShownOf,
} from '../list/entry-order.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { PairsView } from '../stored-pair.ts'
import type { StorePairs } from './store-pairs.ts'

/** An order that knows pairs. */
export type PairedOrder = EntryOrder & PairedRows

/** The rows of an order as a view of pairs shows them. */
export type PairedRows<Size extends StoreSize = StoreSize> = Pick<
  FilteredRows<Size>,
  'shown' | 'entries' | 'size' | 'findJoined' | 'setView' | 'refresh'
> & {
  /** Applies the view to the pairs that are known now. Must not overlap with `add` and `setView`. */
  showPairs: () => void
}

/** Rows that a view selects by filters, without knowing pairs. */
type FilteredRows<Size extends StoreSize> = Pick<
  EntryOrder,
  'shown' | 'entries' | 'findJoined' | 'setView' | 'refresh'
> & {
  size: () => Size
  /** Whether the same filters would select other rows now. */
  isOutdated?: () => boolean
}

/** The rows that are shown, and how many of them are pairs in one row. */
type ShownPairs = SourcedRows & { pairsShown: number }

/** Adds the view of pairs to an order that knows only filters. */
export function createPairedOrder(
  order: EntryOrder,
  table: EntryTable,
  pairs: StorePairs,
): PairedOrder {
  const { own, view, ...rows } = createPairedView(order, table, pairs)

  /** Pairs are of listed rows, so a new row has no partner yet. */
  function passesUnpaired(row: number): boolean {
    const side = toOnlySide(view())
    return !side || pairs.sideOf(table.sourceOf(row)) === side
  }

  return {
    ...order,
    ...rows,
    passes: (row) => passesUnpaired(row) && order.passes(row),
    async add(rows, options) {
      await order.add(rows, options)
      const { mask } = order.shown()
      const passed = rows.filter((row) => mask.has(row) && passesUnpaired(row))
      const shown = own()
      if (shown) insertRows(table, shown, passed, options)
    },
  }
}

/** Adds the view of pairs to rows to which none are added. */
export function createPairedRows<Size extends StoreSize>(
  filtered: FilteredRows<Size>,
  table: EntryTable,
  pairs: StorePairs,
): PairedRows<Size> {
  const { own: _, view: __, ...rows } = createPairedView(filtered, table, pairs)
  return rows
}

function createPairedView<Size extends StoreSize>(
  filtered: FilteredRows<Size>,
  table: EntryTable,
  pairs: StorePairs,
): PairedRows<Size> & { own: () => ShownPairs | undefined; view: () => PairsView } {
  let view: PairsView = { shown: 'separate' }
  let filters = ''
  let own: ShownPairs | undefined

  function select(): ShownPairs | undefined {
    if (view.shown === 'separate') return undefined
    const mask = createRowMask(filtered.shown().mask)
    const pairsShown = hideRows(mask, view, table, pairs)
    const list = createRowList(filtered.shown().list.select(mask.bytes()))
    return { ...countBySource(table, { list, mask }), pairsShown }
  }

  return {
    own: () => own,
    view: () => view,
    shown: () => own ?? filtered.shown(),
    entries: () => (own && view.shown !== 'joined' ? own.list : filtered.entries()),
    size() {
      if (!own) return filtered.size()
      const size = { ...filtered.size(), shown: own.list.length() }
      // The hidden entry of a joined pair passes the filters, too.
      return view.shown === 'joined'
        ? { ...size, pairsShown: own.pairsShown }
        : { ...size, ...toShownOf(table, own.counts) }
    },
    findJoined(row) {
      if (!own || view.shown !== 'joined' || own.mask.has(row)) return undefined
      return filtered.shown().mask.has(row)
        ? pairs.listPairs(Uint32Array.of(row))?.[0]?.row
        : undefined
    },
    async setView({ pairs: nextPairs = { shown: 'separate' }, ...rest }, signal) {
      // Filters may take seconds; expanding a pair must not.
      const nextFilters = JSON.stringify(rest)
      const isSame = nextFilters === filters && !filtered.isOutdated?.()
      if (!isSame) await filtered.setView(rest, signal)
      filters = nextFilters
      view = nextPairs
      own = select()
    },
    async refresh(isOutdated) {
      await filtered.refresh(isOutdated)
      own = select()
    },
    showPairs() {
      own = select()
    },
  }
}

/** The side whose entries without a partner are shown, if only these are. */
function toOnlySide({ shown }: PairsView): 'first' | 'second' | undefined {
  if (shown === 'only-first') return 'first'
  return shown === 'only-second' ? 'second' : undefined
}

/** Removes the rows that a view of pairs hides. Returns how many pairs are in one row. */
function hideRows(mask: RowMask, view: PairsView, table: EntryTable, pairs: StorePairs): number {
  const rows = mask.bytes()
  const side = toOnlySide(view)
  if (!side) return hideSeconds(rows, view, pairs)
  for (const source of table.sources) {
    if (pairs.sideOf(source) === side) continue
    for (const { from, to } of table.rangesOf(source)) rows.fill(0, from, to)
  }
  for (const { ones, others } of pairs.lists()) {
    for (const row of side === 'first' ? ones : others) rows[row] = 0
  }
  return 0
}

function hideSeconds(rows: Uint8Array, { expanded = [] }: PairsView, pairs: StorePairs): number {
  const expandedRows = new Set(expanded)
  let joined = 0
  for (const { ones, others } of pairs.lists()) {
    for (let at = 0; at < ones.length; at++) {
      const one = ones[at] ?? 0
      const other = others[at] ?? 0
      const isExpanded = expandedRows.has(one) || expandedRows.has(other)
      if (isExpanded || rows[one] !== 1 || rows[other] !== 1) continue
      rows[other] = 0
      joined++
    }
  }
  return joined
}
