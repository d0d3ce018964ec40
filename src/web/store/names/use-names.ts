/** Gives the screen the names of ids that loaded entries of its scope have told. */
import { createContext, useContext, useSyncExternalStore } from 'react'
import { createSharedNames, type ResolvedNames, type SharedNames } from './shared-names.ts'

/** The names of the scope that is shown; none by default. */
export const NamesContext = createContext<SharedNames>(createSharedNames())

/** The names that are known now; changes when a page brings more. */
export function useNames(): ResolvedNames {
  const names = useContext(NamesContext)
  return useSyncExternalStore(names.subscribe, names.get, names.get)
}
