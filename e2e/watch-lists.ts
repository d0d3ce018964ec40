/** Counts a page's open requests for entries, for tests that wait until there are none. */
import type { Page, Request } from '@playwright/test'

/** The number of watched requests without an answer. */
export type WatchedLists = { readonly underWay: number }

/** Counts the open requests for entries of the first log: all, or those whose address `passes`. */
export function watchLists(page: Page, passes: (url: URL) => boolean = () => true): WatchedLists {
  const lists = { underWay: 0 }
  const isWatched = (request: Request) =>
    request.url().includes('/logs/audit?') && passes(new URL(request.url()))
  const watched = new Set<Request>()
  page.on('request', (request) => {
    if (!isWatched(request)) return
    watched.add(request)
    lists.underWay++
  })
  const end = (request: Request) => {
    if (watched.delete(request)) lists.underWay--
  }
  page.on('requestfinished', end)
  page.on('requestfailed', end)
  return lists
}
