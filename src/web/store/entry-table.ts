/** All rows of a dataset: their columns, their times, and the pages with their original text. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findEpochMs } from '../../cloudflare/instant.ts'
import type { Page } from '../../cloudflare/page.ts'
import { chunkSize, createChunkedArray, createChunkedBytes } from './chunked-array.ts'
import { type CountSource, createCountSource } from './count-source.ts'
import { createFieldColumn, type FieldColumn } from './field-column.ts'
import {
  absentCode,
  createEntryReader,
  createFieldReader,
  createTextReader,
  type FieldValue,
} from './field-reader.ts'
import type { IdHashes } from './id-index.ts'
import { packSpans } from './packed-spans.ts'
import type { PageLabor } from './page-labor.ts'
import { createPageShelf, type PageShelf } from './page-shelf.ts'
import { hashId } from './text-hash.ts'
import { createTimeColumn, type TimeColumn } from './time-column.ts'

/** The table. Rows are added page by page and never removed. */
export type EntryTable = {
  dataset: Dataset
  shelf: PageShelf
  /** By path of the field; those that hold JSON, or instants, have none. */
  columns: ReadonlyMap<string, FieldColumn>
  findCountSource: CountSource
  /** Those of entries without an id have 0 as their high half. */
  ids: IdHashes
  times: TimeColumn
  /** Adds a page of at least one entry, and returns its first row. */
  add: (bytes: Uint8Array<ArrayBuffer>, page: Pick<Page, 'entries' | 'spans'>) => number
  readEntry: (row: number) => Promise<unknown>
  readField: (row: number, path: string) => Promise<FieldValue>
  /** Empty when the entry has no id. */
  idOf: (entry: unknown) => string
  /** As it is spelled; empty when the entry has no time. */
  timeOf: (entry: unknown) => string
}

/** Creates an empty table. */
export function createEntryTable(dataset: Dataset, labor: PageLabor): EntryTable {
  const ids = { high: createChunkedBytes(), low: createChunkedArray() }
  const idOf = createTextReader(dataset.idPath)
  const timeOf = createTextReader(dataset.timePath)
  const times = createTimeColumn()
  const readers = new Map(dataset.fields.map((field) => [field.path, createFieldReader(field)]))
  const columns = new Map<string, FieldColumn>()
  for (const { path, kind } of dataset.fields) {
    if (kind !== 'json' && kind !== 'instant')
      columns.set(path, createFieldColumn(path === dataset.idPath))
  }
  const kept = dataset.fields.filter(({ path }) => columns.has(path))
  const read = createEntryReader(kept)
  const keptColumns = kept.flatMap(({ path }) => columns.get(path) ?? [])

  const shelf = createPageShelf(labor, createKindFinder(dataset, columns))

  const readEntry = async (row: number): Promise<unknown> => JSON.parse(await shelf.read(row))

  return {
    ...{ dataset, shelf, columns, ids, times, readEntry, idOf, timeOf },
    findCountSource: createCountSource(dataset.fields, columns, shelf, labor),
    add(bytes, { entries, spans }) {
      const lists = read(entries)
      for (const [at, column] of keptColumns.entries()) column.push(lists[at] ?? [])
      for (const entry of entries) {
        const { high, low } = hashId(idOf(entry))
        ids.high.push(high)
        ids.low.push(low)
        times.push(findEpochMs(timeOf(entry)) ?? Number.NaN)
      }
      return shelf.add(bytes, packSpans(spans))
    },
    async readField(row, path) {
      return readers.get(path)?.(await readEntry(row)) ?? absentCode
    },
  }
}

/** What sort of thing an entry is about: a number for each, 0 when nothing tells. */
function createKindFinder(
  { fields }: Dataset,
  columns: EntryTable['columns'],
): (row: number) => number {
  const field = fields.find(({ group, kind }) => group === 'resource' && kind !== 'id')
  const column = field && columns.get(field.path)
  return (row) => {
    const values = column?.values()
    if (values?.kind !== 'coded') return 0
    return values.chunks[Math.floor(row / chunkSize)]?.[row % chunkSize] ?? 0
  }
}
