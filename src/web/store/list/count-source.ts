/**
 * Provides the values that a field is counted by. For a field with too many distinct values for a dictionary, these
 * are hashes, computed from the pages when the field is counted for the first time: most such fields never are.
 */
import type { ColumnField } from '../columns/column-field.ts'
import type { CodedValues, FieldColumn, HashedValues } from '../columns/field-column.ts'
import type { PageArchive } from '../pages/page-archive.ts'
import type { PageTasks } from '../pages/page-tasks.ts'

/** The values of the field at a path; `undefined` for one without a column. */
export type CountSource = (path: string) => Promise<CodedValues | HashedValues | undefined>

/** Maximum number of pages that workers process at a time. */
const maxPagesInFlight = 8

/** Creates the source; `findField` returns what the source of a row has in a column. */
export function createCountSource(
  findField: (row: number, path: string) => ColumnField | undefined,
  columns: ReadonlyMap<string, FieldColumn>,
  archive: PageArchive,
  tasks: PageTasks,
): CountSource {
  const hashesByPath = new Map<string, Promise<HashedValues>>()

  /** Hashes the existing rows page by page; the column hashes further rows as they arrive. */
  async function hashPages(column: FieldColumn, path: string): Promise<HashedValues> {
    const pageQueue = Array.from({ length: archive.pageCount() }, (_, page) => page).values()
    const hashes = column.startHashing()
    async function hashQueued(): Promise<void> {
      for (const number of pageQueue) {
        const page = archive.get(number)
        // A page without a committed entry has been dropped.
        if (!page || page.bytes.length === 0) continue
        const { from } = archive.rowsOf(number)
        const field = findField(from, path)
        if (!field) continue
        const halves = await tasks.hash(page, field)
        for (let position = 0; position * 2 < halves.length; position++) {
          const row = from + (page.order?.[position] ?? position)
          hashes.high.set(row, halves[position * 2] ?? 0)
          hashes.low.set(row, halves[position * 2 + 1] ?? 0)
        }
      }
    }
    await Promise.all(Array.from({ length: maxPagesInFlight }, hashQueued))
    return hashes
  }

  return async (path) => {
    const column = columns.get(path)
    const values = column?.values()
    if (!column || !values) return undefined
    if (values.kind === 'unkept') hashesByPath.set(path, hashPages(column, path))
    return hashesByPath.get(path) ?? (values.kind === 'unkept' ? undefined : values)
  }
}
