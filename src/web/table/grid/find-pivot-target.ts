/** Finds the value in a cell that can be pivoted on, and its position in its entry. */
import { type Field, readPath } from '../../../catalog/fields.ts'
import { toFieldPointer } from '../../../query/json-pointer.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import type { ShownColumn } from '../columns/columns.ts'

/** The value that the cell of a column shows; `undefined` for an empty cell, an object or a list. */
export function findPivotTarget(
  { entry, time }: { entry: unknown; time: string },
  { source }: ShownColumn,
  fields: ReadonlyMap<string, Field>,
): PivotTarget | undefined {
  for (const field of [source.field, ...(source.otherwise ?? [])]) {
    for (const path of [field, ...(fields.get(field)?.otherPaths ?? [])]) {
      const value = readPath(entry, path)
      if (value === undefined || value === null || value === '') continue
      if (typeof value === 'object') return undefined
      return { field, pointer: toFieldPointer(path), value, time }
    }
  }
  return undefined
}
