/** Whether records belong to a signed head, and whether the records of a search are a chain. */
import type { ProvenRecord, WitnessHead, WitnessRecord } from '../../contract/witness.ts'
import { toSha256 } from '../../query/identity/sha-256.ts'
import { parseDigest } from '../encoding/hex.ts'
import { type HashFunction, hashLeaf } from '../merkle/hash-leaf.ts'
import { verifyInclusion } from '../merkle/inclusion-proof.ts'
import { digestRecord, formatRecord } from './format-record.ts'

/**
 * What does not fit between a head and the records of its batch, as full sentences; none when all fits. `records` are
 * those whose numbers the head names; a caller that has only some of them calls `findProofProblem` for each.
 */
export function verifyBatch(
  head: WitnessHead,
  records: readonly ProvenRecord[],
  hash: HashFunction = toSha256,
): readonly string[] {
  const batch = `The batch of records ${head.first} to ${head.last}`
  if (!isRange(head)) return [`${batch} has no such numbers.`]
  const problems = records.flatMap((each) => findProofProblem(head, each, hash) ?? [])
  const size = head.last - head.first + 1
  if (records.length !== size) problems.push(`${batch} has ${records.length} of ${size} records.`)
  const first = records.find(({ record }) => record.number === head.first)
  if (first && first.record.previous !== head.previous)
    problems.push(`${batch} names another record before it than record ${head.first} does.`)
  const last = records.find(({ record }) => record.number === head.last)
  if (last && digestRecord(last.record, hash) !== head.latest)
    problems.push(`${batch} names another digest for record ${head.last} than it has.`)
  return problems
}

/** Why the proof of a record does not lead to the root of the head; `undefined` when it does. */
export function findProofProblem(
  head: WitnessHead,
  { record, proof }: ProvenRecord,
  hash: HashFunction = toSha256,
): string | undefined {
  if (!isRange(head) || record.number < head.first || record.number > head.last)
    return `Record ${record.number} is not in the batch of records ${head.first} to ${head.last}.`
  const root = parseDigest(head.root)
  const hashes = proof.map(parseDigest)
  const isIncluded =
    root !== undefined &&
    hashes.every((each) => each !== undefined) &&
    verifyInclusion(
      {
        leaf: hashLeaf(formatRecord(record), hash),
        index: record.number - head.first,
        size: head.last - head.first + 1,
        proof: hashes,
        root,
      },
      hash,
    )
  return isIncluded
    ? undefined
    : `Record ${record.number} is not the one that was signed: its proof does not lead to the root of its batch.`
}

/** Where a chain begins: the number of its first record, and the digest that this one names. */
export type ChainStart = Pick<WitnessRecord, 'number' | 'previous'>

const wholeChain: ChainStart = { number: 1, previous: null }

/**
 * What does not fit in the chain of the records of one search, as full sentences: each has the number after, and the
 * digest of, the one before it. Without `start`, the first has number 1 and nothing before it.
 */
export function verifyChain(
  records: readonly WitnessRecord[],
  hash: HashFunction = toSha256,
  start: ChainStart = wholeChain,
): readonly string[] {
  const problems: string[] = []
  let { number, previous } = start
  for (const record of records) {
    if (record.number !== number) {
      problems.push(
        `The chain has record ${record.number} where record ${number} belongs: records are missing, doubled or in another order.`,
      )
      return problems
    }
    if (record.previous !== previous)
      problems.push(
        number === 1
          ? 'Record 1 names a record before it.'
          : `Record ${number} does not name the digest of record ${number - 1}: one of them was changed.`,
      )
    previous = digestRecord(record, hash)
    number++
  }
  return problems
}

function isRange({ first, last }: WitnessHead): boolean {
  return Number.isSafeInteger(first) && Number.isSafeInteger(last) && first >= 1 && last >= first
}
