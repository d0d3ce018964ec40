/**
 * Merges what the proxy answers about its records. Each answer has all records that the proxy has at that moment, in
 * batches that are signed by its present key; a batch is only of worth as a whole.
 */
import type {
  ProvenRecord,
  SignedHead,
  WitnessAnswer,
  WitnessKey,
} from '../../../contract/witness.ts'
import type { ReceiptWitness } from '../../../evidence/receipt.ts'

/** The collected batches. */
export type WitnessBatches = {
  merge: (answer: WitnessAnswer) => void
  /** What was collected, and why records of these requests are missing if some are; `failure` is that of the last try. */
  read: (requestIds: readonly string[], failure: string | undefined) => ReceiptWitness
}

/** A signed batch. */
type Batch = {
  readonly signed: SignedHead
  readonly key: WitnessKey
  readonly records: readonly ProvenRecord[]
}

/** Creates an empty collection of at most so many records. */
export function createWitnessBatches(maxRecords: number): WitnessBatches {
  let batches: readonly Batch[] = []
  /** Records that the proxy made and that were never collected: of the present chain, and of chains before it. */
  let lost = 0
  let lostBefore = 0
  let isFull = false

  function merge(answer: WitnessAnswer): void {
    if (!answer.isKnown) return
    const ids = new Set(answer.records.map(({ record }) => record.requestId))
    // The proxy signs records again when it has another key.
    const kept = batches.filter(
      ({ records }) => !records.some(({ record }) => ids.has(record.requestId)),
    )
    // The numbers begin again when the proxy was restarted.
    const isNewChain = answer.records[0]?.record.number === 1
    if (isNewChain && kept.length > 0) lostBefore += lost
    lost = Math.max(0, answer.dropped - (isNewChain ? 0 : countChain(kept)))
    batches = kept
    isFull = false
    for (const batch of toBatches(answer)) {
      isFull ||= countRecords(batches) + batch.records.length > maxRecords
      if (isFull) lost += batch.records.length
      else batches = [...batches, batch]
    }
  }

  function toReason(): string | undefined {
    if (isFull) return `Only the first ${maxRecords} records of a search are collected.`
    const dropped = lost + lostBefore
    if (dropped === 0) return undefined
    return `The proxy keeps a limited number of records, and ${dropped} were dropped before they were collected.`
  }

  return {
    merge,
    read(requestIds, failure) {
      const dropped = lost + lostBefore
      const records = batches.flatMap((batch) => batch.records)
      const found = {
        keys: [...new Map(batches.map(({ key }) => [key.fingerprint, key])).values()],
        heads: batches.map(({ signed }) => signed),
        records,
        ...(dropped > 0 && { dropped }),
      }
      const because = failure ?? toReason() ?? 'The proxy made no record of them.'
      if (records.length === 0) return { ...found, absentBecause: because }
      const ids = new Set(records.map(({ record }) => record.requestId))
      const isComplete = requestIds.every((requestId) => ids.has(requestId))
      return isComplete ? found : { ...found, missingBecause: because }
    },
  }
}

function toBatches({ heads, records, key }: WitnessAnswer): readonly Batch[] {
  return heads.map((signed) => {
    const { first, last } = signed.head
    const isMember = ({ record }: ProvenRecord) => record.number >= first && record.number <= last
    return { signed, key, records: records.filter(isMember) }
  })
}

function countRecords(batches: readonly Batch[]): number {
  return batches.reduce((sum, { records }) => sum + records.length, 0)
}

/** How many records the last chain has. */
function countChain(batches: readonly Batch[]): number {
  const start = batches.findLastIndex(({ signed }) => signed.head.first === 1)
  return countRecords(batches.slice(Math.max(0, start)))
}
