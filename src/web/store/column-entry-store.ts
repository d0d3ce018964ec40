/** The entry store in columns, in the calling thread. The store's worker runs it, and so do tests. */
import type { Direction } from '../../query/log-query.ts'
import { countNear } from './answers/count-near.ts'
import { createBaselineAnswers } from './answers/create-baseline-answers.ts'
import { createLeafAnswers } from './answers/create-leaf-answers.ts'
import { createViewAnswers, type ViewAnswers } from './answers/create-view-answers.ts'
import { listChanges } from './answers/list-changes.ts'
import type { EntryStore, PartSize, StorePart, StoreSource } from './entry-store.ts'
import { commitPages } from './list/commit-pages.ts'
import { countNew } from './list/count-new.ts'
import { createEntryOrder } from './list/entry-order.ts'
import { createEntryTable } from './list/entry-table.ts'
import { createKnownBySource } from './list/known-by-source.ts'
import { createStagedPages } from './list/staged-pages.ts'
import { createPageTasks, type PageTasks } from './pages/page-tasks.ts'
import { createPairedOrder, createPairedRows } from './pairs/paired-order.ts'
import { createStorePairs } from './pairs/store-pairs.ts'
import { createPartOrder } from './parts/part-order.ts'
import { createRuleView } from './rules/rule-view.ts'
import { createStoreRules } from './rules/store-rules.ts'
import type { Counterparts } from './stored-pair.ts'

/** Methods that return entries in the form in which they are sent to another thread. */
type Transfers = Pick<ViewAnswers, 'transferRows' | 'transferRow'>

/** A part of the store, see `PartStore`. */
export type ColumnPartStore = Omit<EntryStore, 'setView' | 'detect'> &
  Transfers &
  Pick<ViewAnswers<PartSize>, 'setView' | 'detect'>

/** The store. */
export type ColumnEntryStore = Omit<EntryStore, 'narrow'> &
  Transfers & { narrow: (part: StorePart) => ColumnPartStore }

/** Creates an empty store for entries of one source or several; `tasks` processes whole pages. */
export function createColumnEntryStore(
  sources: readonly StoreSource[],
  tasks: PageTasks = createPageTasks(),
  counterparts: Counterparts = [],
): ColumnEntryStore {
  const table = createEntryTable(sources, tasks)
  const known = createKnownBySource(table)
  const staged = createStagedPages(table, known, tasks)
  const pairs = createStorePairs(table, tasks, counterparts)
  const storeRules = createStoreRules(table, tasks)
  const rules = createRuleView(table, storeRules)
  const order = createPairedOrder(createEntryOrder(table, tasks, rules), table, pairs)
  const late = new Set<number>()
  const parts = { table, staged, known, order, late, pairs }
  const queue = createQueue()
  let direction: Direction = 'desc'
  const answerParts = { ...parts, tasks, queue, direction: () => direction }
  const { cancelView, ...answers } = createViewAnswers(answerParts, order, rules)

  const store: ColumnEntryStore = {
    stage: async (bytes, chain, source) => staged.stage(bytes, chain, source),
    stageNew: (bytes, chain, source) => queue(() => staged.stageNew(bytes, chain, source)),
    commit: (streams, options) =>
      queue(async () => {
        direction = options.direction
        const receipt = await commitPages(parts, streams, options)
        return { ...receipt, ...order.size() }
      }),
    countNew: (tickets) => queue(() => countNew(parts, tickets)),
    discard: (tickets) =>
      queue(async () => tickets.flatMap((ticket) => staged.discard(ticket) ?? [])),
    async reconcile() {
      await pairs.find(() => queue(async () => order.allMask()))
      return queue(async () => {
        const summaries = pairs.resolve()
        order.showPairs()
        return { ...order.size(), counterparts: summaries }
      })
    },
    setRules: (next) =>
      queue(async () => {
        storeRules.set(next)
        await order.refresh((filters) => filters.length > 0)
        return order.size()
      }),
    ...createLeafAnswers(table, staged, tasks, queue),
    ...createBaselineAnswers(table, storeRules, order, queue),
    ...answers,
    // A part does not cut the history of a resource, nor the neighbors of an entry.
    changes: (rows) => listChanges(table, order.has, rows),
    countNear: (question) => countNear(table, order.has, question),
    narrow(part) {
      const partRules = createRuleView(table, storeRules)
      const partOrder = createPartOrder(table, tasks, partRules, order, late, part)
      const { cancelView: dispose, ...ownAnswers } = createViewAnswers(
        // The rows of a part change only by its own calls, so these wait for no other ones.
        { ...answerParts, queue: createQueue() },
        { ...partOrder, ...createPairedRows(partOrder, table, pairs) },
        partRules,
      )
      return { ...store, ...ownAnswers, dispose }
    },
    dispose() {
      pairs.stop()
      storeRules.stop()
      cancelView()
      table.archive.dispose()
      tasks.dispose()
    },
  }
  return store
}

/** Runs changes one after the other, even after one has failed. */
function createQueue(): <T>(change: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (change) => {
    const result = last.then(change, change)
    last = result.catch(() => undefined)
    return result
  }
}
