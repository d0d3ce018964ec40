/** Counts what staged pages would bring, without making them part of the list. */
import type { KnownEntries } from './known-entries.ts'
import type { StagedPages } from './staged-pages.ts'

/** Different entries of the pages that are not known. */
export async function countNew(
  staged: StagedPages,
  known: KnownEntries,
  tickets: readonly number[],
): Promise<number> {
  const keys = new Set<string>()
  for (const ticket of tickets) {
    const page = staged.get(ticket)
    for (let row = page?.next ?? 0; row < (page?.end ?? 0); row++) {
      const key = await known.findNewKey(row)
      if (key !== undefined) keys.add(key)
    }
  }
  return keys.size
}
