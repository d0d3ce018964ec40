/** Follows the shown search while the analyst wants it and the tab is visible. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Search } from './create-search.ts'

/** Following as the screen controls it. */
export type FollowControl = { isWanted: boolean; want: (isWanted: boolean) => void }

/** Passes the conditions of following to the search; the wish outlives a search. */
export function useFollow(search: Search | undefined, isRelative: boolean): FollowControl {
  const [wish, setWish] = useState({ isWanted: false })
  const isVisible = useSyncExternalStore(subscribeToVisibility, isPageVisible)
  // A new wish is a new object: wanting again after a failure tries again.
  useEffect(() => {
    search?.follow({ ...wish, isRelative, isVisible })
    // A search that is not on the screen is treated like one in a hidden tab.
    return () => search?.follow({ ...wish, isRelative, isVisible: false })
  }, [search, wish, isRelative, isVisible])
  return { isWanted: wish.isWanted, want: (isWanted) => setWish({ isWanted }) }
}

function subscribeToVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}

function isPageVisible(): boolean {
  return document.visibilityState === 'visible'
}
