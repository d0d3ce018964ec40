/** A source in the table: its columns, and functions that read id, time and columns. */
import { type ColumnField, listColumnFields } from '../columns/column-field.ts'
import { createColumnReader } from '../columns/column-reader.ts'
import { createTextReader, type FieldValue } from '../columns/field-reader.ts'
import type { SourceId, StoreSource } from '../entry-store.ts'

/** A source of entries. */
export type TableSource = StoreSource & {
  /** Index in the list of sources that the store was created with. */
  number: number
  /** What it has a column for, by the path of the column. */
  columnFields: ReadonlyMap<string, ColumnField>
  /** The value of an entry in a column. */
  readField: (entry: unknown, path: string) => FieldValue | undefined
  /** Empty when the entry has no id. */
  idOf: (entry: unknown) => string
  /** The time as the entry spells it; empty when it has none. */
  timeOf: (entry: unknown) => string
}

/** The sources of a store, in their order. */
export function createTableSources(sources: readonly StoreSource[]): readonly TableSource[] {
  return sources.map((source, number) => {
    const { id, dataset, timeline } = source
    const fields = listColumnFields(source)
    const readers = new Map(fields.map((field) => [field.path, createColumnReader([field])]))
    return {
      number,
      id,
      dataset,
      ...(timeline && { timeline }),
      columnFields: new Map(fields.map((field) => [field.path, field])),
      readField: (entry, path) => readers.get(path)?.([entry])[0]?.[0],
      idOf: createTextReader(dataset.idPath),
      timeOf: createTextReader(dataset.timePath),
    }
  })
}

/** The source with this id. Throws when the store has none. */
export function getTableSource(sources: readonly TableSource[], id: SourceId): TableSource {
  const source = sources.find((candidate) => candidate.id === id)
  if (!source) throw new RangeError(`The store has no source ${id}.`)
  return source
}
