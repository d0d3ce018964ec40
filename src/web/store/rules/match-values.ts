/** Reads the values by which matches are correlated: from columns where these have them, otherwise from the entries. */
import { toValueText } from '../../../detection/evaluate/to-value-text.ts'
import { findRuleField, type RuleField } from '../../../detection/logs/rule-fields.ts'
import { chunkSize } from '../columns/chunked-array.ts'
import { findFieldColumn } from '../columns/column-field.ts'
import type { FieldColumn } from '../columns/field-column.ts'
import { absentCode, firstValueCode, nullCode } from '../columns/field-reader.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { TableSource } from '../list/table-source.ts'
import type { SetDetection } from './rule-set.ts'
import { createWorkSlices } from './work-slices.ts'

/** The value of a field in rows that a rule matches; `undefined` without one. Values that were read are remembered. */
export type MatchValues = (
  rule: SetDetection,
  field: string,
  rows: Uint32Array,
) => Promise<ReadonlyMap<number, string | undefined>>

/** Reads the value in a row; a promise when the entry has to be read. */
type ValueReader = (row: number) => string | undefined | Promise<string | undefined>

/** Prepares to read values. */
export function createMatchValues(table: EntryTable): MatchValues {
  const known = new Map<string, Map<number, string | undefined>>()
  const readers = new Map<string, ValueReader>()

  function getReader(rule: SetDetection, source: TableSource, name: string): ValueReader {
    const key = `${rule.number} ${source.number} ${name}`
    const reader = readers.get(key) ?? createReader(table, source, rule, name)
    readers.set(key, reader)
    return reader
  }

  return async (rule, field, rows) => {
    const key = `${rule.number} ${field}`
    const values = known.get(key) ?? new Map<number, string | undefined>()
    known.set(key, values)
    const slices = createWorkSlices()
    for (const row of rows) {
      if (values.has(row)) continue
      const value = getReader(rule, table.sourceOf(row), field)(row)
      // Most values are in a column; awaiting those as well would cost a microtask for each row.
      values.set(row, value instanceof Promise ? await value : value)
      if (slices.isOver()) await slices.pause()
    }
    return values
  }
}

function createReader(
  table: EntryTable,
  source: TableSource,
  { rule }: SetDetection,
  name: string,
): ValueReader {
  const field = findRuleField(rule.service, source.dataset, name)
  if (!field) return () => undefined
  const column = findColumn(table, source, field)
  const readEntry = async (row: number) => toValueText(field.read(await table.readEntry(row)))
  return (row) => {
    const values = column?.values()
    if (values?.kind !== 'coded') return readEntry(row)
    const code = values.chunks[Math.floor(row / chunkSize)]?.[row % chunkSize] ?? absentCode
    if (code >= firstValueCode) return toValueText(field.toRuleValue(values.texts[code]))
    return code === absentCode || code === nullCode ? undefined : readEntry(row)
  }
}

/** The column with exactly the values of a field; its other paths may have values where the first one has null. */
function findColumn(
  { columns }: EntryTable,
  { dataset, columnFields }: TableSource,
  { column: path }: RuleField,
): FieldColumn | undefined {
  const field = dataset.fields.find((each) => each.path === path)
  const isSimple = field && !field.otherPaths
  const found = isSimple ? findFieldColumn(columnFields.values(), field) : undefined
  return found && columns.get(found.path)
}
