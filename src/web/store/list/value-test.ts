/** Tests rows by the dictionary of a column: each value is tested once, and the rows by their codes. */
import { toFieldPointer } from '../../../query/json-pointer.ts'
import { type ContentFilter, createLocalMatcher } from '../../../query/match-local.ts'
import { createRoleValueMatcher } from '../../../query/timeline/match-role.ts'
import type { RoleFilter } from '../../../query/timeline/timeline-query.ts'
import { chunkSize } from '../columns/chunked-array.ts'
import { findRoleColumn, findWholeField } from '../columns/column-field.ts'
import type { CodedValues, FieldColumn } from '../columns/field-column.ts'
import { absentCode, firstValueCode, nullCode, unusualCode } from '../columns/field-reader.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { EntryTable } from './entry-table.ts'
import type { RowRange } from './source-rows.ts'
import type { TableSource } from './table-source.ts'

/** A test of one column. */
export type ValueTest = {
  /** Whether the column has a dictionary: without one, no row is decided. */
  isReady: () => boolean
  /** Whether a row may have a value that does not decide. */
  mayBeUndecided: () => boolean
  decide: (row: number) => boolean | undefined
  /** Removes rows of these ranges that do not pass from the mask; does not remove undecided ones. */
  apply: (mask: RowMask, ranges: readonly RowRange[]) => void
}

/** A test by local filters of one pointer and mode; `undefined` when no column has exactly the values at the pointer. */
export function createFieldTest(
  { columns }: EntryTable,
  { dataset, columnFields }: TableSource,
  filters: readonly [ContentFilter, ...ContentFilter[]],
): ValueTest | undefined {
  const [filter] = filters
  if (filter.kind !== 'field') return undefined
  const found = [...columnFields.values()].find((each) => {
    const field = findWholeField(each)
    return field && !field.otherPaths && toFieldPointer(field.path) === filter.pointer
  })
  const column = found && columns.get(found.path)
  const field = found && findWholeField(found)
  if (!found || !column || !field || field.path === dataset.idPath) return undefined
  const matches = createLocalMatcher(filters)
  const keys = field.path.split('.')
  const matchValue = (value: unknown) =>
    matches(keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value))
  const matchesAbsent = matches({})
  // The column of a role has no empty texts: they count as absent there.
  const isAbsentCertain = !('role' in found) || matchesAbsent === matchValue('')
  return createCodeTest(column, ({ texts }, code) => {
    if (code === absentCode) return isAbsentCertain ? matchesAbsent : undefined
    if (code === unusualCode) return undefined
    return matchValue(code === nullCode ? null : (texts[code] ?? ''))
  })
}

/** A test by a filter on a role; `undefined` for a source without columns of roles. */
export function createRoleTest(
  { columns }: EntryTable,
  { timeline, columnFields }: TableSource,
  filter: RoleFilter,
): ValueTest | undefined {
  if (!timeline) return undefined
  const matches = createRoleValueMatcher(filter)
  const found = findRoleColumn(columnFields.values(), filter.role)
  const column = found && columns.get(found.path)
  if (!column) return createConstantTest(matches(undefined))
  return createCodeTest(column, ({ texts }, code) =>
    matches(code < firstValueCode ? undefined : texts[code]),
  )
}

/** A test that all rows pass, or none. */
function createConstantTest(passes: boolean): ValueTest {
  return {
    isReady: () => true,
    mayBeUndecided: () => false,
    decide: () => passes,
    apply(mask, ranges) {
      if (passes) return
      const rows = mask.bytes()
      for (const { from, to } of ranges) rows.fill(0, from, to)
    },
  }
}

/** A test by codes; `decideCode` returns `undefined` for one that does not decide. */
function createCodeTest(
  column: FieldColumn,
  decideCode: (values: CodedValues, code: number) => boolean | undefined,
): ValueTest {
  const decisions: (boolean | undefined)[] = []

  function decideOnce(values: CodedValues, code: number): boolean | undefined {
    const earlier = decisions[code]
    if (earlier !== undefined) return earlier
    const decision = decideCode(values, code)
    decisions[code] = decision
    return decision
  }

  const findCodedValues = () => {
    const values = column.values()
    return values.kind === 'coded' ? values : undefined
  }

  return {
    isReady: () => findCodedValues() !== undefined,
    mayBeUndecided() {
      const values = findCodedValues()
      if (!values) return false
      return (
        (values.hasUnusual && decideOnce(values, unusualCode) === undefined) ||
        decideOnce(values, absentCode) === undefined
      )
    },
    decide(row) {
      const values = findCodedValues()
      const code = values?.chunks[Math.floor(row / chunkSize)]?.[row % chunkSize]
      return !values || code === undefined ? undefined : decideOnce(values, code)
    },
    apply(mask, ranges) {
      const values = findCodedValues()
      if (!values) return
      const accepted = Uint8Array.from(values.texts, (_, code) =>
        decideOnce(values, code) === false ? 0 : 1,
      )
      keepAccepted(mask.bytes(), ranges, values.chunks, accepted)
    },
  }
}

/**
 * Removes the rows of these ranges whose codes are not accepted. All loops are in one function: V8 compiles a loop into
 * slower code once it inlines the function of the loop into another one, which happened with many ranges.
 */
function keepAccepted(
  rows: Uint8Array,
  ranges: readonly RowRange[],
  chunks: CodedValues['chunks'],
  accepted: Uint8Array,
): void {
  for (const { from, to } of ranges) {
    for (let start = from; start < to; ) {
      const chunk = Math.floor(start / chunkSize)
      const end = Math.min(to, (chunk + 1) * chunkSize)
      const codes = chunks[chunk]
      for (let row = start; codes && row < end; row++) {
        rows[row] = (rows[row] ?? 0) & (accepted[codes[row % chunkSize] ?? 0] ?? 0)
      }
      start = end
    }
  }
}
