/**
 * Collects the proxy's records of a search: while it reads, because the proxy keeps a limited number for a limited time,
 * and when a receipt is made. Without records everything else goes on; the receipt says why there are none.
 */
import type { WitnessAnswer } from '../../../contract/witness.ts'
import type { ReceiptWitness } from '../../../evidence/receipt.ts'
import { toFailureDetail, toFailureWords } from '../../api/api-failure.ts'
import { createWitnessBatches } from './witness-batches.ts'

/** When the records are asked for while a search reads, and how many are kept. */
export const collectLimits = {
  /** After so many requests; the proxy keeps some thousand records of one search. */
  everyRequests: 500,
  /** After the first request that was not asked about; the proxy keeps records for about an hour. */
  maxAgeMs: 20 * 60_000,
  /** Much more than a search reads pages; polls make some as well. */
  maxRecords: 10_000,
  /** The proxy waits ten seconds for answers that are under way. */
  maxWaitMs: 30_000,
} as const

/** The records of one search. */
export type WitnessCollector = {
  /** Has to be called for each request of the search. */
  noteRequest: () => void
  /** Asks for all records. Rejects only when aborted. */
  collect: (signal?: AbortSignal) => Promise<void>
  /** What was collected, and why records of these requests are missing if some are. */
  read: (requestIds: readonly string[]) => ReceiptWitness
  stop: () => void
}

/** Creates a collector without records. */
export function createWitnessCollector(
  fetchAnswer: (signal: AbortSignal) => Promise<WitnessAnswer>,
  limits: Readonly<Record<keyof typeof collectLimits, number>> = collectLimits,
): WitnessCollector {
  const batches = createWitnessBatches(limits.maxRecords)
  const stopped = new AbortController()
  let last: Promise<void> = Promise.resolve()
  let isCollecting = false
  let hasWitness = true
  let failure: string | undefined
  let requests = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function schedule(): void {
    timer ??= setTimeout(collectInBackground, limits.maxAgeMs)
  }

  async function collectNow(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    requests = 0
    clearTimeout(timer)
    timer = undefined
    const ends = [
      AbortSignal.timeout(limits.maxWaitMs),
      stopped.signal,
      ...(signal ? [signal] : []),
    ]
    try {
      const answer = await fetchAnswer(AbortSignal.any(ends))
      hasWitness = true
      failure = answer.isKnown ? undefined : forgotten
      batches.merge(answer)
    } catch (error) {
      signal?.throwIfAborted()
      hasWitness = !isMissing(error)
      failure = hasWitness
        ? `The proxy could not be asked for its records: ${toFailureWords(toFailureDetail(error)).title}.`
        : 'The proxy makes no records: it is of an older version.'
      if (hasWitness && !stopped.signal.aborted) schedule()
    }
  }

  function collect(signal?: AbortSignal): Promise<void> {
    // One at a time; a later call asks again, because the one before it may lack the latest requests.
    const collecting = last.then(() => collectNow(signal))
    last = collecting.catch(() => undefined)
    return collecting
  }

  async function collectInBackground(): Promise<void> {
    if (isCollecting || stopped.signal.aborted) return
    isCollecting = true
    await collect()
    isCollecting = false
  }

  return {
    noteRequest() {
      if (!hasWitness) return
      requests++
      schedule()
      if (requests >= limits.everyRequests) void collectInBackground()
    },
    collect,
    read: (requestIds) => batches.read(requestIds, failure),
    stop() {
      clearTimeout(timer)
      stopped.abort()
    },
  }
}

const forgotten =
  'The proxy does not know this search any more: it was restarted, or it has dropped old records.'

/** Whether the proxy has no such endpoint. */
function isMissing(error: unknown): boolean {
  const detail = toFailureDetail(error)
  return detail.kind === 'refused' && detail.status === 404
}
