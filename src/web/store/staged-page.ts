/** The result of checking a page before it is part of the list. */
import type { PageProblem } from '../../cloudflare/page.ts'
import type { NamePair } from '../../query/names/name-book.ts'

/** A page that was checked and indexed but is not yet part of the list, or the reason why it does not count. */
export type StagedPage =
  | {
      ticket: number
      /** Entries in the page, and how many of them were kept; these have consecutive rows from `firstRow` on. */
      count: number
      kept: number
      firstRow: number
      nextCursor: string | undefined
      /** The time of the last entry as the entry spells it; empty when unknown. */
      lastTime: string
      /** Whether the page says how many entries it has. */
      hasCount: boolean
      /** Number of entries that are no JSON objects. */
      notObjects: number
      bytes: number
      /** Of a page without entries the whole body, unless it is longer than 64 KiB. UTF-8 gives its exact bytes again. */
      body?: string
      /** Ids that entries of the page name, as far as that is new; absent where nothing is. */
      names?: readonly NamePair[]
      problem?: never
    }
  | { problem: PageProblem; ticket?: never }
