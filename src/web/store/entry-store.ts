/**
 * The interface of the growing list of entries of one search, outside React. The list is in a worker, so every
 * answer is asynchronous, and only visible entries, counts and buckets cross to the page. The same contract
 * tests run for every implementation.
 *
 * Every entry has a `row`, its number in the order of arrival, which never changes (numbers may be missing in
 * between). While the entry passes the view, it also has an `index`, its position on the screen.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { EntryChange } from '../../query/change/to-change.ts'
import type { Direction, Filter, LocalFilter } from '../../query/log-query.ts'
import type { NamePair } from '../../query/names/name-book.ts'
import type { NarrowedBounds } from '../../query/narrowing/find-narrowing.ts'
import type { RoleFilter } from '../../query/timeline/timeline-query.ts'
import type { Origin } from '../../query/timeline/to-timeline-entry.ts'
import type { ComparedFact, NewFor } from './baseline-values.ts'
import type { KeyStore } from './entry-keys.ts'
import type { Facet, FacetQuestion } from './facet-counts.ts'
import type { RuleStore } from './findings.ts'
import type { LeafStore } from './page-leaves.ts'
import type { StagedPage } from './staged-page.ts'
import type { StoreSize } from './store-size.ts'
import type { PairSummary, PairsView, Partners, StoredPair } from './stored-pair.ts'
import type { Histogram, HistogramQuestion, HourCounts } from './time-counts.ts'

export type { StagedPage } from './staged-page.ts'
export type { StoreSize } from './store-size.ts'

/** Names one source of a search, a dataset in one scope; unique in its store. */
export type SourceId = string

/** The id of the source of a search that has only one. */
export const onlySource: SourceId = '0'

/** A source of entries. Its dataset declares the fields of an entry and the paths of its id and its time. */
export type StoreSource = {
  id: SourceId
  dataset: Dataset
  /** In a timeline, the origin of its entries. The columns are then those of the timeline: one for each role, and the origin. */
  timeline?: Origin
  /** Collects the names of ids that entries of the source tell. */
  learnNames?: (names: readonly NamePair[]) => void
}

/** One entry as the screen shows it. */
export type StoredEntry = {
  /** Position in the view, from 0; -1 when the view does not show it. */
  index: number
  /** Number in the order of arrival, from 0; never changes. */
  row: number
  source: SourceId
  /** Its own id, or the digest of its text in a log without ids; empty when the entry lacks the id of its log. */
  id: string
  /** The time as the entry spells it; empty when it has none. */
  time: string
  entry: unknown
  /** Whether the entry does not match the schema of its dataset. */
  isStrange: boolean
  /** Whether its id came with more than one body. */
  isConflicting: boolean
  /** Whether a later reading of its time brought it: the first reading did not have it. */
  isLate: boolean
  /** Its partner, if `reconcile` found one. */
  pair?: StoredPair
  /**
   * The ids of the reported rules that match it, most severe first, as far as it was searched; absent when none does. The
   * row of a joined pair has the rules of both entries.
   */
  rules?: readonly string[]
  /** In whose entries of the baseline one of its values is not; absent where the baseline has all, and without one. */
  newFor?: NewFor
  /** What these values are; there with `newFor`. */
  newFacts?: readonly ComparedFact[]
}

/** Where staged pages are added to the list, and how much of them. */
export type CommitOptions = {
  /**
   * The end takes the next pages of a search. The start takes entries found by following a search or by reading
   * a part of it again: each is inserted by its time, at the same instant in the order of the sources.
   */
  at: 'end' | 'start'
  /** Whether inserted entries come before those of the same source at the same instant, the default, or after them. */
  ties?: 'before' | 'after'
  direction: Direction
  /** An instant: entries beyond it in the direction of the search stay staged under their ticket. */
  until?: string
  /**
   * Entries at exactly this instant are taken only from streams up to this one, because it may still bring
   * more of them. Their order therefore never depends on where a page ended.
   */
  untilStream?: number
  /** An instant: added entries before it are marked as late, because their time was read before. */
  lateBefore?: string
}

/**
 * Entries added, repeated ones skipped, and known ids that came with another body; with `lateBefore`, also how many of
 * the added ones are marked as late.
 */
export type AppendCounts = {
  added: number
  repeated: number
  conflicting: number
  late?: number
}

/** The result of a commit: the counts of all its entries, and of each source that has some among them. */
export type AppendReceipt = AppendCounts & {
  sources: Readonly<Record<SourceId, AppendCounts>>
}

/** Selects the shown entries: of each source those that pass all of its filters; all of a source without filters. */
export type StoreView = {
  localFilters: Readonly<Record<SourceId, readonly LocalFilter[]>>
  roleFilters?: Readonly<Record<SourceId, readonly RoleFilter[]>>
  /** Sources of which no entry is shown. */
  hidden?: readonly SourceId[]
  /** How pairs are shown; separate by default. Entries have partners only after `reconcile`. */
  pairs?: PairsView
}

/** A part of a list: of each source the entries that pass filters by parameters of its log; none of other sources. */
export type StorePart = NarrowedBounds & {
  filters: Readonly<Record<SourceId, readonly Filter[]>>
}

/** A doubt, and the source whose entry is in doubt. */
export type PartDoubt = { source: SourceId } & DoubtReason

/** Why a part cannot be selected with certainty. */
export type DoubtReason =
  /** An entry without a readable time may be inside or outside of the time range. */
  | { kind: 'time' }
  /** Whether an entry with this value matches the sought one depends on how the API compares. */
  | { kind: 'value'; parameter: string; value: string; sought: string }
  /** An entry has an object or a list instead of a plain value. */
  | { kind: 'structure'; parameter: string }
  /** The field has too many different values to be tested quickly. */
  | { kind: 'too-many-values'; parameter: string }

/** The size of a part, which has no entries with a doubt; of each source the entries, and how many are marked as late. */
export type PartSize = StoreSize & {
  sources: Readonly<Record<SourceId, { stored: number; late: number }>>
  doubt?: PartDoubt
}

/** The same store as another one, with a view of its own that never shows more than a part of the list. */
export type PartStore = Omit<EntryStore, 'setView'> & {
  /** Selects the part anew from the present list, and of it the entries that are shown. The first call has to be awaited. */
  setView(view: StoreView): Promise<PartSize>
}

/** Texts of entries as bytes, each exactly as it was sent, concatenated without separators. */
export type EntryTexts = {
  bytes: Uint8Array<ArrayBuffer>
  lengths: Uint32Array<ArrayBuffer>
  /** The leaf hashes of the entries, 32 bytes each, where they were asked for. */
  leaves?: Uint8Array<ArrayBuffer>
}

/** Entries that are not in the list yet. */
export type NewCount = {
  /** Entries that the view would show, and entries that it would hide. */
  shown: number
  hidden: number
  /** The shown ones that are older than the newest entry of the list. */
  older: number
}

/** Hits of a text search, in the order of the view. */
export type FindProgress = {
  /** Indexes in the view at the start of the search; only those found since the last progress. */
  hits: readonly number[]
  searched: number
  of: number
  isDone: boolean
}

/** A question about entries around one: how many have the same value in a field? */
export type NearQuestion = {
  sinceMs: number
  beforeMs: number
  /** Catalog paths of fields, each with a value as text. */
  values: readonly { path: string; value: string }[]
  /** The id of the entry itself, which is not counted. */
  exceptId: string
}

/** The list of entries of one search, with one source or several. */
export interface EntryStore extends RuleStore, LeafStore, KeyStore {
  /**
   * Checks and indexes the bytes of a page of a source. The buffer is transferred. `chain` numbers the requests that
   * follow each other by cursor or page number. Within one chain, all entries without an id are kept, even equal
   * ones; in another chain, as many equal ones are skipped as are already stored.
   */
  stage(bytes: ArrayBuffer, chain: number, source: SourceId): Promise<StagedPage>
  /**
   * Like `stage`, for a page that is polled: an entry with an id is not kept when it is in the list or was
   * staged by this method before.
   */
  stageNew(bytes: ArrayBuffer, chain: number, source: SourceId): Promise<StagedPage>
  /**
   * Adds staged pages to the list. Each stream is the pages of one chain in their order. Several streams are merged
   * by time in the direction of the search; at the same instant, the earlier stream comes first. An entry that
   * repeats the id and text of a stored one of its source is skipped; one that repeats only the id is added, and
   * both are marked as conflicting.
   */
  commit(
    streams: readonly (readonly number[])[],
    options: CommitOptions,
  ): Promise<AppendReceipt & StoreSize>
  /** How many different entries of staged pages are not in the list yet. */
  countNew(tickets: readonly number[]): Promise<NewCount>
  /** Drops staged pages, or the uncommitted rest of them. Returns the first row of each page without a committed entry. */
  discard(tickets: readonly number[]): Promise<readonly number[]>
  /** Selects which entries are shown; the list itself does not change. A later call cancels an earlier one. */
  setView(view: StoreView): Promise<StoreSize>
  /**
   * Finds the pairs among the entries of counterparts, and shows them. Entries that were added since the last call are
   * paired, and those near them in time again. Commits and changes of view do not wait for it.
   */
  reconcile(): Promise<StoreSize & { counterparts: readonly PairSummary[] }>
  /** The size after the last commit, change of view or search for pairs. */
  size(): StoreSize
  /** Entries of the view from `from` up to, not including, `to`; shorter at the end of the list. */
  rows(from: number, to: number): Promise<readonly StoredEntry[]>
  /** One entry by its row, whether the view shows it or not. */
  get(row: number): Promise<StoredEntry | undefined>
  /** The text of one entry exactly as it was sent. */
  raw(row: number): Promise<string>
  /**
   * The rows of the list, those that the view shows, or the `entries` in them, in order: a snapshot. `entries` are the
   * shown rows, and with joined pairs also the hidden second entries. A change of view that was requested before is
   * applied first.
   */
  listRows(of: 'all' | 'shown' | 'entries'): Promise<Uint32Array<ArrayBuffer>>
  /** The partners of these rows, as `reconcile` found them. */
  partnersOf(rows: Uint32Array): Promise<Partners>
  /**
   * The texts of the first of these rows, in their order: as many as fit into some megabytes, at least one.
   * Neighboring rows are read together, so reading the whole list unpacks each page once. `room` is a buffer to
   * write into, and is transferred: without it, reading a gigabyte would wait for the garbage collector. `hasLeaves`
   * asks for the leaf hashes too: `leafHashes` would unpack each page again.
   */
  readTexts(rows: Uint32Array, room?: ArrayBuffer, hasLeaves?: boolean): Promise<EntryTexts>
  /** The source of each of these rows, as an index in the list of sources that the store was created with. */
  sourcesOf(rows: Uint32Array): Promise<Uint16Array<ArrayBuffer>>
  /**
   * The entry with this id or digest, else the first one without id at this time: of the source, or of any source by
   * default.
   * The index is -1 when the view does not show it.
   */
  locate(
    id: string,
    time: string,
    source?: SourceId,
  ): Promise<{ row: number; index: number } | undefined>
  /** The index of the first entry at or beyond an instant in the list's direction. */
  seek(timeMs: number): Promise<number>
  /**
   * Counts the values of the field at a catalog path over the view, except instants and whole objects. Entries of
   * a source whose dataset does not declare the field count as missing. The path `effect` counts the effects of the rules
   * that match; entries without one count as missing.
   */
  facet(question: FacetQuestion): Promise<Facet>
  histogram(question: HistogramQuestion): Promise<Histogram>
  /** Counts the view by the hours of the week in a zone; rejects for an unknown zone. */
  hours(timeZone: string): Promise<HourCounts>
  /** What the entries of these rows changed, in their order; earlier versions are searched for in the whole list. */
  changes(rows: Uint32Array): Promise<readonly EntryChange[]>
  /** How many entries of the list have each of the values, whether the view shows them or not. */
  countNear(question: NearQuestion): Promise<readonly number[]>
  /**
   * Searches the original text of every entry of the view for a text, as typed or as JSON escapes it. The case of
   * a to z is ignored; other letters are searched as typed, all in upper case, and all in lower case. Rejects
   * with the signal's reason when it is aborted.
   */
  findText(
    text: string,
    onProgress: (progress: FindProgress) => void,
    signal: AbortSignal,
  ): Promise<void>
  /** Opens a view of a part of the list. Its pairs are those of the whole list. */
  narrow(part: StorePart): PartStore
  /** Ends the worker, if there is one; of a part, only the view. No method may be called afterwards. */
  dispose(): void
}
