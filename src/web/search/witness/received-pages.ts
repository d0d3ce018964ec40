/** Remembers the pages that a search received, in the order in which they arrived, for its receipt. */
import type { SourceId } from '../../store/entry-store.ts'

/** A page that was received and staged in the store, whatever became of its entries. */
export type ReceivedPage = {
  readonly source: SourceId
  /** Path and query below `/client/v4`. */
  readonly request: string
  /** The id under which the proxy logged the request; empty when it named none. */
  readonly requestId: string
  /** When it arrived, by the proxy's clock. */
  readonly at: string
  readonly count: number
  readonly bytes: number
  /** The number under which the store knows its entries, see `EntryStore.pageLeaves`. */
  readonly ticket: number
  /** Of a page without entries the whole body, in UTF-8 exactly as it was sent; absent when it was too long to be kept. */
  readonly body?: string
}

/** The pages of one search. */
export type ReceivedPages = {
  add: (page: ReceivedPage) => void
  /** The pages in the order of arrival, without those that are only counted. */
  list: () => readonly ReceivedPage[]
  /** From now on these pages are counted, not listed: polls that brought nothing new, as in the ledger. */
  condense: (tickets: readonly number[]) => void
  /** How many pages are only counted. */
  condensed: () => number
}

/** Maximum length of all bodies together, equal ones counted once. */
const maxBodiesLength = 1_048_576

/** Creates an empty memory. */
export function createReceivedPages(maxLength = maxBodiesLength): ReceivedPages {
  const pages = new Map<number, ReceivedPage>()
  const bodies = createBodies(maxLength)
  let condensed = 0
  return {
    add({ body, ...page }) {
      const kept = body === undefined ? undefined : bodies.keep(body)
      pages.set(page.ticket, { ...page, ...(kept !== undefined && { body: kept }) })
    },
    list: () => [...pages.values()],
    condense(tickets) {
      for (const ticket of tickets) {
        const page = pages.get(ticket)
        if (!page) continue
        pages.delete(ticket)
        if (page.body !== undefined) bodies.release(page.body)
        condensed++
      }
    },
    condensed: () => condensed,
  }
}

/** Keeps equal bodies once. */
function createBodies(maxLength: number) {
  const kept = new Map<string, { body: string; uses: number }>()
  let length = 0
  return {
    /** The body, or `undefined` when there is no room for it. */
    keep(body: string): string | undefined {
      const known = kept.get(body)
      if (known) {
        known.uses++
        return known.body
      }
      if (length + body.length > maxLength) return undefined
      length += body.length
      kept.set(body, { body, uses: 1 })
      return body
    },
    release(body: string): void {
      const known = kept.get(body)
      if (!known || --known.uses > 0) return
      length -= body.length
      kept.delete(body)
    },
  }
}
