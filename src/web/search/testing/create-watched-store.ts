/** The real store in the test's thread, with a count of the staged pages. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { createColumnEntryStore } from '../../store/column-entry-store.ts'
import { type EntryStore, onlySource } from '../../store/entry-store.ts'
import { type countWork, watchStore } from './count-work.ts'

/** Creates an empty store; a test may replace single methods to make them fail or wait. */
export function createWatchedStore(dataset: Dataset, work: ReturnType<typeof countWork>) {
  const store = createColumnEntryStore([{ id: onlySource, dataset }])
  const staged = new Set<number>()

  async function note(staging: ReturnType<EntryStore['stage']>) {
    const page = await staging
    if (page.ticket !== undefined) staged.add(page.ticket)
    return page
  }

  function forget(tickets: readonly number[]): void {
    for (const ticket of tickets) staged.delete(ticket)
  }

  return watchStore(work, {
    ...store,
    stage: (...page: Parameters<EntryStore['stage']>) => note(store.stage(...page)),
    stageNew: (...page: Parameters<EntryStore['stageNew']>) => note(store.stageNew(...page)),
    async commit(...[streams, options]: Parameters<EntryStore['commit']>) {
      const receipt = await store.commit(streams, options)
      // After a commit up to an instant, entries may be left under a ticket.
      if (options.until === undefined) forget(streams.flat())
      // As with a worker, pages arrive during a commit.
      await new Promise((resolve) => setTimeout(resolve))
      return receipt
    },
    async discard(tickets: readonly number[]) {
      forget(tickets)
      return store.discard(tickets)
    },
    /** How many pages were neither committed nor discarded. */
    countStaged: () => staged.size,
    /** The ids in the list, in its order. */
    async listIds() {
      const rows = await store.rows(0, store.size().stored)
      return rows.map(({ id }) => id)
    },
  })
}
