/** The methods of a store about the entries of received pages. */
import type { EntryTable } from '../list/entry-table.ts'
import type { StagedPages } from '../list/staged-pages.ts'
import type { LeafStore } from '../page-leaves.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { hashRows } from './hash-rows.ts'

/** Creates the methods; `queue` runs changes of the store one after the other. */
export function createLeafAnswers(
  { archive }: EntryTable,
  staged: StagedPages,
  tasks: PageTasks,
  queue: <T>(change: () => Promise<T>) => Promise<T>,
): LeafStore {
  return {
    async pageLeaves(tickets) {
      // In its turn, the answer follows from no half-done commit. The hashing that it may take holds nothing up.
      const { reading } = await queue(async () => ({
        reading: Promise.all(tickets.map((ticket) => staged.readLeaves(ticket))),
      }))
      return reading
    },
    forgetLeaves: (tickets) => queue(async () => staged.forgetLeaves(tickets)),
    leafHashes: (rows, signal) => hashRows(archive, tasks, rows, 'leaf', signal),
    contentHashes: (rows, signal) => hashRows(archive, tasks, rows, 'content', signal),
  }
}
