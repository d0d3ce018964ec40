/** The methods of a store that answer by its view: of the whole list, or of a part of it. */
import type { Direction } from '../../../query/log-query.ts'
import { toIdNumber } from '../columns/text-hash.ts'
import type { EntryStore, StoreSize, StoreView } from '../entry-store.ts'
import { createEntryOpener, type EntryTransfer } from '../entry-transfer.ts'
import { effectPath } from '../facet-counts.ts'
import type { CommitParts } from '../list/commit-pages.ts'
import type { EntryOrder } from '../list/entry-order.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { readAllTexts, readTexts } from '../pages/read-texts.ts'
import type { StorePairs } from '../pairs/store-pairs.ts'
import type { RuleView } from '../rules/rule-view.ts'
import type { StoredPair } from '../stored-pair.ts'
import { countEffects } from './count-effects.ts'
import { countFacet } from './count-facet.ts'
import { countHistogram } from './count-histogram.ts'
import { countHours } from './count-hours.ts'
import { createRuleAnswers, type RuleAnswers, type RuleListRows } from './create-rule-answers.ts'
import { findInView } from './find-in-view.ts'
import { findRow, seekTime } from './find-row.ts'

/** The rows that are answered about. */
type AnsweredRows<Size extends StoreSize> = RuleListRows<Size> &
  Pick<EntryOrder, 'passed' | 'entries' | 'has' | 'setView'>

/** The methods that depend on a view. */
export type ViewAnswers<Size extends StoreSize = StoreSize> = Pick<
  EntryStore,
  | 'rows'
  | 'get'
  | 'raw'
  | 'listRows'
  | 'partnersOf'
  | 'readTexts'
  | 'sourcesOf'
  | 'keysOf'
  | 'locate'
  | 'seek'
  | 'facet'
  | 'histogram'
  | 'hours'
  | 'findText'
> &
  RuleAnswers<Size> & {
    setView: (view: StoreView) => Promise<Size>
    size: () => Size
    transferRows: (from: number, to: number) => Promise<EntryTransfer>
    transferRow: (row: number) => Promise<EntryTransfer | undefined>
    /** Cancels a change of view that is waiting or running. */
    cancelView: () => void
  }

/** What the answers share with the rest of the store. */
export type AnswerParts = Pick<CommitParts, 'table' | 'known' | 'late'> & {
  pairs: StorePairs
  tasks: PageTasks
  /** Runs changes one after the other. */
  queue: <T>(change: () => Promise<T>) => Promise<T>
  /** The direction of the last commit. */
  direction: () => Direction
}

/** Creates the methods over the given rows. */
export function createViewAnswers<Size extends StoreSize>(
  { table, known, late, pairs, tasks, queue, direction }: AnswerParts,
  order: AnsweredRows<Size>,
  rules: RuleView,
): ViewAnswers<Size> {
  const openEntries = createEntryOpener(table.sources)
  const { transferRows, transferRow } = createTransfers({ table, known, late, pairs }, order, rules)
  const view = createViewControl(order)
  const shownRows = () => order.shown().list
  const lists = { all: order.all, shown: shownRows, entries: order.entries }
  return {
    setView(nextView) {
      const signal = view.cancelPrevious()
      return queue(() => view.set(nextView, signal))
    },
    cancelView: view.cancelPrevious,
    size: order.size,
    transferRows,
    transferRow,
    rows: async (from, to) => openEntries(await transferRows(from, to)),
    async get(row) {
      const transfer = await transferRow(row)
      return transfer && openEntries(transfer)[0]
    },
    raw: async (row) => {
      if (!order.has(row)) throw new RangeError(`No entry at ${row}.`)
      return table.archive.read(row)
    },
    listRows: (of) => queue(async () => lists[of]().slice()),
    async partnersOf(rows) {
      requireRows(order, rows)
      return pairs.listPartners(rows)
    },
    async readTexts(rows, room, hasLeaves) {
      requireRows(order, rows)
      return readTexts(table.archive, rows, room, hasLeaves)
    },
    async sourcesOf(rows) {
      requireRows(order, rows)
      return Uint16Array.from(rows, (row) => table.sourceOf(row).number)
    },
    async keysOf(rows) {
      requireRows(order, rows)
      const { ids, times } = table
      return {
        times: Float64Array.from(rows, times.at),
        ids: Float64Array.from(rows, (row) => toIdNumber(ids.high.at(row), ids.low.at(row))),
      }
    },
    async locate(id, time, source) {
      const row = await findRow(table, known, order.has, id, time, source)
      return row === undefined ? undefined : { row, index: shownRows().indexOf(row) }
    },
    seek: async (timeMs) => seekTime(table.times.at, shownRows().slice(), timeMs, direction()),
    async facet(question) {
      if (question.path === effectPath) await rules.search()
      const { mask, list } = order.shown()
      const rows = { mask, shown: list.length() }
      if (question.path === effectPath) {
        return countEffects(rules, rows, order.findJoined, question)
      }
      const { findNewTest, markFacet } = rules.baseline
      const isNew = question.order === 'new' ? findNewTest(question.path) : undefined
      return markFacet(await countFacet(table, tasks, rows, question, isNew), question.path)
    },
    histogram: async (question) => countHistogram(table, order.shown().mask, question),
    hours: async (timeZone) => countHours(table.times, order.shown().mask, timeZone),
    ...createRuleAnswers(table, rules, order, queue),
    findText: (text, onProgress, signal) =>
      findInView(table, tasks, shownRows().slice(), text, onProgress, signal),
  }
}

function requireRows(order: Pick<EntryOrder, 'has'>, rows: Uint32Array): void {
  const missing = rows.find((row) => !order.has(row))
  if (missing !== undefined) throw new RangeError(`No entry at ${missing}.`)
}

/** Prepares to collect entries for sending them to another thread. */
function createTransfers(
  { table, known, late, pairs }: Pick<AnswerParts, 'table' | 'known' | 'late' | 'pairs'>,
  order: Pick<EntryOrder, 'shown' | 'passed' | 'has' | 'findJoined'>,
  rules: RuleView,
) {
  function listPairs(rows: Uint32Array) {
    const passed = order.passed()
    return pairs
      .listPairs(rows)
      ?.map((pair): StoredPair | undefined =>
        pair && !passed.has(pair.row) ? { ...pair, isHidden: true } : pair,
      )
  }

  /** The rules that match a row, or the entry that it hides as a joined pair. */
  function listRules(row: number, partner: number | undefined): readonly string[] | undefined {
    const isJoined = partner !== undefined && order.findJoined(partner) === row
    const ids = isJoined ? rules.listIdsOfBoth(row, partner) : rules.listIds(row)
    return ids.length > 0 ? ids : undefined
  }

  async function toTransfer(
    rows: Uint32Array<ArrayBuffer>,
    firstIndex: number,
  ): Promise<EntryTransfer> {
    const rowPairs = listPairs(rows)
    return {
      rows,
      firstIndex,
      sources: Uint16Array.from(rows, (row) => table.sourceOf(row).number),
      conflicting: Uint8Array.from(rows, (row) => (known.isConflicting(row) ? 1 : 0)),
      late: Uint8Array.from(rows, (row) => (late.has(row) ? 1 : 0)),
      occurrences: Uint32Array.from(rows, known.occurrenceOf),
      pairs: rowPairs,
      rules: Array.from(rows, (row, at) => listRules(row, rowPairs?.[at]?.row)),
      news: await Promise.all(Array.from(rows, rules.baseline.findMark)),
      texts: await readAllTexts(table.archive, rows),
    }
  }

  return {
    transferRows: (from: number, to: number) =>
      toTransfer(order.shown().list.slice(from, to), Math.max(from, 0)),
    async transferRow(row: number): Promise<EntryTransfer | undefined> {
      if (!order.has(row)) return undefined
      return toTransfer(Uint32Array.of(row), order.shown().list.indexOf(row))
    },
  }
}

/** Changes the view; a new change cancels the one before it. */
function createViewControl<Size extends StoreSize>(
  order: Pick<AnsweredRows<Size>, 'setView' | 'size'>,
) {
  let latest = new AbortController()
  return {
    /** Cancels a change that is waiting or running, and returns the signal of the next one. */
    cancelPrevious(): AbortSignal {
      latest.abort()
      latest = new AbortController()
      return latest.signal
    },
    /** Changes the view. A cancelled change is no error, because the next change is already queued. */
    async set(view: StoreView, signal: AbortSignal): Promise<Size> {
      try {
        await order.setView(view, signal)
      } catch (error) {
        if (!signal.aborted) throw error
      }
      return order.size()
    },
  }
}
