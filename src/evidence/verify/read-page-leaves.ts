/** Reads the lines of `pages.ndjson`: the root over the entries of each page, and which lines of the data it has. */
import { formatHex, parseDigest } from '../encoding/hex.ts'
import { createMerkleRoot } from '../merkle/create-merkle-root.ts'
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
      /** Whether the last one is a hash. */
      readonly endsHidden: boolean
      readonly problem?: never
    }
  | { readonly problem: string }

/** Reads the lines one after the other. */
export type PageReader = {
  readonly addLine: (line: Uint8Array) => void
  readonly pages: readonly ReadPage[]
  /** How many different entries are hashes only, and no line of the data has their hash. To be called last. */
  readonly countHidden: () => number
}

/** Creates a reader of the lines for the pages of a receipt. */
export function createPageReader(
  receipt: Receipt,
  leaves: ReadonlyMap<string, LeafList>,
  hash: HashFunction,
): PageReader {
  const pages: ReadPage[] = []
  const hidden = new Set<string>()
  return {
    pages,
    countHidden() {
      // An entry that came again may be a hash, although the first one is a line.
      for (const list of leaves.values()) {
        for (let index = 0; index < list.length && hidden.size > 0; index++)
          hidden.delete(toKey(list.at(index)))
      }
      return hidden.size
    },
    addLine(line) {
      const file = findFileOfPage(receipt, pages.length)
      const list = file === undefined ? undefined : leaves.get(file)
      pages.push(readPage(line, { list, hash }, (leaf) => hidden.add(toKey(leaf))))
    },
  }
}

/** The data file that a page has lines of. */
export function findFileOfPage({ predicate }: Receipt, index: number): string | undefined {
  const source = predicate.pages[index]?.source
  return predicate.sources.find(({ in: id }) => id === source)?.file ?? undefined
}

/** Half of a hash as a short text: enough to tell entries apart, and a third of the memory of its digits. */
function toKey(hash: Uint8Array = new Uint8Array()): string {
  return String.fromCharCode(...hash.subarray(0, 16))
}

function readPage(
  line: Uint8Array,
  { list, hash }: LeafSource,
  onHidden: (leaf: Uint8Array) => void,
): ReadPage {
  const tree = createMerkleRoot(hash)
  const lines: [from: number, count: number][] = []
  let hidden = 0
  let endsHidden = false
  const problem = readPageLeaves(line, { list, hash }, (leaf, { index }) => {
    tree.add(leaf)
    endsHidden = index === undefined
    if (index === undefined) {
      onHidden(leaf)
      hidden++
      return
    }
    const last = lines.at(-1)
    if (last && last[0] + last[1] === index) last[1]++
    else lines.push([index, 1])
  })
  return problem === undefined
    ? { root: formatHex(tree.root()), count: tree.count(), lines, hidden, endsHidden }
    : { problem }
}

/** What leaves are read from. */
export type LeafSource = { readonly list: LeafList | undefined; readonly hash: HashFunction }

/** Which line of the data a leaf is, from 0, if it is one; and the entry as it was received, if its line differs. */
export type LeafFacts = { readonly index?: number; readonly text?: string }

/** More than a page of any log has; a hostile line must not take hours. */
const maxPageEntries = 100_000

/** Reads the leaves of a page, in order. Returns what is wrong, as the end of a sentence. */
export function readPageLeaves(
  line: Uint8Array,
  source: LeafSource,
  onLeaf: (hash: Uint8Array, facts: LeafFacts) => void,
): string | undefined {
  let leaves: unknown
  try {
    leaves = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line))
  } catch {
    return 'is not JSON'
  }
  if (!Array.isArray(leaves)) return 'is no list'
  let left = maxPageEntries
  for (const leaf of leaves) {
    const added = readLeaf(leaf, left, source, onLeaf)
    if (typeof added === 'string') return added
    left -= added
  }
  return undefined
}

/** Reads one part of a list. Returns how many entries it is, or what is wrong. */
function readLeaf(
  leaf: unknown,
  left: number,
  { list, hash }: LeafSource,
  onLeaf: (hash: Uint8Array, facts: LeafFacts) => void,
): number | string {
  const [from, count]: unknown[] = Array.isArray(leaf) ? leaf : [0, 1]
  if (!isIndex(from) || !isIndex(count) || count === 0) return 'has a part that names no lines'
  if (count > left) return `has more than ${maxPageEntries} entries`
  if (typeof leaf === 'string') {
    const digest = parseDigest(leaf)
    if (!digest) return 'has a text that is no hash'
    onLeaf(digest, {})
    return 1
  }
  if (!Array.isArray(leaf)) return readRestoredLine(leaf, { list, hash }, onLeaf)
  if (leaf.length !== 2 || !list || from + count > list.length)
    return 'names lines that the data file does not have'
  for (let index = from; index < from + count; index++) {
    const stated = list.at(index)
    if (stated) onLeaf(stated, { index })
  }
  return count
}

/** Reads an entry with line breaks, which its line in the data file lacks. */
function readRestoredLine(
  leaf: unknown,
  { list, hash }: LeafSource,
  onLeaf: (hash: Uint8Array, facts: LeafFacts) => void,
): number | string {
  const { line, text } = Object(leaf) as { line?: unknown; text?: unknown }
  if (!isIndex(line) || typeof text !== 'string') return 'has a part that is no leaf'
  const stated = list?.at(line)
  if (!stated) return 'names a line that the data file does not have'
  if (!isSameHash(hashLeaf(encode(removeLineBreaks(text)), hash), stated))
    return `has a text that is not line ${line + 1} of the data file`
  onLeaf(hashLeaf(encode(text), hash), { index: line, text })
  return 1
}

/** An entry as a line of NDJSON. JSON allows line breaks between its tokens only. */
export function removeLineBreaks(text: string): string {
  return text.replaceAll(/[\r\n]/g, '')
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
