/** Whether the overview is open over the list, which the fragment of the address says, and the gestures that open it. */
import { useEffect, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { formatUrl, replaceScreen } from '../../../query/address/url-codec.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { useShortcut } from '../../ui/keys/use-shortcut.ts'
import { overviewHash, toOverviewHash } from '../address/overview-hash.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'

/** The overview, and how to open and close it. */
export type OverviewControl = {
  isOpen: boolean
  /** Opens the overview and reads the whole range. */
  open: () => void
  close: () => void
}

/**
 * The query whose whole range was asked for before its search began. It is remembered here and not in the address, because a
 * link must not load more than the first screen by itself.
 */
let wantedAddress: string | undefined

/** Reads the whole range of a query as soon as the overview shows it. */
export function wantWholeRange(query: LogQuery): void {
  wantedAddress = formatUrl(query)
}

/** `session` is absent while nothing was asked; then the overview cannot be opened. */
export function useOverview(
  { query, screen, searchKey }: LogQueryControl,
  session: SearchSession | undefined,
): OverviewControl {
  const { pathname, search, hash, state, key } = useLocation()
  const navigate = useNavigate()
  const closedFrom = useRef('')
  const isOpen = session !== undefined && toOverviewHash(hash) !== ''
  const isCurrent = isOpen && session.key === searchKey
  useEffect(() => {
    if (!isCurrent || wantedAddress !== formatUrl(query)) return
    wantedAddress = undefined
    session.search.loadAll()
  }, [isCurrent, query, session])

  function open(): void {
    if (!session) return
    session.search.loadAll()
    if (isOpen) return
    const { entry: _, ...withoutEntry } = screen
    navigate(pathname + replaceScreen(search, withoutEntry) + overviewHash, {
      state: { ...state, row: undefined, opensEntry: false, opensOverview: true },
    })
  }
  function close(): void {
    // A second Escape may come before the first has taken effect.
    if (closedFrom.current === key) return
    closedFrom.current = key
    if (state?.opensOverview === true) navigate(-1)
    else navigate(pathname + search, { replace: true, state })
  }
  useShortcut('w', () => (isOpen ? close() : open()))
  return { isOpen, open, close }
}
