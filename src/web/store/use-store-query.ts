/** Asks the store of a search for a screen, and asks again when the list changes, at a limited rate. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { EntryStore } from './entry-store.ts'

/** Minimum time between two runs of the same question while entries arrive page by page. */
const minIntervalMs = 250

/** A run that takes longer than this is reported as late. */
const lateAfterMs = 200

/** What a screen asks: `key` names the question as JSON, and `ask` puts it to the store. */
export type StoreQuestion<T> = {
  /** Absent while there is no store, or nothing to ask. */
  store: EntryStore | undefined
  /** Changes when the store has other entries or shows others. */
  version: string
  key: readonly unknown[]
  ask: (store: EntryStore, signal: AbortSignal) => Promise<T>
}

/**
 * Result of one run. A failure is a result as well: it replaces the answer before it, and it belongs to a
 * version, so that it is not repeated before the list changes.
 */
type Outcome<T> = {
  version: string
  askedMs: number
  answer?: T
  failure?: { error: unknown }
}

/** The latest answer of the store, or why there is none. */
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
    // Only another version makes an answer old, and no network is needed for the next one.
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    // Answers of closed parts and of disposed stores take memory for nothing.
    gcTime: 0,
    // Comparing large answers value by value costs more than drawing them again.
    structuralSharing: false,
  })
}

/**
 * The answer to a question about the list. The answer to an older version stays until there is a newer one. At
 * once after mounting and for a new key, otherwise at a limited rate. A run of an unmounted part is cancelled.
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

/** Whether something has been waited for longer than is natural. */
function useIsLate(isWaiting: boolean): boolean {
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
