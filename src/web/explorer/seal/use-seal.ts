/** Compares the result of a search with the fingerprint of the opened link, as soon as enough is loaded. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { EntryDifference } from '../../../evidence/seal/compare-entries.ts'
import { isSealedQuestion } from '../../../evidence/seal/hash-question.ts'
import { formatSeal, type Seal } from '../../../query/address/seal-text.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { SearchState } from '../../search/engine/search-state.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import {
  type ComparedResult,
  compareResult,
  type EarlierEntries,
  isEnough,
  listDifferences,
} from './compare-result.ts'
import { useEarlierEntries } from './use-earlier-entries.ts'

/** The entries of a full page: so many are loaded unasked, because that takes one request. */
const pageEntries = 1_000

/** How far the comparison is. */
export type SealProgress =
  /** The link was changed: nothing is compared unasked. */
  | { status: 'not-asked' }
  /** Not enough is loaded; no more than one page is loaded unasked. */
  | { status: 'waiting' }
  /** The user has asked to load what is missing. */
  | { status: 'loading' }
  | { status: 'comparing'; share: number }
  | {
      status: 'compared'
      result: ComparedResult
      /** The entries behind the fingerprint and which of the present ones differ, where they are known. */
      exact?: { earlier: EarlierEntries; differences: readonly EntryDifference[] } | undefined
    }
  | { status: 'failed'; error: unknown }

/** The comparison and what can be done for it. */
export type SealControl = {
  progress: SealProgress
  /** Whether the query of the link was changed after its fingerprint was made. */
  isOtherQuestion: boolean
  /** Loads what is missing, and compares, also where the question is another one. */
  load: () => void
  /** Takes the entries of an export. */
  setEarlier: (earlier: EarlierEntries) => void
}

/** Runs the comparison for a session, and again when other entries are loaded. */
export function useSeal(
  seal: Seal,
  query: LogQuery,
  session: SearchSession,
  state: SearchState,
): SealControl {
  const text = formatSeal(seal)
  const [isWanted, setWanted] = useState(false)
  const { earlier, choose } = useEarlierEntries(text)
  const [compared, setCompared] = useState<{ key: string; progress: SealProgress }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` stands for the fingerprint.
  const isOtherQuestion = useMemo(() => !isSealedQuestion(seal, query), [text, query])
  const isNotAsked = isOtherQuestion && !isWanted
  const isReady = isEnough(seal, state) && !isNotAsked
  const key = `${session.key} ${text} ${state.loaded} ${state.status}`

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the fingerprint and the loaded entries.
  useEffect(() => {
    if (!isReady) return
    const stopped = new AbortController()
    const report = (progress: SealProgress) => {
      if (!stopped.signal.aborted) setCompared({ key, progress })
    }
    let shownShare = 0
    const onProgress = (share: number) => {
      if (share < shownShare + 0.05) return
      shownShare = share
      report({ status: 'comparing', share })
    }
    compareResult(session, query, seal, stopped.signal, onProgress).then(
      (result) => report({ status: 'compared', result }),
      (error: unknown) => report({ status: 'failed', error }),
    )
    return () => stopped.abort()
  }, [key, isReady])

  const { status, loaded } = state
  const { search } = session
  const isPart = seal.verdict === 'partial'
  const isWaiting = !isReady && !isNotAsked && status === 'waiting'
  const isOnePageMore = isWaiting && seal.count - loaded < pageEntries
  const isAsked = useRef(false)
  useEffect(() => {
    if (!isOnePageMore || isAsked.current) return
    isAsked.current = true
    search.loadMore()
  }, [isOnePageMore, search])
  const needsPage = isWanted && isPart && isWaiting
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page is followed by another one.
  useEffect(() => {
    if (needsPage) search.loadMore()
  }, [needsPage, loaded, search])
  const load = useCallback(() => {
    setWanted(true)
    if (!isPart) search.loadAll()
  }, [isPart, search])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` stands for the fingerprint.
  const progress = useMemo((): SealProgress => {
    if (isNotAsked) return { status: 'not-asked' }
    if (!isReady) return isWanted ? { status: 'loading' } : { status: 'waiting' }
    if (compared?.key !== key) return { status: 'comparing', share: 0 }
    const { progress: own } = compared
    if (own.status !== 'compared' || !earlier) return own
    const differences = listDifferences(own.result, seal, earlier, query.direction)
    return { ...own, exact: { earlier, differences } }
  }, [isNotAsked, isReady, isWanted, compared, key, earlier, text, query.direction])

  return { progress, isOtherQuestion, load, setEarlier: choose }
}
