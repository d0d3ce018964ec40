/** Reads the lines of `pages.ndjson`: the root over the entries of each page, and which lines of the data it has. */
import { formatHex, parseDigest } from '../encoding/hex.ts'
import { createMerkleRoot, type MerkleRoot } from '../merkle/create-merkle-root.ts'
import { type HashFunction, hashLeaf, isSameHash } from '../merkle/hash-leaf.ts'
import type { Receipt } from '../receipt.ts'
import type { LeafList } from './leaf-list.ts'

/** The entries of one page, or why its line cannot be read, as the end of a sentence. */
export type ReadPage =
  | {
      readonly root: string
      readonly count: number
      /** Its lines in the data file, from 0; and how many entries are hashes only. */
      readonly lines: readonly (readonly [from: number, count: number])[]
      readonly hidden: number
      readonly problem?: never
    }
  | { readonly problem: string }

/** Reads the lines one after the other. */
export type PageReader = {
  readonly addLine: (line: Uint8Array) => void
  readonly pages: readonly ReadPage[]
  /** How many different entries are hashes only. */
  readonly countHidden: () => number
}

/** The first 48 bits of a hash as a number; enough to tell entries of one export apart. */
function toShortHash(hash: Uint8Array): number {
  return hash.subarray(0, 6).reduce((number, byte) => number * 256 + byte, 0)
}

/** Creates a reader of the lines for the pages of a receipt. */
export function createPageReader(
  receipt: Receipt,
  leaves: ReadonlyMap<string, LeafList>,
  hash: HashFunction,
): PageReader {
  const fileOf = new Map(receipt.predicate.sources.map(({ in: id, file }) => [id, file]))
  const pages: ReadPage[] = []
  const hidden = new Set<number>()
  return {
    pages,
    countHidden: () => hidden.size,
    addLine(line) {
      const source = receipt.predicate.pages[pages.length]?.source
      const file = source === undefined ? undefined : fileOf.get(source)
      const list = file ? leaves.get(file) : undefined
      const onHidden = (leaf: Uint8Array) => hidden.add(toShortHash(leaf))
      pages.push(readPageLeaves(line, list, hash, onHidden))
    },
  }
}

function readPageLeaves(
  line: Uint8Array,
  list: LeafList | undefined,
  hash: HashFunction,
  onHidden: (leaf: Uint8Array) => void,
): ReadPage {
  let leaves: unknown
  try {
    leaves = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line))
  } catch {
    return { problem: 'is not JSON' }
  }
  if (!Array.isArray(leaves)) return { problem: 'is no list' }
  const tree = createMerkleRoot(hash)
  const lines: (readonly [number, number])[] = []
  let hidden = 0
  for (const leaf of leaves) {
    const digest = typeof leaf === 'string' ? parseDigest(leaf) : undefined
    if (digest) {
      tree.add(digest)
      onHidden(digest)
      hidden++
      continue
    }
    const added = addLines(leaf, list, tree, hash)
    if (typeof added === 'string') return { problem: added }
    lines.push(added)
  }
  return { root: formatHex(tree.root()), count: tree.count(), lines, hidden }
}

/** Adds leaves that are lines of the data. Returns which, or what is wrong. */
function addLines(
  leaf: unknown,
  list: LeafList | undefined,
  tree: MerkleRoot,
  hash: HashFunction,
): readonly [from: number, count: number] | string {
  if (typeof leaf === 'string') return 'has a text that is no hash'
  if (Array.isArray(leaf)) {
    const [from, count]: unknown[] = leaf
    if (leaf.length !== 2 || !isIndex(from) || !isIndex(count) || count === 0)
      return 'has a part that names no lines'
    if (from + count > (list?.length ?? 0)) return 'names lines that the data file does not have'
    for (let index = from; index < from + count; index++) addLine(list, index, tree)
    return [from, count]
  }
  return addRestoredLine(leaf, list, tree, hash)
}

/** An entry with line breaks, which its line in the data file lacks. */
function addRestoredLine(
  leaf: unknown,
  list: LeafList | undefined,
  tree: MerkleRoot,
  hash: HashFunction,
): readonly [from: number, count: number] | string {
  const { line, text } = Object(leaf) as { line?: unknown; text?: unknown }
  if (!isIndex(line) || typeof text !== 'string') return 'has a part that is no leaf'
  const stated = list?.at(line)
  if (!stated) return 'names a line that the data file does not have'
  if (!isSameHash(hashLeaf(encode(removeLineBreaks(text)), hash), stated))
    return `has a text that is not line ${line + 1} of the data file`
  tree.add(hashLeaf(encode(text), hash))
  return [line, 1]
}

/** An entry as a line of NDJSON. JSON allows line breaks between its tokens only. */
export function removeLineBreaks(text: string): string {
  return text.replaceAll(/[\r\n]/g, '')
}

function addLine(list: LeafList | undefined, index: number, tree: MerkleRoot): void {
  const hash = list?.at(index)
  if (hash) tree.add(hash)
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
