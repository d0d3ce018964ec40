/** Counts the new entries of staged pages without committing them. */
import type { NewCount } from '../entry-store.ts'
import type { CommitParts } from './commit-pages.ts'

/** Counts the distinct entries of the pages that are not in the list. */
export async function countNew(
  { table, staged, known, order }: CommitParts,
  tickets: readonly number[],
): Promise<NewCount> {
  const keys = new Set<string>()
  const counts = new Map<string, number>()
  const newestMs = table.times.at(order.all().at(0))
  const count: NewCount = { shown: 0, hidden: 0, older: 0 }
  for (const ticket of tickets) {
    const page = staged.get(ticket)
    const countText = (text: string) => {
      const key = `${page?.chain} ${text}`
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return count
    }
    for (let row = page?.next ?? 0; row < (page?.end ?? 0); row++) {
      const key = await known.findNewKey(row, countText)
      if (key === undefined || keys.has(key)) continue
      keys.add(key)
      if (!(await order.passes(row))) count.hidden++
      else {
        count.shown++
        if (order.all().length() > 0 && table.times.at(row) < newestMs) count.older++
      }
    }
  }
  return count
}
