/** All rows of a dataset: their columns, their times, and the pages with their original text. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readPath } from '../../catalog/fields.ts'
import { findEpochMs } from '../../cloudflare/instant.ts'
import type { Page } from '../../cloudflare/page.ts'
import { toByteSpans } from './byte-spans.ts'
import { type ChunkedArray, createChunkedArray } from './chunked-array.ts'
import { createFieldColumn, type FieldColumn, type HashedValues } from './field-column.ts'
import { absentCode, createFieldReader, type FieldValue } from './field-reader.ts'
import type { PageLabor } from './page-labor.ts'
import { createPageShelf, type PageShelf } from './page-shelf.ts'

/** The table. Rows are added page by page and never removed. */
export type EntryTable = {
  dataset: Dataset
  shelf: PageShelf
  /** By path of the field; fields that hold JSON have none. */
  columns: ReadonlyMap<string, FieldColumn>
  /** Hashes of the ids; those of entries without an id have 0 as their high half. */
  ids: HashedValues
  /** Milliseconds since the epoch; NaN without a time. */
  times: ChunkedArray<Float64Array>
  /** Adds a page of at least one entry, and returns its first row. */
  add: (bytes: Uint8Array<ArrayBuffer>, page: Page) => number
  readEntry: (row: number) => Promise<unknown>
  readField: (row: number, path: string) => Promise<FieldValue>
  /** Empty when the entry has no id. */
  idOf: (entry: unknown) => string
  /** As it is spelled; empty when the entry has no time. */
  timeOf: (entry: unknown) => string
}

/** Creates an empty table. */
export function createEntryTable(dataset: Dataset, labor: PageLabor): EntryTable {
  const shelf = createPageShelf(labor)
  const ids = createFieldColumn(true)
  const times = createChunkedArray((length) => new Float64Array(length))
  const readers = new Map(dataset.fields.map((field) => [field.path, createFieldReader(field)]))
  const columns = new Map<string, FieldColumn>()
  for (const { path, kind } of dataset.fields) {
    if (kind !== 'json') columns.set(path, path === dataset.idPath ? ids : createFieldColumn())
  }
  const parts = [...columns].flatMap(([path, column]) => {
    const read = path === dataset.idPath ? readId : readers.get(path)
    return read ? [{ column, read }] : []
  })

  function readId(entry: unknown): FieldValue {
    return readText(entry, dataset.idPath) || absentCode
  }

  const readEntry = async (row: number): Promise<unknown> => JSON.parse(await shelf.read(row))

  return {
    ...{ dataset, shelf, columns, times, readEntry },
    ids: ids.values() as HashedValues,
    add(bytes, { text, entries, spans }) {
      for (const entry of entries) {
        for (const { column, read } of parts) column.push(read(entry))
        times.push(findEpochMs(readText(entry, dataset.timePath)) ?? Number.NaN)
      }
      return shelf.add(bytes, toByteSpans(bytes, text, spans))
    },
    async readField(row, path) {
      return readers.get(path)?.(await readEntry(row)) ?? absentCode
    },
    idOf: (entry) => readText(entry, dataset.idPath),
    timeOf: (entry) => readText(entry, dataset.timePath),
  }
}

function readText(entry: unknown, path: string): string {
  const value = readPath(entry, path)
  return typeof value === 'string' ? value : ''
}
