/** What an export is made from: entries, and what is known of the search that found them. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Scope } from '../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../query/time/time-range.ts'
import type { Verdict } from '../../query/verdict.ts'
import type { EntryStore } from '../store/entry-store.ts'

/** Which entries: those that the view shows, or those that are selected. */
export type Which = 'shown' | 'selected'

/** What is known of a search at one moment. */
export type SearchFacts = {
  verdict: Verdict
  /** Why, in full sentences. */
  because: string
  /** Entries in the list, and those of them that pass the local filters. */
  loaded: number
  shown: number
  /** Known ids that came again with another content; both are in the list. */
  conflicting: number
  scope: Scope
  /** Up to where the list reaches. */
  timeRange: ResolvedTimeRange
  /** From here on entries may still appear. */
  mayStillChangeSince?: string | undefined
  /** Why what is shown is not what passes the local filters. */
  viewProblem?: string | undefined
}

/** What the manifest keeps of a search: the question, and the account of all requests. */
export type SearchRecord = {
  question: Readonly<Record<string, unknown>>
  ledger: Readonly<Record<string, unknown>>
}

/** Entries to export. */
export type ExportSource = {
  dataset: Dataset
  store: Pick<EntryStore, 'listRows' | 'readTexts'>
  selectedRows: ReadonlySet<number>
  /** Fields in the order of the columns on the screen. */
  paths: readonly string[]
  timeZone: string
  /** Of the moment in which they are asked. */
  readFacts: () => SearchFacts
  readRecord: () => SearchRecord
  /** The proxy's clock. */
  now: () => number
  /** Of this program; empty when it is not known. */
  version: string
  /** Reads the rest of the range; absent where there is none, or it is being read. */
  loadAll?: (() => void) | undefined
}
