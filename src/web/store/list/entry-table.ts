/** All rows of all sources: their columns, their times, and the pages with their original texts. */
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { Page } from '../../../cloudflare/page.ts'
import { chunkSize, createChunkedArray, createChunkedBytes } from '../columns/chunked-array.ts'
import { findFieldColumn } from '../columns/column-field.ts'
import { createColumnReader } from '../columns/column-reader.ts'
import { createFieldColumn, type FieldColumn } from '../columns/field-column.ts'
import { absentCode, type FieldValue } from '../columns/field-reader.ts'
import type { IdHashes } from '../columns/id-index.ts'
import { hashId } from '../columns/text-hash.ts'
import { createTimeColumn, type TimeColumn } from '../columns/time-column.ts'
import type { StoreSource } from '../entry-store.ts'
import { packSpans } from '../pages/packed-spans.ts'
import { createPageArchive, type PageArchive } from '../pages/page-archive.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { type CountSource, createCountSource } from './count-source.ts'
import { createSourceRows, type RowRange } from './source-rows.ts'
import { createTableSources, type TableSource } from './table-source.ts'

/** The table. Rows are added page by page and never removed. Rows of discarded pages are in no list. */
export type EntryTable = {
  sources: readonly TableSource[]
  sourceOf: (row: number) => TableSource
  /** The rows of a source, lowest first. */
  rangesOf: (source: TableSource) => readonly RowRange[]
  archive: PageArchive
  /** By path, for all sources. A source without the column has `absentCode` in its rows. */
  columns: ReadonlyMap<string, FieldColumn>
  findCountSource: CountSource
  /** The high half is 0 for an entry without an id. */
  ids: IdHashes
  times: TimeColumn
  /** Adds a page of at least one entry of a source, and returns its first row. */
  add: (
    source: TableSource,
    bytes: Uint8Array<ArrayBuffer>,
    page: Pick<Page, 'entries' | 'spans'>,
  ) => number
  readEntry: (row: number) => Promise<unknown>
  readField: (row: number, path: string) => Promise<FieldValue>
  /** The time of a row as the entry spells it; empty when the entry has none. */
  readTime: (row: number) => Promise<string>
}

/** Creates an empty table. */
export function createEntryTable(
  storeSources: readonly StoreSource[],
  tasks: PageTasks,
): EntryTable {
  const sources = createTableSources(storeSources)
  const sourceRows = createSourceRows()
  const ids = { high: createChunkedBytes(), low: createChunkedArray() }
  const times = createTimeColumn()
  const columns = createColumns(sources)
  const fillers = sources.map((source) => createColumnFiller(source, columns))

  function sourceOf(row: number): TableSource {
    const source = sources[sourceRows.sourceAt(row)]
    if (!source) throw new RangeError(`No source for row ${row}.`)
    return source
  }

  const kindOf = createKindFinder(sources, columns, sourceOf)
  const archive = createPageArchive(tasks, kindOf, sources.length)

  const readEntry = async (row: number): Promise<unknown> => JSON.parse(await archive.read(row))
  const findField = (row: number, path: string) => sourceOf(row).columnFields.get(path)

  return {
    sources,
    sourceOf,
    rangesOf: ({ number }) => sourceRows.rangesOf(number),
    archive,
    columns,
    findCountSource: createCountSource(findField, columns, archive, tasks),
    ids,
    times,
    add({ number, idOf, timeOf }, bytes, { entries, spans }) {
      fillers[number]?.(entries)
      for (const entry of entries) {
        const { high, low } = hashId(idOf(entry))
        ids.high.push(high)
        ids.low.push(low)
        times.push(findEpochMs(timeOf(entry)) ?? Number.NaN)
      }
      const from = archive.add(bytes, packSpans(spans))
      sourceRows.add(number, { from, to: from + entries.length })
      return from
    },
    readEntry,
    readField: async (row, path) =>
      sourceOf(row).readField(await readEntry(row), path) ?? absentCode,
    readTime: async (row) => sourceOf(row).timeOf(await readEntry(row)),
  }
}

/** Creates each column that a source has. */
function createColumns(sources: readonly TableSource[]): Map<string, FieldColumn> {
  const idPaths = new Set(sources.map(({ dataset }) => dataset.idPath))
  const paths = new Set(sources.flatMap(({ columnFields }) => [...columnFields.keys()]))
  return new Map([...paths].map((path) => [path, createFieldColumn(idPaths.has(path))]))
}

/** Prepares to add the values of entries of a source to all columns. */
function createColumnFiller(
  { columnFields }: TableSource,
  columns: ReadonlyMap<string, FieldColumn>,
): (entries: readonly unknown[]) => void {
  const read = createColumnReader([...columnFields.values()])
  const filled = [...columnFields.keys()].flatMap((path) => columns.get(path) ?? [])
  const others = [...columns].flatMap(([path, column]) => (columnFields.has(path) ? [] : [column]))
  return (entries) => {
    const lists = read(entries)
    for (const [at, column] of filled.entries()) column.push(lists[at] ?? [])
    const absent = others.length > 0 ? entries.map((): FieldValue => absentCode) : []
    for (const column of others) column.push(absent)
  }
}

/** Prepares to find the kind of resource of an entry, as a number; 0 when it is unknown. */
function createKindFinder(
  sources: readonly TableSource[],
  columns: EntryTable['columns'],
  sourceOf: EntryTable['sourceOf'],
): (row: number) => number {
  const kinds = sources.map(({ dataset, columnFields }) => {
    const field = dataset.fields.find(({ group, kind }) => group === 'resource' && kind !== 'id')
    const column = field && findFieldColumn(columnFields.values(), field)
    return column && columns.get(column.path)
  })
  return (row) => {
    const values = kinds[sourceOf(row).number]?.values()
    if (values?.kind !== 'coded') return 0
    return values.chunks[Math.floor(row / chunkSize)]?.[row % chunkSize] ?? 0
  }
}
