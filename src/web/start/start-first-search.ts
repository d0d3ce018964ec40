/** Starts the search of the address before there is a screen, which takes it over. */
import { findPathMeaning } from '../../query/url-codec.ts'
import { queryClient } from '../api/query-client.ts'
import { statusQuery } from '../api/status-query.ts'
import type { Search } from '../search/create-search.ts'
import { startSession } from '../search/search-session.ts'
import { shelf } from '../search/shelf.ts'
import type { FirstQuestion } from './ask-first-page.ts'

/**
 * How long a screen that could be drawn waits for its first rows, in milliseconds. A screen without rows that is
 * replaced at once takes as long to draw as the rows.
 */
const longestWaitMs = 100

/** Starts it; a log's page for which nothing could be asked without the proxy's clock asks for the status. */
export function startFirstSearch(question: FirstQuestion | undefined): {
  /** Resolves when the search has entries or none to come, and after a short wait from the call on. */
  orLongEnough: () => Promise<unknown>
} {
  if (question) {
    const session = shelf.show(question.key, () => startSession({ ...question, queryClient }))
    if (session) {
      const first = untilFirst(session.search)
      return { orLongEnough: () => Promise.race([first, wait(longestWaitMs)]) }
    }
  } else if (findPathMeaning(window.location.pathname)) void queryClient.prefetchQuery(statusQuery)
  return { orLongEnough: () => Promise.resolve() }
}

function untilFirst({ getState, subscribe }: Search): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = subscribe(() => {
      const { loaded, status, hold } = getState()
      if (loaded === 0 && status === 'loading' && !hold) return
      unsubscribe()
      resolve()
    })
  })
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
