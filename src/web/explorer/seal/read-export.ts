/** Reads which entries an export was made from: those in its data files, and the hashes of the others. */
import { getDataset } from '../../../catalog/index.ts'
import { findEpochMs } from '../../../cloudflare/instant.ts'
import { formatHex, parseDigest } from '../../../evidence/encoding/hex.ts'
import { type EvidenceFile, UnreadableError } from '../../../evidence/files/byte-source.ts'
import { bundleNames, type Receipt } from '../../../evidence/receipt.ts'
import { parseReceipt } from '../../../evidence/verify/parse-receipt.ts'
import { createLineSplitter } from '../../../evidence/verify/split-lines.ts'
import { parseSource } from '../../../query/address/source-text.ts'
import { createTextReader } from '../../store/columns/field-reader.ts'
import { hashId, toIdNumber } from '../../store/columns/text-hash.ts'
import { type HashedForm, hashEntries } from '../../store/pages/hash-entries.ts'
import type { EarlierEntries } from './compare-result.ts'
import { createEntryList } from './entry-list.ts'

const maxLineBytes = 64 * 1024 * 1024

/** The entries, and of how many only the hash is known. */
export type OpenedExport = EarlierEntries & { hashesOnly: number }

/**
 * Reads the files of an export. `isWanted` tells which logs are read, by their texts. Rejects with an `UnreadableError`
 * when it is no export, and with the signal's reason when it is aborted.
 */
export async function readExport(
  files: readonly EvidenceFile[],
  isWanted: (sourceText: string) => boolean,
  signal: AbortSignal,
): Promise<OpenedExport> {
  const receipt = await readReceipt(files)
  const { sources, pages, data } = receipt.predicate
  const list = createEntryList()
  /** The index of the first entry of each data file. */
  const firstOf = new Map<string, number>()
  for (const { name, format } of data) {
    const source = sources.find(({ file }) => file === name)
    if (format !== 'ndjson' || !source || !isWanted(source.in)) continue
    firstOf.set(name, list.count())
    const read = createEntryReader(source.in)
    await readLines(getFile(files, name), signal, (line) => list.add(source.in, read(line)))
  }
  const hidden = createHashCounter()
  let number = 0
  await readLines(getFile(files, bundleNames.pages), signal, (line) => {
    const text = pages[number++]?.source
    const source = sources.find((each) => each.in === text)
    if (!source || !isWanted(source.in)) return
    const first = firstOf.get(source.file ?? '')
    const leaves = parseLeaves(line)
    for (const { line: lineNumber, text: entryText } of leaves.restored) {
      const at = first === undefined ? -1 : first + lineNumber
      if (at >= 0 && at < list.count()) {
        list.replace(at, createEntryReader(source.in)(new TextEncoder().encode(entryText)))
      }
    }
    hidden.add(source.in, leaves.hashes)
  })
  const known = list.listLeaves()
  let hashesOnly = 0
  for (const { sourceText, hash, count } of hidden.list()) {
    const leaf = known.has(`${sourceText} ${hash}`) ? undefined : parseDigest(hash)
    for (let more = leaf ? count : 0; leaf && more > 0; more--) {
      list.add(sourceText, { leaf, content: leaf, timeMs: Number.NaN, id: 0 })
      hashesOnly++
    }
  }
  return { entries: list.toEntries(), from: 'export', findText: list.findText, hashesOnly }
}

async function readReceipt(files: readonly EvidenceFile[]): Promise<Receipt> {
  const file = getFile(files, bundleNames.receipt)
  const bytes = new Uint8Array(await new Response(file.open()).arrayBuffer())
  const { receipt, problems } = parseReceipt(bytes, file.name)
  if (!receipt) throw new UnreadableError(problems[0] ?? `${file.name} is no receipt.`)
  return receipt
}

function getFile(files: readonly EvidenceFile[], name: string): EvidenceFile {
  const file = files.find((each) => each.name === name)
  if (!file) throw new UnreadableError(`The export has no ${name}.`)
  return file
}

async function readLines(
  file: EvidenceFile,
  signal: AbortSignal,
  onLine: (line: Uint8Array) => void,
): Promise<void> {
  const splitter = createLineSplitter(maxLineBytes, onLine)
  const reader = file.open().getReader()
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await reader.read()
      if (done) break
      splitter.push(value)
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
  if (!splitter.end()) throw new UnreadableError(`${file.name} was cut off.`)
}

/** Prepares to read entries of a log from their bytes. */
function createEntryReader(sourceText: string) {
  const { source, problem } = parseSource(sourceText)
  if (!source) throw new UnreadableError(problem ?? `The export has an unknown log: ${sourceText}.`)
  const dataset = getDataset(source.dataset)
  const idOf = createTextReader(dataset.idPath)
  const timeOf = createTextReader(dataset.timePath)
  return (bytes: Uint8Array) => {
    const text = new TextDecoder().decode(bytes)
    const entry: unknown = parseJson(text)
    const starts = Uint32Array.of(0)
    const ends = Uint32Array.of(bytes.length)
    const hash = (form: HashedForm) => hashEntries(bytes, starts, ends, { form, entries: starts })
    const { high, low } = hashId(idOf(entry))
    return {
      leaf: hash('leaf'),
      content: hash('content'),
      timeMs: findEpochMs(timeOf(entry)) ?? Number.NaN,
      id: toIdNumber(high, low),
      text,
    }
  }
}

/** The leaves of a page that are hashes, and those whose line in the data file lacks line breaks. */
function parseLeaves(line: Uint8Array) {
  const leaves: unknown = parseJson(new TextDecoder().decode(line))
  if (!Array.isArray(leaves)) throw new UnreadableError(`${bundleNames.pages} has a damaged line.`)
  const hashes = leaves.filter((leaf): leaf is string => typeof leaf === 'string')
  const restored = leaves.filter(
    (leaf): leaf is { line: number; text: string } =>
      Number.isSafeInteger(leaf?.line) && typeof leaf?.text === 'string',
  )
  return { hashes, restored }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Counts the hashes of pages. A page may repeat entries of another one, so an entry is there as often as in the page that
 * has it most often.
 */
function createHashCounter() {
  const counts = new Map<string, { sourceText: string; hash: string; count: number }>()
  return {
    add(sourceText: string, hashes: readonly string[]) {
      const inPage = new Map<string, number>()
      for (const hash of hashes) inPage.set(hash, (inPage.get(hash) ?? 0) + 1)
      for (const [hash, count] of inPage) {
        const key = `${sourceText} ${formatHex(parseDigest(hash) ?? new Uint8Array())}`
        const known = counts.get(key)?.count ?? 0
        counts.set(key, { sourceText, hash, count: Math.max(known, count) })
      }
    },
    list: () => [...counts.values()],
  }
}
