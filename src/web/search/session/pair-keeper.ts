/**
 * Finds the pairs of entries of two logs that record the same event, as entries arrive. While few pages arrive, pairs are
 * found before their rows are shown, so that no row moves; while the whole range is loaded, when that pauses or ends.
 */
import type { EntryStore, StoreSize } from '../../store/entry-store.ts'
import type { Search } from './create-search.ts'

/** What finds pairs for one search. */
export type PairKeeper = {
  /** Commits as the store does, and then finds the pairs unless the whole range is being loaded. */
  commit: EntryStore['commit']
  /** Begins to watch the search, which loads into `commit`. */
  watch: (search: Search) => void
}

/** Creates a keeper for a store that was opened with counterparts. */
export function createPairKeeper(
  store: Pick<EntryStore, 'commit' | 'reconcile' | 'size'>,
): PairKeeper {
  let search: Search | undefined
  /** Whether entries were added since pairs were found. */
  let isOutdated = false
  let isFinding = false
  let pairCount = 0
  /** Whether rows were drawn before their pairs were found, and have to be read again. */
  let hasOldRows = false

  const isLoadingAll = () => {
    const state = search?.getState()
    return state?.progress !== undefined && state.status === 'loading'
  }

  async function find(): Promise<StoreSize> {
    isOutdated = false
    const { stored, shown, pairsShown = 0, shownOf, counterparts } = await store.reconcile()
    const found = counterparts.reduce((sum, { pairs }) => sum + pairs, 0)
    if (found !== pairCount && (search?.getState().loaded ?? 0) > 0) hasOldRows = true
    pairCount = found
    return { stored, shown, pairsShown, shownOf }
  }

  function readRowsAgain(): void {
    if (!hasOldRows) return
    hasOldRows = false
    search?.notePairs(store.size())
  }

  async function findLater(): Promise<void> {
    if (!isOutdated || isFinding || isLoadingAll()) return
    isFinding = true
    search?.notePairing(true)
    try {
      search?.notePairs(await find())
      hasOldRows = false
    } finally {
      isFinding = false
      search?.notePairing(false)
    }
  }

  return {
    async commit(streams, options) {
      const receipt = await store.commit(streams, options)
      if (!isLoadingAll()) return { ...receipt, ...(await find()) }
      isOutdated = true
      return receipt
    },
    watch(watched) {
      search = watched
      // A store that has failed says so where its rows are asked for.
      watched.subscribe(() => {
        readRowsAgain()
        void findLater().catch(() => undefined)
      })
    },
  }
}
