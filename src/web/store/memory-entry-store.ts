/** The list of entries in this page's memory: parsed entries, and the text of the pages they came in. */

import type { Dataset } from '../../catalog/define-dataset.ts'
import { readField, readPath } from '../../catalog/fields.ts'
import type { Page } from '../../cloudflare/page.ts'
import type { AppendReceipt, PageEntryStore, StoredEntry } from './page-entry-store.ts'

type Source = { text: string; start: number; end: number }

/**
 * Creates an empty store for entries of a dataset. Entries are deduplicated by id; the same id with
 * another body is kept and counted as conflicting. Of entries without an id all are kept, because
 * two of them may be alike and both be true.
 */
export function createMemoryEntryStore(dataset: Dataset): PageEntryStore {
  const entries: StoredEntry[] = []
  const sources: Source[] = []
  const indexesById = new Map<string, number[]>()
  /** How often each text of an entry without id may still be met again. */
  let unmatched = new Map<string, number>()

  const rawText = ({ text, start, end }: Source) => text.slice(start, end)

  function add(entry: unknown, source: Source, receipt: AppendReceipt): void {
    const id = readText(entry, dataset.idPath)
    if (id === '' && takeMatch(unmatched, rawText(source))) {
      receipt.repeated++
      return
    }
    const known = id === '' ? undefined : indexesById.get(id)
    if (known) {
      const text = rawText(source)
      if (known.some((index) => sources[index] && rawText(sources[index]) === text)) {
        receipt.repeated++
        return
      }
      receipt.conflicting++
    }
    const index = entries.length
    if (id !== '') indexesById.set(id, [...(known ?? []), index])
    entries.push({
      index,
      id,
      time: readText(entry, dataset.timePath),
      entry,
      isStrange: !dataset.entrySchema.safeParse(entry).success,
    })
    sources.push(source)
    receipt.added++
  }

  return {
    async append(page: Page) {
      const receipt: AppendReceipt = { added: 0, repeated: 0, conflicting: 0 }
      page.entries.forEach((entry, i) => {
        const { start, end } = page.spans[i] ?? { start: 0, end: 0 }
        add(entry, { text: page.text, start, end }, receipt)
      })
      return receipt
    },
    startOverlap() {
      unmatched = new Map()
      for (const { id, index } of entries) {
        const source = sources[index]
        if (id !== '' || !source) continue
        const text = rawText(source)
        unmatched.set(text, (unmatched.get(text) ?? 0) + 1)
      }
    },
    size: () => entries.length,
    rows: async (from, to) => entries.slice(from, to),
    async raw(index) {
      const source = sources[index]
      if (!source) throw new RangeError(`No entry at ${index}; there are ${entries.length}.`)
      return rawText(source)
    },
    async find(id, time) {
      if (id !== '') return indexesById.get(id)?.[0]
      const index = entries.findIndex((each) => each.id === '' && each.time === time)
      return index === -1 ? undefined : index
    },
    async countValues(path, limit) {
      const field = dataset.fields.find((each) => each.path === path)
      const counts = new Map<string, number>()
      for (const { entry } of entries) {
        const value = field && readField(entry, field)
        if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
          counts.set(String(value), (counts.get(String(value)) ?? 0) + 1)
        }
      }
      return [...counts]
        .sort(([, a], [, b]) => b - a)
        .slice(0, limit)
        .map(([value, count]) => ({ value, count }))
    },
  }
}

function takeMatch(unmatched: Map<string, number>, text: string): boolean {
  const count = unmatched.get(text) ?? 0
  if (count > 0) unmatched.set(text, count - 1)
  return count > 0
}

function readText(entry: unknown, path: string): string {
  const value = readPath(entry, path)
  return typeof value === 'string' ? value : ''
}
