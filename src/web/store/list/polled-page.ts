/** The entries of a page that is polled: which of them are new, and where the same text is for the others. */
import { findEntryText, type Page } from '../../../cloudflare/page.ts'
import type { LeafRun } from '../page-leaves.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { toRuns } from './page-runs.ts'
import type { TableSource } from './table-source.ts'

/** Entries, and their positions in the bytes. */
export type PageEntries = Pick<Page, 'entries' | 'spans'>

/** An entry of a polled page: new, waiting under another ticket, or in the list, as the row of the same text. */
export type FoundEntry = 'new' | 'waiting' | number

/** Finds each entry of a page. Entries without an id are all new: the list counts them when they are committed. */
export async function findEntries(
  source: TableSource,
  page: Page,
  findKnown: (source: TableSource, id: string, text: string) => Promise<FoundEntry>,
): Promise<readonly FoundEntry[]> {
  const found: FoundEntry[] = []
  for (const [number, entry] of page.entries.entries()) {
    const id = source.idOf(entry)
    const text = findEntryText(page, number)
    const isNew = id === '' || text === undefined
    found.push(isNew ? 'new' : await findKnown(source, id, text))
  }
  return found
}

/** A polled page; its new entries have consecutive rows from `firstRow` on. */
type PolledPage = Pick<Page, 'spans'> & {
  bytes: Uint8Array<ArrayBuffer>
  found: readonly FoundEntry[]
  firstRow: number
}

/** The entries in their order. The rows of entries that wait under another ticket may be dropped, so these are hashed. */
export function toLeafRuns(
  tasks: PageTasks,
  page: PolledPage,
): readonly LeafRun[] | Promise<readonly LeafRun[]> {
  const { bytes, spans, found } = page
  const rows = toLeafRows(page)
  const waiting = listNumbers(found, 'waiting')
  if (waiting.length === 0) return toRuns(rows, new Uint8Array(0), page.firstRow)
  const stored = {
    ...{ bytes, isPacked: false, size: bytes.length },
    starts: Uint32Array.from(spans, ({ start }) => start),
    ends: Uint32Array.from(spans, ({ end }) => end),
  }
  return tasks
    .hashEntries(stored, { form: 'leaf', entries: Uint32Array.from(waiting) })
    .then((hashes) => toRuns(rows, hashes, page.firstRow))
}

/** The row of each entry; none for those that wait under another ticket. */
function toLeafRows({ found, firstRow }: PolledPage): readonly (number | undefined)[] {
  let next = firstRow
  return found.map((entry) => {
    if (entry === 'waiting') return undefined
    return entry === 'new' ? next++ : entry
  })
}

/** The numbers in the page of the entries that were found so. */
function listNumbers(found: readonly FoundEntry[], as: FoundEntry): readonly number[] {
  return [...found.keys()].filter((number) => found[number] === as)
}

/** Copies the new entries of a page, with only their bytes. */
export function pickNew(
  { source, entries, spans }: Page,
  found: readonly FoundEntry[],
): PageEntries & { bytes: Uint8Array<ArrayBuffer> } {
  const picked = listNumbers(found, 'new')
  const oldSpans = picked.map((number) => spans[number] ?? { start: 0, end: 0 })
  const bytes = new Uint8Array(oldSpans.reduce((sum, { start, end }) => sum + end - start, 0))
  let at = 0
  const newSpans = oldSpans.map(({ start, end }) => {
    bytes.set(source.subarray(start, end), at)
    at += end - start
    return { start: at - (end - start), end: at }
  })
  return { bytes, entries: picked.map((number) => entries[number]), spans: newSpans }
}
