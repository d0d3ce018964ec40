/** Reads all files of a bundle once: digests, leaves of the entries, leaves of the pages, bodies of empty pages. */
import { parsePage } from '../../cloudflare/page.ts'
import { bundleNames, findManifestName, type Receipt } from '../receipt.ts'
import type { CheckList } from './check.ts'
import { createLeafList, type LeafList } from './leaf-list.ts'
import { parseReceipt } from './parse-receipt.ts'
import type { BundleFile, FileReader } from './read-file.ts'
import { createPageReader, type ReadPage } from './read-page-leaves.ts'
import { createLeafSplitter, createLineSplitter } from './split-lines.ts'

/** Far more than an export of a million entries has. */
const maxReceiptBytes = 256 * 1024 * 1024
const maxLineBytes = 64 * 1024 * 1024
const maxBodyBytes = 16 * 1024 * 1024
const maxSmallBytes = 4 * 1024 * 1024
/** A manifest lists all pages, with more words than the receipt. */
const maxManifestBytes = maxReceiptBytes

/** The body of a page without entries. */
export type ReadBody = {
  readonly sha256: string
  readonly bytes: number
  /** How many entries it has; `undefined` where it is no page. */
  readonly entries: number | undefined
}

/** What was read. */
export type ReadBundle = {
  readonly receipt: Receipt
  readonly receiptSha256: string
  /** The digests of all files that could be read, and the contents of the small ones that have to be compared. */
  readonly digests: ReadonlyMap<string, string>
  readonly small: ReadonlyMap<string, Uint8Array>
  /** The leaves of the lines of each NDJSON data file. */
  readonly leaves: ReadonlyMap<string, LeafList>
  /** For each page of the receipt what `pages.ndjson` says; shorter or longer where it has another number of lines. */
  readonly pages: readonly ReadPage[]
  /** How many different entries of the pages are hashes only. */
  readonly hiddenEntries: number
  readonly bodies: ReadonlyMap<string, ReadBody>
}

/** Reads a bundle. `undefined` when there is no receipt; the checks then say why. */
export async function readBundle(
  files: ReadonlyMap<string, BundleFile>,
  reader: FileReader,
  checks: CheckList,
): Promise<ReadBundle | undefined> {
  const digests = new Map<string, string>()
  const small = new Map<string, Uint8Array>()
  const attempt = createAttempt(reader, digests, checks)
  const found = await readReceipt(files, reader, checks, digests)
  if (!found) return undefined
  const { receipt, sha256: receiptSha256 } = found
  const { data, pages: statedPages } = receipt.predicate

  const leaves = new Map<string, LeafList>()
  for (const { name, format } of data) {
    const file = files.get(name)
    if (!file || digests.has(name) || format !== 'ndjson') continue
    const list = createLeafList()
    const splitter = createLeafSplitter(reader.createHash, list.add)
    await attempt(file, () => reader.read(file, splitter.push))
    if (!splitter.end())
      checks.add('entries', 'fails', `The last line of ${name} has no line feed: it was cut off.`)
    leaves.set(name, list)
  }

  const pageReader = createPageReader(receipt, leaves, reader.hash)
  const pagesFile = files.get(bundleNames.pages)
  if (pagesFile && !digests.has(bundleNames.pages)) {
    const splitter = createLineSplitter(maxLineBytes, pageReader.addLine)
    await attempt(pagesFile, () => reader.read(pagesFile, splitter.push))
    if (!splitter.end())
      checks.add('pages', 'fails', `The last line of ${pagesFile.name} was cut off.`)
  }

  const bodies = new Map<string, ReadBody>()
  for (const { body } of statedPages) {
    const file = body === undefined ? undefined : files.get(body)
    if (!file || digests.has(file.name)) continue
    await attempt(file, async () => {
      const { sha256, content } = await reader.readAll(file, maxBodyBytes)
      const entries = parsePage(content).page?.entries.length
      bodies.set(file.name, { sha256, bytes: content.length, entries })
      return { sha256 }
    })
  }

  const manifest = findManifestName(receipt)
  for (const file of files.values()) {
    if (digests.has(file.name)) continue
    await attempt(file, async () => {
      const isManifest = file.name === manifest
      if (!isManifest && !isCompared(file.name)) return reader.read(file)
      const maxBytes = isManifest ? maxManifestBytes : maxSmallBytes
      const { sha256, content } = await reader.readAll(file, maxBytes)
      small.set(file.name, content)
      return { sha256 }
    })
  }
  const { pages } = pageReader
  const hiddenEntries = pageReader.countHidden()
  return { receipt, receiptSha256, digests, small, leaves, pages, hiddenEntries, bodies }
}

/** Runs a read, notes the digest, and turns a failure into a check; one that was asked for ends everything. */
function createAttempt(reader: FileReader, digests: Map<string, string>, checks: CheckList) {
  return async (file: BundleFile, read: () => Promise<{ sha256: string }>): Promise<void> => {
    try {
      digests.set(file.name, (await read()).sha256)
    } catch (error) {
      reader.throwIfAborted()
      const reason = error instanceof Error ? error.message : 'unknown error'
      checks.add('files', 'fails', `${file.name} cannot be read. ${reason}`)
    }
  }
}

async function readReceipt(
  files: ReadonlyMap<string, BundleFile>,
  reader: FileReader,
  checks: CheckList,
  digests: Map<string, string>,
): Promise<{ receipt: Receipt; sha256: string } | undefined> {
  const file = files.get(bundleNames.receipt)
  if (!file) {
    checks.add('receipt', 'fails', `There is no ${bundleNames.receipt}, so nothing can be checked.`)
    return undefined
  }
  let content: Uint8Array = new Uint8Array()
  await createAttempt(
    reader,
    digests,
    checks,
  )(file, async () => {
    const read = await reader.readAll(file, maxReceiptBytes)
    content = read.content
    return read
  })
  const sha256 = digests.get(file.name)
  if (sha256 === undefined) return undefined
  const { receipt, problems } = parseReceipt(content, file.name)
  checks.report('receipt', problems, `${file.name} is an in-toto Statement in canonical form.`)
  return receipt && { receipt, sha256 }
}

/** Files whose content is compared with the receipt, or read by a check. */
function isCompared(name: string): boolean {
  return name === bundleNames.sums || name === bundleNames.timestamp || name.startsWith('witness/')
}
