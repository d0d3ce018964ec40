/**
 * `pages.ndjson` of an export: for each received page in one line, which lines of the data its entries are, and the leaf
 * hashes of those that are in no file. Made piece by piece: what is not exported may be a hundred times as much.
 */
import { formatHex } from '../../../evidence/encoding/hex.ts'
import type { PageLeaf } from '../../../evidence/receipt.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import { hashBytes, type LeafRun } from '../../store/page-leaves.ts'
import type { ReceiptPageInput } from '../export-source.ts'
import type { EndedFile, PlannedFile } from '../write-files.ts'

type LeafReader = Pick<EntryStore, 'readTexts'> & Partial<Pick<EntryStore, 'leafHashes'>>

/** Pages are read in groups of about so many entries: a megabyte of hashes at most, and few messages to workers. */
const entriesAtOnce = 16_000

/** The lines of the exported entries in their data files. */
type Lines = {
  /** The line of a row, counted from 0; `undefined` for one that is in no NDJSON file. */
  find: (row: number) => number | undefined
  /** The rows whose entry came with line breaks, so that its line is another text. */
  joined: ReadonlySet<number>
}

/** The lines of files that were written. CSV has none: a row of a table is not the entry. */
export function listLines(planned: readonly PlannedFile[], ended: readonly EndedFile[]): Lines {
  const files = planned.filter(({ format }) => format.kind === 'ndjson')
  const maxRow = files.reduce(
    (max, { rows }) => rows.reduce((most, row) => Math.max(most, row), max),
    -1,
  )
  // One more than the line, so that 0 stands for none.
  const lines = new Uint32Array(maxRow + 1)
  const joined = new Set<number>()
  for (const { name, rows } of files) {
    rows.forEach((row, line) => {
      lines[row] = line + 1
    })
    for (const line of ended.find((file) => file.name === name)?.joinedLines ?? []) {
      const row = rows[line]
      if (row !== undefined) joined.add(row)
    }
  }
  return {
    find: (row) => (lines[row] ? (lines[row] ?? 0) - 1 : undefined),
    joined,
  }
}

/** The bytes of the file, some pages at a time. */
export async function* formatPages(
  pages: readonly ReceiptPageInput[],
  lines: Lines,
  store: LeafReader,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let group: ReceiptPageInput[] = []
  let entries = 0
  for (const page of pages) {
    group.push(page)
    entries += page.count
    if (entries < entriesAtOnce) continue
    yield await formatGroup(group, lines, store)
    group = []
    entries = 0
  }
  if (group.length > 0) yield await formatGroup(group, lines, store)
}

async function formatGroup(
  pages: readonly ReceiptPageInput[],
  lines: Lines,
  store: LeafReader,
): Promise<Uint8Array<ArrayBuffer>> {
  const joined: number[] = []
  const hidden: number[] = []
  for (const run of pages.flatMap(({ leaves }) => leaves)) {
    // Its entries have no rows.
    if (run.hashes) continue
    for (let row = run.firstRow, end = row + run.count; row < end; row++) {
      if (lines.find(row) === undefined) hidden.push(row)
      else if (lines.joined.has(row)) joined.push(row)
    }
  }
  const texts = await readTexts(joined, store)
  const unreadable = joined.filter((row) => !texts.has(row))
  const hashes = await readHashes([...hidden, ...unreadable], store)
  const known = { lines, texts, hashes }
  const text = pages.map(({ leaves }) => `${JSON.stringify(toLeaves(leaves, known))}\n`).join('')
  return new TextEncoder().encode(text)
}

/** What stands in a page for rows: a line, a line with its original text, or a hash. */
type Known = {
  lines: Lines
  texts: ReadonlyMap<number, string>
  hashes: ReadonlyMap<number, string>
}

function toLeaves(runs: readonly LeafRun[], { lines, texts, hashes }: Known): readonly PageLeaf[] {
  const listed: PageLeaf[] = []
  let range: { from: number; count: number } | undefined
  const endRange = () => {
    if (range) listed.push([range.from, range.count])
    range = undefined
  }
  for (const run of runs) {
    if (run.hashes) {
      endRange()
      for (let at = 0; at < run.hashes.length; at += hashBytes)
        listed.push(formatHex(run.hashes.subarray(at, at + hashBytes)))
      continue
    }
    for (let row = run.firstRow, end = row + run.count; row < end; row++) {
      const line = lines.find(row)
      const hash = hashes.get(row)
      const text = texts.get(row)
      if (line !== undefined && hash === undefined && text === undefined) {
        if (range && range.from + range.count === line) range.count++
        else {
          endRange()
          range = { from: line, count: 1 }
        }
        continue
      }
      endRange()
      listed.push(hash ?? { line: line ?? 0, text: text ?? '' })
    }
  }
  endRange()
  return listed
}

/** The original texts of entries; of those only that are UTF-8, because others have no text. */
async function readTexts(
  rows: readonly number[],
  store: LeafReader,
): Promise<ReadonlyMap<number, string>> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const texts = new Map<number, string>()
  for (let next = 0; next < rows.length; ) {
    const { bytes, lengths } = await store.readTexts(Uint32Array.from(rows.slice(next)))
    let from = 0
    for (const length of lengths) {
      const row = rows[next++]
      try {
        if (row !== undefined) texts.set(row, decoder.decode(bytes.subarray(from, from + length)))
      } catch {
        // Its hash stands for it.
      }
      from += length
    }
  }
  return texts
}

async function readHashes(
  rows: readonly number[],
  store: LeafReader,
): Promise<ReadonlyMap<number, string>> {
  if (rows.length === 0) return new Map()
  if (!store.leafHashes) throw new Error('This store cannot hash entries.')
  const hashes = await store.leafHashes(Uint32Array.from(rows))
  return new Map(
    rows.map((row, index) => [
      row,
      formatHex(hashes.subarray(index * hashBytes, (index + 1) * hashBytes)),
    ]),
  )
}
