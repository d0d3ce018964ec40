/** Makes the proof of one entry from the files of an export. */
import type { HashFunction } from '../merkle/hash-leaf.ts'
import { bundleNames, type Receipt } from '../receipt.ts'
import { createCheckList } from '../verify/check.ts'
import { type ReadBundle, readBundle } from '../verify/read-bundle.ts'
import { type BundleFile, createFileReader, type ReadOptions } from '../verify/read-file.ts'
import { findFileOfPage, readPageLeaves } from '../verify/read-page-leaves.ts'
import { findLine } from '../verify/split-lines.ts'
import { toQuoted } from '../verify/words.ts'
import { type EntryProof, entryProofType } from './entry-proof.ts'
import { NoProofError } from './no-proof-error.ts'
import { findSignedPage, toTreePosition } from './signed-page.ts'

/** Which entry: a line of an NDJSON data file, from 1. */
export type EntryPosition = { readonly file: string; readonly line: number }

/**
 * Makes the proof of one entry. Reads all files once, and the data up to the entry once more. Rejects with a
 * `NoProofError` where the export does not have the entry, or is not whole. What it gives still has to be verified: this
 * does not check signatures.
 */
export async function createEntryProof(
  files: readonly BundleFile[],
  position: EntryPosition,
  options: ReadOptions = {},
): Promise<EntryProof> {
  const reader = createFileReader(options)
  const checks = createCheckList()
  const named = new Map(files.map((file) => [file.name, file]))
  const bundle = await readBundle(named, reader, checks)
  const failure = checks.list().find(({ result }) => result === 'fails')
  if (!bundle || failure) throw new NoProofError(failure?.words ?? 'There is no receipt.')
  const index = position.line - 1
  const leaves = bundle.leaves.get(position.file)
  const file = named.get(position.file)
  if (!file || !leaves?.at(index))
    throw new NoProofError(
      `The export has no line ${position.line} of entries in ${toQuoted(position.file)}.`,
    )
  const line = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
    await findLine(file.open(), index),
  )
  const all = joinLeaves(bundle)
  const receipt = toTreePosition(all, all.offsetOf(position.file) + index, reader.hash)
  const page = await findPage(bundle, named.get(bundleNames.pages), position, reader.hash)
  return {
    type: entryProofType,
    entry: page.text ?? line,
    receipt: { ...receipt, sha256: bundle.receiptSha256 },
    ...(page.signed && { page: { ...page.position, ...page.signed } }),
  }
}

/** The first page that has the line, the text of the entry in it where that differs, and what the proxy signed. */
async function findPage(
  { receipt, leaves, pages }: ReadBundle,
  pagesFile: BundleFile | undefined,
  { file, line }: EntryPosition,
  hash: HashFunction,
) {
  const index = line - 1
  const number = pages.findIndex(
    (page, at) =>
      page.problem === undefined &&
      findFileOfPage(receipt, at) === file &&
      page.lines.some(([from, count]) => index >= from && index < from + count),
  )
  if (number === -1 || !pagesFile)
    throw new NoProofError(`Line ${line} of ${toQuoted(file)} came in no page.`)
  const hashes: Uint8Array[] = []
  const found: { at: number; text: string | undefined }[] = []
  readPageLeaves(
    await findLine(pagesFile.open(), number),
    { list: leaves.get(file), hash },
    (leaf, facts) => {
      if (facts.index === index) found.push({ at: hashes.length, text: facts.text })
      hashes.push(leaf)
    },
  )
  const [first] = found
  const page = receipt.predicate.pages[number]
  if (!first || !page) throw new NoProofError('The export changed while it was read. Try again.')
  return {
    text: first.text,
    position: toTreePosition(hashes, first.at, hash),
    signed: findSignedPage(receipt.predicate.witness, page.requestId),
  }
}

/** The leaves of all data files, in the order of the tree. */
function joinLeaves({ receipt, leaves }: Pick<ReadBundle, 'leaves'> & { receipt: Receipt }) {
  const offsets = new Map<string, number>()
  let length = 0
  for (const { name } of receipt.predicate.data) {
    offsets.set(name, length)
    length += leaves.get(name)?.length ?? 0
  }
  const at = (index: number) => {
    for (const [name, offset] of offsets) {
      const list = leaves.get(name)
      if (list && index >= offset && index < offset + list.length) return list.at(index - offset)
    }
    return undefined
  }
  return {
    length,
    at,
    offsetOf: (name: string) => offsets.get(name) ?? 0,
    *[Symbol.iterator]() {
      for (const list of leaves.values()) {
        for (let index = 0; index < list.length; index++) {
          const leaf = list.at(index)
          if (leaf) yield leaf
        }
      }
    },
  }
}
