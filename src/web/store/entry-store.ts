/**
 * The growing list of entries of one search, outside React. It works behind a worker, so everything is
 * asynchronous and only what is visible, counts and buckets cross to the page. The contract tests are
 * the same for every implementation.
 *
 * Every entry has a `row`, its place in the order of arrival, which names it for good (numbers may be
 * missing between); and, while it passes the view, an `index`, its place on the screen.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { PageProblem } from '../../cloudflare/page.ts'
import type { Direction, LocalFilter } from '../../query/log-query.ts'

/** Names one source of a search, a dataset in one scope; unique in its store. */
export type SourceId = string

/** The id of the source of a search that has only one. */
export const onlySource: SourceId = '0'

/** A source of entries. Its dataset says which fields an entry has, and where its id and its time are. */
export type StoreSource = { id: SourceId; dataset: Dataset }

/** One entry as it is shown. */
export type StoredEntry = {
  /** Place in the view, from 0; -1 when the view does not show it. */
  index: number
  /** Place in the order of arrival, from 0: never changes. */
  row: number
  source: SourceId
  /** Empty when the entry has none. */
  id: string
  /** The time as the entry spells it; empty when it has none. */
  time: string
  entry: unknown
  /** Whether the entry has another shape than any source describes. */
  isStrange: boolean
  /** Whether its id came with more than one body. */
  isConflicting: boolean
}

/** A page that was judged and indexed but is not yet part of the list, or why it does not count. */
export type StagedPage =
  | {
      ticket: number
      /** Entries that it holds, and how many of them were kept: one after the other from the row of the first. */
      count: number
      kept: number
      firstRow: number
      nextCursor: string | undefined
      /** The time of the last entry as it is spelled; empty when unknown. */
      lastTime: string
      bytes: number
      problem?: never
    }
  | { problem: PageProblem; ticket?: never }

/** How staged pages join the list. */
export type CommitOptions = {
  /**
   * Later entries of the search at its end; those found by following a search at its start, late ones among
   * the others that happened with them.
   */
  place: 'end' | 'start'
  direction: Direction
  /** An instant: entries beyond it in the direction of the search stay staged under their ticket. */
  until?: string
  /**
   * Entries at this very instant are taken only from strands up to this one, which may still bring more of
   * them: so their order never depends on where a page ended.
   */
  untilStrand?: number
}

/** What became of pages: entries added, known ones skipped, and known ids with another body. */
export type AppendReceipt = { added: number; repeated: number; conflicting: number }

/**
 * Which of the stored entries are shown: of each source those that pass its local filters, and all of a source
 * without any.
 */
export type StoreView = { localFilters: Readonly<Record<SourceId, readonly LocalFilter[]>> }

/** How many entries are stored, and how many of them pass the view. */
export type StoreSize = { stored: number; shown: number }

/** Texts of entries as bytes, each exactly as it was sent, one after the other with nothing between. */
export type EntryTexts = { bytes: Uint8Array<ArrayBuffer>; lengths: Uint32Array<ArrayBuffer> }

/** Entries that are not in the list yet. */
export type NewCount = {
  /** Those that the view would show, and those that it would hide. */
  shown: number
  hidden: number
  /** Of the shown ones, those that are older than the newest of the list. */
  older: number
}

/** The values of a field over the entries of the view, most frequent first. */
export type Facet = {
  values: readonly { value: string; count: number }[]
  /** Entries that lack the field, or have no text, number or truth value there. */
  missing: number
  /** The missing ones by what stands there instead, where that is known. */
  instead?: { nothing: number; null: number; structure: number }
  /** How many different values there are; `values` may be shorter. */
  distinct: number
}

/** What to count over time. */
export type HistogramQuestion = {
  sinceMs: number
  beforeMs: number
  buckets: number
  /** The catalog's path of the field that the bars are stacked by. */
  by: string
  /** How many values get a series of their own. */
  series: number
}

/**
 * Entries of the view per bucket, for each series, most frequent first. The last one is the rest when there
 * is any: rarer values, entries that lack the field, and all of a field with too many values to count by.
 */
export type Histogram = {
  series: readonly { value: string; isRest: boolean; counts: readonly number[] }[]
  /** Entries of the view without a time, or outside of the range asked for. */
  outside: number
}

/** Hits of a text search, in the order of the view. */
export type FindProgress = {
  /** Indexes in the view as it was when the search began; only those found since the last progress. */
  hits: readonly number[]
  searched: number
  of: number
  isDone: boolean
}

/** The list of entries of one search, which come from one source or several. */
export interface EntryStore {
  /**
   * Judges and indexes the bytes of a page of a source. The buffer is given away. `chain` numbers the requests that
   * follow each other by cursor or page number: inside one chain, entries without an id are all kept, however
   * alike; what another chain brings again is known by its text, as often as it was met.
   */
  stage(bytes: ArrayBuffer, chain: number, source: SourceId): Promise<StagedPage>
  /**
   * The same for a page that is read again and again: entries with an id that are in the list, or were staged
   * in this way, are not kept a second time.
   */
  stageNew(bytes: ArrayBuffer, chain: number, source: SourceId): Promise<StagedPage>
  /**
   * Makes staged pages part of the list. Each strand is pages of one chain in their order; several
   * strands are merged by time in the direction of the search, at the same instant in their order. Entries of a source are
   * known by their id: the same one again is left out, another body under the same id is kept, and both are marked.
   */
  commit(
    strands: readonly (readonly number[])[],
    options: CommitOptions,
  ): Promise<AppendReceipt & StoreSize>
  /** How many different entries of staged pages are not in the list yet. */
  countNew(tickets: readonly number[]): Promise<NewCount>
  /** Forgets staged pages, or what is left of them. Returns the first row of each of which nothing is in the list. */
  discard(tickets: readonly number[]): Promise<readonly number[]>
  /** Chooses which entries are shown; the list itself stays. A later choice overtakes an earlier one. */
  setView(view: StoreView): Promise<StoreSize>
  /** As of the last commit or change of view. */
  size(): StoreSize
  /** Entries of the view from `from` up to, not including, `to`; shorter at the end of the list. */
  rows(from: number, to: number): Promise<readonly StoredEntry[]>
  /** One entry by its place of arrival, whether the view shows it or not. */
  get(row: number): Promise<StoredEntry | undefined>
  /** The text of one entry exactly as it was sent. */
  raw(row: number): Promise<string>
  /**
   * The rows of the list in its order, or of what the view shows of it, as of now: what joins the list later is
   * not among them. A view that is being chosen counts already.
   */
  listRows(of: 'all' | 'shown'): Promise<Uint32Array<ArrayBuffer>>
  /**
   * The texts of the first of these rows, in their order: of as many as fit into some megabytes, of one at least.
   * Rows beside each other are read together, so whoever reads the whole list unpacks each page once. `room` is given
   * away to be written into: who reads a gigabyte would wait for the collector otherwise.
   */
  readTexts(rows: Uint32Array, room?: ArrayBuffer): Promise<EntryTexts>
  /**
   * The entry with this id, else the first one without id at this time: of a source, or of any when none is given.
   * The index is -1 when the view does not show it.
   */
  locate(
    id: string,
    time: string,
    source?: SourceId,
  ): Promise<{ row: number; index: number } | undefined>
  /** The place in the view of the first entry at or beyond an instant in the list's direction. */
  seek(timeMs: number): Promise<number>
  /**
   * Values of the field at a catalog path over the view; instants and whole objects are not counted. Entries of a
   * source whose dataset does not declare the field count as missing.
   */
  facet(path: string, limit: number): Promise<Facet>
  histogram(question: HistogramQuestion): Promise<Histogram>
  /**
   * Searches the original text of every entry of the view: a text as it stands there, or as JSON would
   * escape it. Upper and lower case of a to z are alike; other letters are looked for as they are written,
   * all in upper case, and all in lower case. Rejects with the signal's reason when it is aborted.
   */
  findText(
    text: string,
    onProgress: (progress: FindProgress) => void,
    signal: AbortSignal,
  ): Promise<void>
  /** Ends the worker, if there is one; nothing may be asked after. */
  dispose(): void
}
