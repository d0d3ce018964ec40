/**
 * Finds what a field is counted by. Where a dictionary does not pay, hashes take its place: made from the
 * pages when somebody counts the field for the first time, because most such fields nobody ever counts.
 */
import type { Field } from '../../../catalog/fields.ts'
import type { CodedValues, FieldColumn, HashedValues } from '../columns/field-column.ts'
import type { PageArchive } from '../pages/page-archive.ts'
import type { PageTasks } from '../pages/page-tasks.ts'

/** The values of the field at a path; `undefined` for one without a column. */
export type CountSource = (path: string) => Promise<CodedValues | HashedValues | undefined>

/** How many pages may be in other threads' hands at a time. */
const pagesInFlight = 8

/** Prepares to find them; `findField` gives the declaration of a field in the dataset of a row. */
export function createCountSource(
  findField: (row: number, path: string) => Field | undefined,
  columns: ReadonlyMap<string, FieldColumn>,
  shelf: PageArchive,
  labor: PageTasks,
): CountSource {
  const made = new Map<string, Promise<HashedValues>>()

  /** Later rows are hashed as they come; those that are there, page by page. */
  async function makeHashes(column: FieldColumn, path: string): Promise<HashedValues> {
    const pages = Array.from({ length: shelf.pageCount() }, (_, page) => page).values()
    const hashes = column.keepHashes()
    async function work(): Promise<void> {
      for (const number of pages) {
        const page = shelf.get(number)
        // The bytes of a page of which nothing became part of the list are gone.
        if (!page || page.bytes.length === 0) continue
        const { from } = shelf.rowsOf(number)
        const field = findField(from, path)
        if (!field) continue
        const halves = await labor.hash(page, field)
        for (let place = 0; place * 2 < halves.length; place++) {
          const row = from + (page.order?.[place] ?? place)
          hashes.high.set(row, halves[place * 2] ?? 0)
          hashes.low.set(row, halves[place * 2 + 1] ?? 0)
        }
      }
    }
    await Promise.all(Array.from({ length: pagesInFlight }, work))
    return hashes
  }

  return async (path) => {
    const column = columns.get(path)
    const values = column?.values()
    if (!column || !values) return undefined
    if (values.kind === 'unkept') made.set(path, makeHashes(column, path))
    return made.get(path) ?? (values.kind === 'unkept' ? undefined : values)
  }
}
