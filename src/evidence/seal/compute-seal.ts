/** Computes the fingerprint of entries. */
import { findEpochMs } from '../../cloudflare/instant.ts'
import type { Seal } from '../../query/address/seal-text.ts'
import { formatBase64Url } from '../encoding/base64.ts'
import { createMerkleRoot } from '../merkle/create-merkle-root.ts'
import type { HashFunction } from '../merkle/hash-leaf.ts'
import {
  comparedBytes,
  type DigestColumn,
  digestAt,
  type LeafEntries,
  type SealedEntries,
  sortEntries,
} from './sealed-entries.ts'

/** What a fingerprint states beside the entries. */
export type SealFacts = Pick<Seal, 'verdict' | 'at'> & {
  /** The log may have had all entries before this instant, and not those after; absent where it may have had all. */
  finalUntil?: string | undefined
}

/** How many leaves are added between two steps: some milliseconds. */
const leavesInStep = 2_000

/**
 * Computes the fingerprint step by step, because a million entries take some seconds. Each step yields how many leaves were
 * added since the last one; `countSealLeaves` tells how many there are. The digests have to be whole. Without `hash`, it is
 * computed in JavaScript.
 */
export function* computeSeal(
  entries: SealedEntries,
  facts: SealFacts,
  hash?: HashFunction,
): Generator<number, Seal> {
  const root = yield* computeLeafRoot(entries, hash)
  return yield* completeSeal(entries, root, facts, hash)
}

/** Computes the root over the bytes of the entries, with steps as of `computeSeal`. */
export function computeLeafRoot(
  entries: LeafEntries,
  hash?: HashFunction,
): Generator<number, string> {
  return computeRoot(entries.leaves, sortEntries(entries, entries.leaves), hash)
}

/** Computes what a fingerprint has beside the root over the bytes, with steps as of `computeSeal`. */
export function* completeSeal(
  entries: SealedEntries,
  root: string,
  { verdict, at, finalUntil }: SealFacts,
  hash?: HashFunction,
): Generator<number, Seal> {
  const { contents, times } = entries
  const order = sortEntries(entries, contents)
  const contentRoot = yield* computeRoot(contents, order, hash)
  const seal = { root, contentRoot, count: times.length, verdict, at }
  if (finalUntil === undefined) return seal
  const isFinal = createFinalTest(finalUntil)
  const final = order.filter((index) => isFinal(times[index]))
  const finalRoot = yield* computeRoot(contents, final, hash)
  return { ...seal, final: { until: finalUntil, count: final.length, root: finalRoot } }
}

/** How many leaves `computeSeal` adds for so many entries, at most. */
export function countSealLeaves(
  count: number,
  { finalUntil }: Pick<SealFacts, 'finalUntil'>,
): number {
  return count * (finalUntil === undefined ? 2 : 3)
}

/** Tells of a time whether the log may have had all its entries. An entry without a time is counted among these. */
export function createFinalTest(finalUntil: string | undefined) {
  const untilMs = finalUntil === undefined ? undefined : findEpochMs(finalUntil)
  return (timeMs = Number.NaN): boolean => untilMs === undefined || !(timeMs >= untilMs)
}

/** The fingerprint, computed at once. */
export function toSeal(entries: SealedEntries, facts: SealFacts, hash?: HashFunction): Seal {
  const steps = computeSeal(entries, facts, hash)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

function* computeRoot(
  digests: DigestColumn,
  order: readonly number[],
  hash: HashFunction | undefined,
): Generator<number, string> {
  const tree = createMerkleRoot(hash)
  for (let from = 0; from < order.length; from += leavesInStep) {
    const step = order.slice(from, from + leavesInStep)
    for (const index of step) tree.add(digestAt(digests, index))
    yield step.length
  }
  return toShortRoot(tree.root())
}

/** The first 120 bits as 20 characters of base64url. */
function toShortRoot(root: Uint8Array): string {
  return formatBase64Url(root.subarray(0, comparedBytes))
}
