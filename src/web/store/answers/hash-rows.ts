/** Hashes entries by their rows, page by page in the page workers. */
import { hashBytes } from '../page-leaves.ts'
import type { HashedForm } from '../pages/hash-entries.ts'
import type { PageArchive } from '../pages/page-archive.ts'
import type { PageTasks } from '../pages/page-tasks.ts'

/** Maximum number of pages that workers process at a time. */
const maxPagesInFlight = 8

/** The requested rows of one page, and where their hashes belong. */
type PageRequest = { number: number; entries: number[]; indexes: number[] }

/** The hashes of these rows in their order. Rejects for a row whose entry is not in the archive, and when aborted. */
export async function hashRows(
  archive: PageArchive,
  tasks: PageTasks,
  rows: Uint32Array,
  form: HashedForm,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  signal?.throwIfAborted()
  const hashes = new Uint8Array(rows.length * hashBytes)
  const requests = groupByPage(archive, rows).values()
  async function hashQueued(): Promise<void> {
    for (const { number, entries, indexes } of requests) {
      const page = archive.get(number)
      // A page without a committed entry has been dropped.
      if (!page || page.bytes.length === 0) refuse(rows[indexes[0] ?? 0])
      const found = await tasks.hashEntries(page, { form, entries: Uint32Array.from(entries) })
      for (const [at, index] of indexes.entries()) {
        hashes.set(found.subarray(at * hashBytes, (at + 1) * hashBytes), index * hashBytes)
      }
      signal?.throwIfAborted()
    }
  }
  await Promise.all(Array.from({ length: maxPagesInFlight }, hashQueued))
  return hashes
}

function groupByPage(archive: PageArchive, rows: Uint32Array): readonly PageRequest[] {
  const requests = new Map<number, PageRequest>()
  let current: PageRequest | undefined
  let range = { from: 0, to: 0 }
  for (const [index, row] of rows.entries()) {
    if (!current || row < range.from || row >= range.to) {
      const number = archive.findPage(row)
      if (number < 0) refuse(row)
      range = archive.rowsOf(number)
      current = requests.get(number) ?? { number, entries: [], indexes: [] }
      requests.set(number, current)
    }
    current.entries.push(row - range.from)
    current.indexes.push(index)
  }
  return [...requests.values()]
}

function refuse(row = -1): never {
  throw new RangeError(`No entry at ${row}.`)
}
