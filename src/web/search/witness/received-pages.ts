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
  /**
   * Marks pages of polls that brought nothing new and are no longer in the ledger. Beyond the limits, the oldest of them are
   * counted instead of listed; their tickets are returned.
   */
  condense: (tickets: readonly number[]) => readonly number[]
  /** How many pages are only counted. */
  condensed: () => number
}

/** Limits of what is kept for a receipt beyond the pages that the list consists of. */
export const receivedLimits = {
  /** Length of all bodies together, equal ones counted once. */
  bodiesLength: 1_048_576,
  /** Idle polls: pages, which are eight hours of one log, and entries, of which each may take the 32 bytes of a hash. */
  idlePages: 2_000,
  idleEntries: 200_000,
} as const

/** Creates an empty memory. */
export function createReceivedPages(
  limits: Readonly<Record<keyof typeof receivedLimits, number>> = receivedLimits,
): ReceivedPages {
  const pages = new Map<number, ReceivedPage>()
  const bodies = createBodies(limits.bodiesLength)
  /** Tickets of idle polls, the oldest first. */
  const idle = new Set<number>()
  let idleEntries = 0
  let condensed = 0

  function drop(ticket: number): void {
    const page = pages.get(ticket)
    idle.delete(ticket)
    pages.delete(ticket)
    idleEntries -= page?.count ?? 0
    if (page?.body !== undefined) bodies.release(page.body)
    condensed++
  }

  return {
    add({ body, ...page }) {
      const kept = body === undefined ? undefined : bodies.keep(body)
      pages.set(page.ticket, { ...page, ...(kept !== undefined && { body: kept }) })
    },
    list: () => [...pages.values()],
    condense(tickets) {
      for (const ticket of tickets) {
        const page = pages.get(ticket)
        if (!page || idle.has(ticket)) continue
        idle.add(ticket)
        idleEntries += page.count
      }
      const dropped: number[] = []
      for (const ticket of idle) {
        if (idle.size <= limits.idlePages && idleEntries <= limits.idleEntries) break
        drop(ticket)
        dropped.push(ticket)
      }
      return dropped
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
