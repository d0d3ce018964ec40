/**
 * Decides a filter on a field of a log by a column with a dictionary, once for each value. In a timeline the column is that
 * of a role, which other logs have too.
 */
import type { CertainMatcher } from '../../../query/narrowing/create-certain-matchers.ts'
import { chunkSize } from '../columns/chunked-array.ts'
import { findFieldColumn } from '../columns/column-field.ts'
import type { CodedValues } from '../columns/field-column.ts'
import { absentCode, type FieldValue, nullCode, unusualCode } from '../columns/field-reader.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { RowRange } from '../list/source-rows.ts'
import type { TableSource } from '../list/table-source.ts'

/** What becomes of an entry. */
export type Outcome = 'kept' | 'dropped' | 'doubtful'

/** A filter on a column. */
export type ColumnFilter = {
  /** Removes the rows in the ranges that are dropped, whatever else is known. */
  keepPossible: (mask: RowMask, ranges: readonly RowRange[]) => void
  /** The value of a row of the mask in the ranges that is in doubt; `undefined` without one. */
  findDoubtful: (mask: RowMask, ranges: readonly RowRange[]) => FieldValue | undefined
}

/** The filter for the rows of a source; `undefined` where its field has no column with a dictionary. */
export function findColumnFilter(
  table: Pick<EntryTable, 'columns'>,
  source: TableSource,
  matcher: CertainMatcher,
): ColumnFilter | undefined {
  const column = findFieldColumn(source.columnFields.values(), matcher.field)
  const values = table.columns.get(column?.path ?? '')?.values()
  if (values?.kind !== 'coded') return undefined
  const outcomes = values.texts.map((_, code) =>
    toOutcome(matcher.decide, toFieldValue(values, code)),
  )
  const isDoubtful = outcomes.map((outcome) => outcome === 'doubtful')
  return {
    keepPossible(mask, ranges) {
      const possible = Uint8Array.from(outcomes, (outcome) => (outcome === 'dropped' ? 0 : 1))
      const rows = mask.bytes()
      forEachSpan(values, ranges, rows.length, (codes, first, from, to) => {
        for (let row = from; row < to; row++) {
          rows[row] = (rows[row] ?? 0) & (possible[codes[row - first] ?? 0] ?? 0)
        }
      })
    },
    findDoubtful(mask, ranges) {
      if (!isDoubtful.includes(true)) return undefined
      const rows = mask.bytes()
      let found: number | undefined
      forEachSpan(values, ranges, rows.length, (codes, first, from, to) => {
        for (let row = from; row < to && found === undefined; row++) {
          const code = codes[row - first] ?? 0
          if (rows[row] === 1 && isDoubtful[code]) found = code
        }
      })
      return found === undefined ? undefined : toFieldValue(values, found)
    },
  }
}

/** What becomes of an entry with this value. */
export function toOutcome(decide: CertainMatcher['decide'], value: FieldValue): Outcome {
  if (value === unusualCode) return 'doubtful'
  const passes = decide(typeof value === 'string' ? value : undefined)
  return passes === undefined ? 'doubtful' : passes ? 'kept' : 'dropped'
}

function toFieldValue({ texts }: CodedValues, code: number): FieldValue {
  return code === absentCode || code === unusualCode || code === nullCode
    ? code
    : (texts[code] ?? '')
}

/** Visits the part of each chunk of codes that is in a range; `first` is the row of the first code of the chunk. */
function forEachSpan(
  { chunks }: CodedValues,
  ranges: readonly RowRange[],
  end: number,
  visit: (codes: Uint8Array | Uint16Array, first: number, from: number, to: number) => void,
): void {
  for (const range of ranges) {
    const last = Math.min(range.to, end)
    let { from } = range
    while (from < last) {
      const number = Math.floor(from / chunkSize)
      const first = number * chunkSize
      const to = Math.min(first + chunkSize, last)
      const codes = chunks[number]
      if (codes) visit(codes, first, from, to)
      from = to
    }
  }
}
