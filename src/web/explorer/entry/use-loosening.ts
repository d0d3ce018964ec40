/** What became of what the open entry loosened, by the other entries of the list. */
import type { Loosenings } from '../../findings/undone/rule-undone.tsx'
import { useRules } from '../../rules/rule-library.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { useStoreQuery } from '../../store/use-store-query.ts'
import { toOverviewSources } from '../overview/to-overview-sources.ts'
import type { OpenEntry } from './use-open-entry.ts'

/** What became of an entry; `undefined` until that is known. A failure belongs to the same entry. */
export type EntryLoosening = {
  loosening: Loosenings | undefined
  failure: { error: unknown } | undefined
  retry: () => void
}

/** Reads the list once while it is wanted; does nothing until then, and for an entry that is not loaded. */
export function useLoosening(
  session: SearchSession | undefined,
  { row }: Pick<OpenEntry, 'row'>,
  {
    isWanted,
    hiddenSources = [],
    version,
  }: { isWanted: boolean; hiddenSources?: readonly string[] | undefined; version: string },
): EntryLoosening {
  const { rules, revision } = useRules()
  const { answer, failure, isPrevious, retry } = useStoreQuery(
    isWanted && row !== undefined ? session?.store : undefined,
    version,
    ['loosening', row, ...hiddenSources, revision],
    async (store, signal) => {
      if (!session || row === undefined) return undefined
      const { readRowLoosening } = await import('../../findings/overview/read-loosenings.ts')
      const sources = toOverviewSources(session, hiddenSources)
      return readRowLoosening(store, { sources, rules, row }, signal)
    },
  )
  if (isPrevious) return { loosening: undefined, failure: undefined, retry }
  return { loosening: answer, failure, retry }
}
