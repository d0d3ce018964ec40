/** A hook that queries the store of a search, and repeats the query at a limited rate when the list changes. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { EntryStore } from './entry-store.ts'

/** Minimum time between two runs of the same question while entries arrive page by page. */
const minIntervalMs = 250

/** A run that takes longer than this is reported as late. */
const lateAfterMs = 200

/** A question to the store: `key` identifies it and has to be JSON; `ask` runs it. */
export type StoreQuestion<T> = {
  /** Absent while there is no store, or the question is disabled. */
  store: EntryStore | undefined
  /** Changes when the store gets other entries or shows others. */
  version: string
  key: readonly unknown[]
  ask: (store: EntryStore, signal: AbortSignal) => Promise<T>
}

/**
 * Result of one run. A failure is a result as well: it replaces the previous answer and belongs to a version,
 * so the query is not repeated before the list changes.
 */
type Outcome<T> = {
  version: string
  askedMs: number
  answer?: T
  failure?: { error: unknown }
}

/** The latest answer of the store, or the failure that replaced it. */
export type StoreAnswer<T> = {
  answer: T | undefined
  failure: { error: unknown } | undefined
  /** Whether answer and failure belong to another key of the same store; shown until the new one is answered. */
  isPrevious: boolean
  /** Whether they belong to the given key and version. */
  isCurrent: boolean
  /** Whether a newer answer has been awaited for a noticeable time. */
  isLate: boolean
  retry: () => void
}

let storeCount = 0
const storeIds = new WeakMap<EntryStore, number>()

/** Identifies a store in query keys, which have to be JSON. */
function getStoreId(store: EntryStore): number {
  const id = storeIds.get(store) ?? ++storeCount
  storeIds.set(store, id)
  return id
}

/** The query behind `useStoreQuery`; exported for its test. */
export function toStoreQueryOptions<T>({ store, version, key, ask }: StoreQuestion<T>) {
  const storeId = store && getStoreId(store)
  return queryOptions({
    queryKey: ['store', storeId, ...key],
    enabled: store !== undefined,
    queryFn: async ({ signal }): Promise<Outcome<T>> => {
      const askedMs = performance.now()
      if (!store) throw new Error('There is no store to ask.')
      try {
        return { version, askedMs, answer: await ask(store, signal) }
      } catch (error) {
        return { version, askedMs, failure: { error } }
      }
    },
    placeholderData: (last: Outcome<T> | undefined, lastQuery) =>
      lastQuery?.queryKey[1] === storeId ? last : undefined,
    // An answer gets stale only by a new version, and the store needs no network.
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    // Do not cache answers for closed components and disposed stores.
    gcTime: 0,
    // Comparing large answers value by value takes longer than rendering them again.
    structuralSharing: false,
  })
}

/**
 * The answer to a question about the list. The answer to an older version is returned until a newer one arrives.
 * The query runs at once after mounting and for a new key, otherwise at a limited rate. It is aborted on unmount.
 */
export function useStoreQuery<T>(
  store: EntryStore | undefined,
  version: string,
  key: readonly unknown[],
  ask: (store: EntryStore, signal: AbortSignal) => Promise<T>,
): StoreAnswer<T> {
  const query = useQuery(toStoreQueryOptions({ store, version, key, ask }))
  const { data, isFetching, isPlaceholderData: isPrevious, refetch } = query
  const isOld = data !== undefined && !isPrevious && data.version !== version
  const isDue = isOld && !isFetching
  const dueMs = (data?.askedMs ?? 0) + minIntervalMs
  useEffect(() => {
    if (!isDue) return
    const timer = setTimeout(() => void refetch(), Math.max(0, dueMs - performance.now()))
    return () => clearTimeout(timer)
  }, [isDue, dueMs, refetch])
  return {
    answer: data?.answer,
    failure: data?.failure,
    isPrevious,
    isCurrent: data !== undefined && !isPrevious && !isOld,
    isLate: useIsLate(isFetching),
    retry: () => void refetch(),
  }
}

/** Whether `isWaiting` has been true for a noticeable time. */
export function useIsLate(isWaiting: boolean): boolean {
  const [isLate, setIsLate] = useState(false)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setIsLate(true), lateAfterMs)
    return () => {
      clearTimeout(timer)
      setIsLate(false)
    }
  }, [isWaiting])
  return isWaiting && isLate
}
