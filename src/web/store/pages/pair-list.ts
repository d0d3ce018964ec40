/** Pairs in a few bytes each: a store may have half a million of them. */
import type { PairReason } from '../../../query/timeline/compare-facts.ts'
import type { EntryPair } from '../../../query/timeline/pair-entries.ts'

/** Pairs of rows, each property in an array of its own. */
export type PairList = {
  ones: Uint32Array<ArrayBuffer>
  others: Uint32Array<ArrayBuffer>
  /** In milliseconds, rounded up: only equal times have a distance of 0. */
  distances: Uint16Array<ArrayBuffer>
  /** 255 for that many or more. */
  equalValues: Uint8Array<ArrayBuffer>
  /** 255 for that many or more. */
  rivals: Uint8Array<ArrayBuffer>
  /** A bit for each reason, and the highest one for a certain pair. */
  marks: Uint8Array<ArrayBuffer>
}

/** What is known of a pair besides its rows. */
export type PairDetails = Omit<EntryPair, 'one' | 'other'>

const reasons: readonly PairReason[] = [
  'actor',
  'time',
  'address',
  'zone',
  'value',
  'verb',
  'words',
]
const certainMark = 0x80
const maxCount = 0xff

/** Packs pairs. */
export function packPairs(pairs: readonly EntryPair[]): PairList {
  return {
    ones: Uint32Array.from(pairs, ({ one }) => one),
    others: Uint32Array.from(pairs, ({ other }) => other),
    distances: Uint16Array.from(pairs, ({ distanceMs }) => Math.ceil(distanceMs)),
    equalValues: Uint8Array.from(pairs, ({ equalValues }) => Math.min(equalValues, maxCount)),
    rivals: Uint8Array.from(pairs, ({ rivals }) => Math.min(rivals, maxCount)),
    marks: Uint8Array.from(pairs, toMark),
  }
}

function toMark({ reasons: own, certainty }: EntryPair): number {
  const bits = reasons.reduce((sum, reason, at) => sum | (own.includes(reason) ? 1 << at : 0), 0)
  return certainty === 'certain' ? bits | certainMark : bits
}

/** The details of the pair at an index. */
export function readPair(list: PairList, at: number): PairDetails {
  const mark = list.marks[at] ?? 0
  return {
    certainty: isCertain(list, at) ? 'certain' : 'likely',
    reasons: reasons.filter((_, bit) => mark & (1 << bit)),
    equalValues: list.equalValues[at] ?? 0,
    rivals: list.rivals[at] ?? 0,
    distanceMs: list.distances[at] ?? 0,
  }
}

/** Whether the pair at an index is certain. */
export function isCertain({ marks }: PairList, at: number): boolean {
  return ((marks[at] ?? 0) & certainMark) !== 0
}

/** The pairs that pass a test by index; the same list when all of them do. */
export function filterPairs(list: PairList, passes: (at: number) => boolean): PairList {
  if (list.ones.every((_, at) => passes(at))) return list
  const test = (_: number, at: number) => passes(at)
  return {
    ones: list.ones.filter(test),
    others: list.others.filter(test),
    distances: list.distances.filter(test),
    equalValues: list.equalValues.filter(test),
    rivals: list.rivals.filter(test),
    marks: list.marks.filter(test),
  }
}

/** The same pairs with other numbers for their entries. */
export function renumberPairs(
  list: PairList,
  toOne: (one: number) => number,
  toOther: (other: number) => number,
): PairList {
  return { ...list, ones: list.ones.map(toOne), others: list.others.map(toOther) }
}
