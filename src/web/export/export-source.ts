/** The input of an export: entries, and facts about the search that found them. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { ReceiptSourceInput } from '../../evidence/create-receipt.ts'
import type { ReceiptOtherRead, ReceiptPage, ReceiptWitness } from '../../evidence/receipt.ts'
import type { Scope } from '../../query/log-query.ts'
import type { NamedId } from '../../query/names/name-book.ts'
import type { ResolvedTimeRange } from '../../query/time/time-range.ts'
import type { Origin } from '../../query/timeline/to-timeline-entry.ts'
import type { LateFacts, Verdict } from '../../query/verdict.ts'
import type { EntryStore, SourceId } from '../store/entry-store.ts'
import type { LeafRun } from '../store/page-leaves.ts'

/** The entries to export: those shown in the list, or those selected. */
export type ExportedEntries = 'shown' | 'selected'

/** Facts about a search at one moment. */
export type SearchFacts = {
  verdict: Verdict
  /** The reasons for the verdict, in full sentences. */
  because: string
  /** Number of entries in the list, and of those that the shown rows represent. */
  loaded: number
  shown: number
  /** How many rows are a pair of two entries that record one event; 0 by default. */
  pairsShown?: number
  /** The log, where the list shows only the events that this log alone has. */
  onlyIn?: string | undefined
  /** Number of ids that arrived twice with different content; both entries are in the list. */
  conflicting: number
  /** Whether logs of a timeline are hidden: their entries are loaded or not, but not shown. */
  hidesLogs?: boolean
  /** Whether the query has no local filters: what is loaded and not shown does not match its other filters. */
  hasOnlyQueryFilters?: boolean
  /** The verdict of each log of a timeline, by the id of its source; the one above is the weakest. */
  verdicts?: Readonly<Record<SourceId, Verdict>>
  /** The time range that the list covers. */
  timeRange: ResolvedTimeRange
  /** Whether a log may not reach back to the beginning of the range. */
  mayLackOlder?: boolean
  /** The instant from which on entries may still appear. */
  mayStillChangeSince?: string | undefined
  /** What is known of entries that arrive late; absent when the range ended long before the search. */
  late?: LateFacts | undefined
  /** Tells this view from others of the same log and time in file names; absent where all entries were asked for. */
  view?: string | undefined
  /** Why the shown entries are not those that pass the local filters. */
  viewProblem?: string | undefined
}

/** The part of the manifest about the search. */
export type SearchRecord = LogRecord | TimelineRecord

/** What a log cannot show, as data and as text, that of the question first; and the ledger of all requests. */
export type RecordedLog = {
  cannotShow: { statements: readonly unknown[]; text: readonly string[] }
  ledger: NonNullable<ReceiptSourceInput['ledger']>
}

/** The query of one log, and what came of it. */
export type LogRecord = RecordedLog & { question: Readonly<Record<string, unknown>> }

/** The query of a timeline, what was asked of each log and came of it, and the logs that were not asked. */
export type TimelineRecord = {
  question: Readonly<Record<string, unknown>>
  /** In the order of the logs of the exported entries; `in` is the id of the source. */
  sources: readonly Readonly<Record<string, unknown> & { in: SourceId } & Partial<RecordedLog>>[]
  notAsked: readonly Readonly<Record<string, unknown>>[]
  /** Logs that the same search read and that are no part of the answer; absent for none. */
  otherReads?: readonly ReceiptOtherRead[]
}

/** A page that was received, for the receipt. */
export type ReceiptPageInput = Omit<ReceiptPage, 'source' | 'body'> & {
  source: SourceId
  /** The whole body of a page without entries; absent where it is too long. */
  body?: string | undefined
  /** Its entries in their order. */
  leaves: readonly LeafRun[]
}

/** What was received and what the proxy signed of it, at one moment. */
export type ReceivedEvidence = {
  /** In the order in which they arrived. */
  pages: readonly ReceiptPageInput[]
  witness: ReceiptWitness
}

/** What receipts are made of beside the entries. */
export type EvidenceSource = {
  /** Reads the pages at once, and then asks the proxy for its records; does not reject where it has none. */
  read: () => Promise<ReceivedEvidence>
  /** Asks a timestamp authority about a digest through the proxy; `undefined` where the proxy knows none. */
  stamp: (sha256: string, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer> | undefined>
}

/** A log of the exported entries. */
export type ExportedLog = {
  id: SourceId
  dataset: Dataset
  scope: Scope
  /** How a timeline names the log and the scope; absent where there is one log. */
  origin?: Origin
  /** The name of the account or zone, where it is known. */
  scopeName?: string
}

/** The logs of the exported entries, in the order of the sources of the store. */
export type ExportedLogs = readonly [ExportedLog, ...ExportedLog[]]

/** Entries to export. */
export type ExportSource = {
  /** The log, or the timeline. */
  dataset: Dataset
  logs: ExportedLogs
  store: Pick<EntryStore, 'listRows' | 'partnersOf' | 'readTexts' | 'sourcesOf'> &
    Partial<Pick<EntryStore, 'changes' | 'rulesOf' | 'leafHashes'>>
  evidence: EvidenceSource
  selectedRows: ReadonlySet<number>
  /** Whether two of the logs record the same events, so that entries may be pairs. */
  hasPairs: boolean
  /** Field paths in the order of the columns on the screen. */
  paths: readonly string[]
  timeZone: string
  /** Lists the names that loaded entries give for ids; the screen shows them in summaries. */
  listNames?: () => readonly NamedId[]
  /** Returns the facts of this moment. */
  readFacts: () => SearchFacts
  readRecord: () => SearchRecord
  /** The time of the proxy's clock, in epoch milliseconds. */
  now: () => number
  /** The version of Gumshoe; empty if unknown. */
  version: string
  /** Loads the remaining entries of the range; absent if there are none, or they are being loaded. */
  loadAll?: (() => void) | undefined
}
