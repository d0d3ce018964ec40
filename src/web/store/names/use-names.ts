/** A hook for the names of ids that loaded entries of a scope have told. */
import { useMemo, useSyncExternalStore } from 'react'
import type { Scope } from '../../../query/log-query.ts'
import { getSharedNames, type ResolvedNames } from './shared-names.ts'

/** The names that are known now; changes when a page brings more. */
export function useNames(scope: Scope): ResolvedNames {
  const key = JSON.stringify(scope)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the scope.
  const names = useMemo(() => getSharedNames(scope), [key])
  return useSyncExternalStore(names.subscribe, names.get)
}
