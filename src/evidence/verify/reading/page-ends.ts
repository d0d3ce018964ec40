/**
 * Up to which time pages were read: the time of the last entry of a page, as the proxy signed it, or as a line of the data
 * has it. Proxies of earlier versions did not sign it.
 */
import { readText } from '../../../catalog/fields.ts'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import type { Receipt } from '../../receipt.ts'
import { isFirstReading } from '../check-verdict.ts'
import type { ReadBundle } from '../read-bundle.ts'
import type { BundleFile, FileReader } from '../read-file.ts'
import { findFileOfPage } from '../read-page-leaves.ts'
import { findLogRequest, readTarget } from '../read-request.ts'
import { createLineSplitter } from '../split-lines.ts'

/** The end of a page. */
export type PageEnd = {
  /** The time of its last visible entry, in epoch milliseconds; `undefined` where that has no time. */
  readonly timeMs: number | undefined
  /** Whether that is its last entry, and not one before hashes. */
  readonly isExact: boolean
}

/** The ends that are known, by the numbers of the pages. */
export type PageEnds = ReadonlyMap<number, PageEnd>

/** The ends that the proxy signed. */
export function listSignedEnds({ predicate: { pages, witness } }: Receipt): PageEnds {
  const records = new Map(witness.records.map(({ record }) => [record.requestId, record]))
  const ends = new Map<number, PageEnd>()
  for (const [index, { requestId }] of pages.entries()) {
    const timeMs = findEpochMs(records.get(requestId)?.entries?.last ?? '')
    if (timeMs !== undefined) ends.set(index + 1, { timeMs, isExact: true })
  }
  return ends
}

const maxLineBytes = 64 * 1024 * 1024

/**
 * The ends of all pages that have to be known: those that the proxy signed, and of other pages of windows that another one
 * continues, those in the data. Reads data files once more where they are needed. Rejects when the reader is aborted.
 */
export async function readPageEnds(
  bundle: ReadBundle,
  files: ReadonlyMap<string, BundleFile>,
  reader: FileReader,
): Promise<PageEnds> {
  const ends = new Map(listSignedEnds(bundle.receipt))
  for (const [name, wanted] of listWantedLines(bundle, ends)) {
    const file = files.get(name)
    if (!file) continue
    let line = 0
    const splitter = createLineSplitter(maxLineBytes, (bytes) => {
      for (const { number, timePath, isExact } of wanted.get(line) ?? [])
        ends.set(number, { timeMs: readTimeMs(bytes, timePath), isExact })
      line++
    })
    try {
      await reader.read(file, splitter.push)
    } catch {
      // It was read before, and what was wrong with it was said then.
      reader.throwIfAborted()
    }
  }
  return ends
}

/** A page whose last visible entry is a line of the data. */
type WantedPage = { readonly number: number; readonly timePath: string; readonly isExact: boolean }

/** For each data file the lines that have to be read, counted from 0. */
function listWantedLines(
  { receipt, pages: read }: ReadBundle,
  known: PageEnds,
): ReadonlyMap<string, ReadonlyMap<number, readonly WantedPage[]>> {
  const { sources, pages } = receipt.predicate
  const files = new Map<string, Map<number, WantedPage[]>>()
  const continued = sources
    .filter(({ ledger }) => ledger?.verdict === 'complete')
    .flatMap(({ ledger }) => ledger?.windows ?? [])
    .filter((window) => window.outcome === 'continued' && isFirstReading(window))
  for (const number of continued.flatMap((window) => window.pages)) {
    const page = pages[number - 1]
    const leaves = read[number - 1]
    const name = findFileOfPage(receipt, number - 1)
    const request = page && findLogRequest(readTarget(`/client/v4${page.request}`))
    if (known.has(number) || !request || name === undefined) continue
    if (!leaves || leaves.problem !== undefined) continue
    const [from, count] = leaves.lines.at(-1) ?? [0, 0]
    if (count === 0) continue
    const lines = files.get(name) ?? new Map<number, WantedPage[]>()
    const wanted = { number, timePath: request.timePath, isExact: !leaves.endsHidden }
    lines.set(from + count - 1, [...(lines.get(from + count - 1) ?? []), wanted])
    files.set(name, lines)
  }
  return files
}

function readTimeMs(line: Uint8Array, timePath: string): number | undefined {
  try {
    return findEpochMs(readText(JSON.parse(new TextDecoder().decode(line)), timePath))
  } catch {
    return undefined
  }
}
