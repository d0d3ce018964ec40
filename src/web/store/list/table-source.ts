/** A source in the table: the fields that have a column, and functions that read id, time and fields. */
import type { Field } from '../../../catalog/fields.ts'
import { createFieldReader, createTextReader, type FieldValue } from '../columns/field-reader.ts'
import type { SourceId, StoreSource } from '../entry-store.ts'

/** A source of entries. */
export type TableSource = StoreSource & {
  /** Index in the list of sources that the store was created with. */
  number: number
  /** The fields that have a column, by path: all but those that hold JSON, or instants. */
  columnFields: ReadonlyMap<string, Field>
  /** The value of a field that has a column. */
  readField: (entry: unknown, path: string) => FieldValue | undefined
  /** Empty when the entry has no id. */
  idOf: (entry: unknown) => string
  /** The time as the entry spells it; empty when it has none. */
  timeOf: (entry: unknown) => string
}

/** The sources of a store, in their order. */
export function createTableSources(sources: readonly StoreSource[]): readonly TableSource[] {
  return sources.map(({ id, dataset }, number) => {
    const counted = dataset.fields.filter(({ kind }) => kind !== 'json' && kind !== 'instant')
    const readers = new Map(counted.map((field) => [field.path, createFieldReader(field)]))
    return {
      number,
      id,
      dataset,
      columnFields: new Map(counted.map((field) => [field.path, field])),
      readField: (entry, path) => readers.get(path)?.(entry),
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
