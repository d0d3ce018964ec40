/** Which requests for entries a page has made, for tests that wait until none is under way. */
import type { Page, Request } from '@playwright/test'

/** How many of the watched requests have no answer yet. */
export type WatchedLists = { readonly underWay: number }

/** Counts the requests for entries of the first log, all of them or those whose address passes. */
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
