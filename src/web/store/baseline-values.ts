/** The values of an earlier range, with which the entries of a list are compared, and what is new among these. */
import type { Source } from '../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../query/time/time-range.ts'
import type { Verdict } from '../../query/verdict.ts'

/** What is compared. The network is that of the address: the first 24 bits, in IPv6 the first 48. */
export const comparedFacts = ['actor', 'address', 'network', 'userAgent', 'product'] as const
export type ComparedFact = (typeof comparedFacts)[number]

/** The different values of each fact. */
export type FactValues = Readonly<Record<ComparedFact, ReadonlySet<string>>>

/** What an earlier range has. */
export type BaselineValues = {
  /** In all its entries. */
  values: FactValues
  /** In the entries of one actor, by the actor. */
  byActor: ReadonlyMap<string, FactValues>
  /** The values that each rule of type `new_terms` knows, by its id; see `toTermKey`. */
  terms: ReadonlyMap<string, ReadonlySet<string>>
}

/** How much of the range was read of one log. */
export type BaselineLog = {
  source: Source
  verdict: Verdict
  /** The parts of the range that were read completely. */
  coverage: readonly ResolvedTimeRange[]
  /** Why others were not read, in a few words. */
  failure?: string
}

/** The range that was read, and its values. */
export type Baseline = {
  timeRange: ResolvedTimeRange
  verdict: Verdict
  /** Why the range was not read completely. */
  reason?: string
  /** How many entries were read. */
  read: number
  logs: readonly BaselineLog[]
  values: BaselineValues
}

/** In whose entries of the earlier range a value is not. */
export type NewFor = 'account' | 'actor'

/** A value of an entry that the earlier range does not have: for the account, or only for the actor of the entry. */
export type NewValue = {
  fact: ComparedFact
  value: string
  newFor: NewFor
  /** The time of the first entry of the list that is known to have it, in milliseconds; absent when none has a time. */
  firstMs?: number
}

/** What the earlier range does not have of an entry: for the account, or only for its actor. */
export type NewMark = { newFor: NewFor; facts: readonly ComparedFact[] }

/** How many entries of a list have a value that is new. */
export type NewCounts = Readonly<Record<NewFor, number>>

/** The tag by which entries are filtered. */
export function toNewTag(newFor: NewFor): string {
  return `new.${newFor}`
}

/** The meaning of a tag; `undefined` for any other text. */
export function findNewFor(tag: string): NewFor | undefined {
  return (['account', 'actor'] as const).find((newFor) => toNewTag(newFor) === tag)
}
