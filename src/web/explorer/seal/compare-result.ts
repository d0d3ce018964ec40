/** Compares the present result with the fingerprint of a link, and with the entries behind it where they are known. */
import {
  compareEntries,
  type EntryDifference,
  type TimeSpan,
} from '../../../evidence/seal/compare-entries.ts'
import { compareSeals, type SealComparison } from '../../../evidence/seal/compare-seals.ts'
import type { SealedEntries } from '../../../evidence/seal/sealed-entries.ts'
import type { Seal } from '../../../query/address/seal-text.ts'
import type { Direction, LogQuery } from '../../../query/log-query.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import { type ComparedSeal, makeComparedSeal, type SealedSession } from './make-seal.ts'

/** The entries behind a fingerprint; of an export, the texts of some of them. */
export type EarlierEntries = {
  entries: SealedEntries
  /** Where they come from. */
  from: 'browser' | 'export'
  findText?: (index: number) => string | undefined
}

/** A result that was compared. */
export type ComparedResult = {
  comparison: SealComparison
  made: ComparedSeal
  /** Whether the range was read to its end. */
  isFinished: boolean
}

/** Whether enough is loaded to compare the result: as many entries of a part, or else the whole range. */
export function isEnough(
  { verdict, count }: Seal,
  { status, loaded, progress }: Pick<SearchState, 'status' | 'loaded' | 'progress'>,
): boolean {
  if (status === 'finished') return true
  return verdict === 'partial' && loaded >= count && !progress
}

/** Compares by the fingerprint. Of a part of a range, as many entries are compared. */
export async function compareResult(
  session: SealedSession,
  query: LogQuery,
  then: Seal,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<ComparedResult> {
  const isFinished = session.search.getState().status === 'finished'
  const made = await makeComparedSeal(session, query, then, { signal, onProgress })
  return { comparison: compareSeals(then, made.seal), made, isFinished }
}

/** Which entries differ from the earlier ones; none where all bytes are the same. */
export function listDifferences(
  { made: { entries }, isFinished }: ComparedResult,
  then: Seal,
  { entries: earlier }: EarlierEntries,
  direction: Direction,
): readonly EntryDifference[] {
  if (!entries) return []
  return compareEntries(renameOnlySource(earlier, entries), entries, {
    finalUntil: then.final?.until,
    reachedThen: then.verdict === 'partial' ? findReach(earlier, direction) : undefined,
    reachedNow: isFinished ? undefined : findReach(entries, direction),
  })
}

/** The times that a list reaches in its direction when it was not read to its end. */
export function findReach({ times }: Pick<SealedEntries, 'times'>, direction: Direction): TimeSpan {
  let [afterMs, beforeMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const time of times) {
    if (Number.isNaN(time)) continue
    afterMs = Math.min(afterMs, time)
    beforeMs = Math.max(beforeMs, time)
  }
  return direction === 'desc'
    ? { afterMs, beforeMs: Number.POSITIVE_INFINITY }
    : { afterMs: Number.NEGATIVE_INFINITY, beforeMs }
}

/** An export may name the only log otherwise than the address does. */
function renameOnlySource(earlier: SealedEntries, present: SealedEntries): SealedEntries {
  const isOne = earlier.sourceTexts.length === 1 && present.sourceTexts.length === 1
  return isOne ? { ...earlier, sourceTexts: present.sourceTexts } : earlier
}
