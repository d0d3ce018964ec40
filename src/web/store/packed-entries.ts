/**
 * Entries on their way between threads. A copy of every value in them costs the page more than all the rest
 * of drawing a row; a text costs nearly nothing, and most entries of a fling are passed by unread.
 */
import type { StoredEntry } from './entry-store.ts'

/** What is known of each entry as one JSON text, and each entry as one of its own. */
export type PackedEntries = { heads: string; texts: readonly string[] }

/** Makes texts of entries, all of which came from JSON. */
export function packEntries(entries: readonly StoredEntry[]): PackedEntries {
  return {
    heads: JSON.stringify(entries.map((entry) => ({ ...entry, entry: undefined }))),
    texts: entries.map(({ entry }) => JSON.stringify(entry)),
  }
}

/** The entries again; each is parsed when it is first looked at. */
export function openEntries({ heads, texts }: PackedEntries): StoredEntry[] {
  const known: readonly Omit<StoredEntry, 'entry'>[] = JSON.parse(heads)
  return known.map((head, at) => {
    let entry: unknown
    let text = texts[at]
    return {
      ...head,
      get entry() {
        if (text !== undefined) entry = JSON.parse(text)
        text = undefined
        return entry
      },
    }
  })
}
