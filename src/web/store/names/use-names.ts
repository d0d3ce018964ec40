/** Gives the screen the names of ids that loaded entries of its scope have told. */
import { createContext, useContext, useEffect, useSyncExternalStore } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { listNames } from '../../../query/names/list-names.ts'
import type { NamePair } from '../../../query/names/name-book.ts'
import { createSharedNames, type ResolvedNames, type SharedNames } from './shared-names.ts'

/** The names of the scope that is shown; none by default. */
export const NamesContext = createContext<SharedNames>(createSharedNames())

/** Learns the names that an answer tells, of which the store has no entries. */
export function useLearnNames(dataset: Dataset, entries: readonly unknown[]): void {
  const names = useContext(NamesContext)
  useEffect(() => names.learn(listNames(dataset, entries)), [names, dataset, entries])
}

/** Learns the names of a list of the API, such as that of the identity providers. They are the API's own, and undated. */
export function useLearnListed(
  items: readonly { value: string; name: string }[] | undefined,
): void {
  const names = useContext(NamesContext)
  useEffect(() => {
    if (!items) return
    const pairs = items.filter(({ value, name }) => name !== value)
    names.learn(pairs.map(({ value, name }): NamePair => ({ id: value, name, ...listed })))
  }, [names, items])
}

const listed = { timeMs: Number.NEGATIVE_INFINITY, writtenBy: 'log' } as const

/** The names that are known now; changes when a page brings more. */
export function useNames(): ResolvedNames {
  const names = useContext(NamesContext)
  return useSyncExternalStore(names.subscribe, names.get, names.get)
}
