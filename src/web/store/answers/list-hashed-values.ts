/** Lists the values of a field whose column holds hashes: their texts are read from entries. */

import type { Facet, FacetQuestion } from '../facet-counts.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { readAllTexts } from '../pages/read-texts.ts'
import { toPatterns } from '../pages/to-patterns.ts'
import type { HashCounts } from './count-hashes.ts'
import { rankCounts } from './rank-counts.ts'

/** Maximum number of entries that are read to test their values, in several steps. */
const maxRead = 50_000
const entriesPerStep = 2_000

/** A test whether a text contains another one, upper and lower case alike. */
export function createTextTest(wanted: string): (text: string) => boolean {
  const lower = wanted.toLowerCase()
  return (text) => text.toLowerCase().includes(lower)
}

/**
 * The first values in this order. With a text to contain, only entries with that text anywhere are read, which a
 * search of the bytes finds.
 */
export async function listHashedValues(
  table: EntryTable,
  tasks: PageTasks,
  { rows, counts }: HashCounts,
  { path, limit, contains = '', order }: FacetQuestion,
): Promise<Pick<Facet, 'values' | 'matching'>> {
  if (contains === '') {
    const { ranked } = rankCounts(counts, 0, limit, order)
    const texts = await readValues(
      table,
      ranked.map((at) => rows[at] ?? 0),
      path,
    )
    return {
      values: ranked.map((at, rank) => ({ value: texts[rank] ?? '', count: counts[at] ?? 0 })),
    }
  }
  const hits = await findRows(table, tasks, contains)
  const { ranked, wanted } = rankCounts(counts, 0, maxRead, order, (at) => hits.has(rows[at] ?? 0))
  const isWanted = createTextTest(contains)
  const values: { value: string; count: number }[] = []
  let matching = 0
  for (let from = 0; from < ranked.length; from += entriesPerStep) {
    const step = ranked.slice(from, from + entriesPerStep)
    const texts = await readValues(
      table,
      step.map((at) => rows[at] ?? 0),
      path,
    )
    for (const [rank, at] of step.entries()) {
      const value = texts[rank] ?? ''
      if (!isWanted(value)) continue
      matching++
      if (values.length < limit) values.push({ value, count: counts[at] ?? 0 })
    }
  }
  return { values, matching: { values: matching, isCut: wanted > ranked.length } }
}

/** The rows whose original text contains a text. */
async function findRows(
  { archive }: EntryTable,
  tasks: PageTasks,
  text: string,
): Promise<ReadonlySet<number>> {
  const patterns = toPatterns(text)
  const hits = new Set<number>()
  const pages = Array.from({ length: archive.pageCount() }, (_, page) => page)
  await Promise.all(
    pages.map(async (number) => {
      const page = archive.get(number)
      // A page without a committed entry has been dropped.
      if (!page || page.bytes.length === 0) return
      const { from } = archive.rowsOf(number)
      for (const entry of await tasks.find(page, patterns)) hits.add(from + entry)
    }),
  )
  return hits
}

/** The values of a field in these rows, as texts. */
async function readValues(
  table: EntryTable,
  rows: readonly number[],
  path: string,
): Promise<string[]> {
  const { bytes, lengths } = await readAllTexts(table.archive, Uint32Array.from(rows))
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let end = 0
  return rows.map((row, at) => {
    const start = end
    end += lengths[at] ?? 0
    const entry: unknown = JSON.parse(decoder.decode(bytes.subarray(start, end)))
    return String(table.sourceOf(row).readField(entry, path) ?? '')
  })
}
