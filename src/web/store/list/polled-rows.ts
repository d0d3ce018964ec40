/** Rows of polled pages, by the key of their entry, so that the next poll does not keep the same entries again. */

/** The rows that each ticket added. */
type PolledRows = {
  /** Rows that were added with a key. */
  find: (key: string) => readonly number[]
  /** Adds consecutive rows from `firstRow` on, one for each key. */
  add: (ticket: number, firstRow: number, keys: readonly string[]) => void
  /** Removes the rows of a ticket: from `from` up to, not including, `to`. */
  remove: (ticket: number, from: number, to: number) => void
}

/** Creates an empty set of rows. */
export function createPolledRows(): PolledRows {
  const rowsByKey = new Map<string, number[]>()
  const keysByTicket = new Map<number, readonly string[]>()
  return {
    find: (key) => rowsByKey.get(key) ?? [],
    add(ticket, firstRow, keys) {
      keysByTicket.set(ticket, keys)
      for (const [i, key] of keys.entries()) {
        rowsByKey.set(key, [...(rowsByKey.get(key) ?? []), firstRow + i])
      }
    },
    remove(ticket, from, to) {
      for (const key of keysByTicket.get(ticket) ?? []) {
        const others = (rowsByKey.get(key) ?? []).filter((row) => row < from || row >= to)
        if (others.length > 0) rowsByKey.set(key, others)
        else rowsByKey.delete(key)
      }
      keysByTicket.delete(ticket)
    },
  }
}
