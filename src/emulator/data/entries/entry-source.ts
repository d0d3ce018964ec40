/**
 * A log in the emulator: a sequence of entries in order of time, each built when it is requested. Some logs are
 * derived from another sequence (v1 from the events of v2) or merged from several.
 */
import type { Columns, Searchable } from '../columns.ts'
import type { Scan } from '../scan.ts'

/** Entries in ascending order of time, numbered from 0. The sequence continues into the future without end. */
export type EntrySource = {
  /** The first entry at or after a time, in milliseconds since the epoch. */
  firstAt: (timeMs: number) => number
  timeOf: (index: number) => number
  entryAt: (index: number) => unknown
  /** The number of the event that an entry records; absent where entries are not derived from events of one account. */
  eventOf?: (index: number) => number
  /** The index of a field; it covers the entries before the latest time that `firstAt` was called with. */
  columnOf: (path: string) => Searchable
  /**
   * Set for audit log v2 of an account or an organization: its errors lack codes, its count and cursor have disputed
   * forms, and its entries may arrive late.
   */
  isV2?: boolean
  /** Set for a log whose numbered pages say how many entries and pages the log has. */
  hasTotals?: boolean
}

/** The number of the element from which an entry is built, and which of the element's entries it is. */
export type EntryPosition = { index: number; part: number }

/** An element, and which of its entries is meant. */
export type Part<T> = { element: T; part: number }

/** How entries are derived from elements, such as events. */
export type Derivation<T> = {
  scan: Scan<T>
  timeOf: (index: number) => number
  /** The number of entries of an element: 0 to 4. */
  countOf: (element: T) => number
  /** The first of them that the log has; 0 unless given. */
  firstPartOf?: (element: T) => number
  build: (position: EntryPosition) => unknown
}

const partsPerElement = 4

/** Creates a log with none, one or several entries for each element. */
export function createDerivedSource<T>(
  derivation: Derivation<T>,
  toColumns: (entryAt: (index: number) => unknown) => Columns<Part<T>>,
): EntrySource {
  const { scan, build, timeOf } = derivation
  const codes: number[] = []
  const positionAt = (index: number) => toPosition(codes[index] ?? 0)
  const entryAt = (index: number) => build(positionAt(index))
  const columns = toColumns(entryAt)
  scan.listen((element, index) => {
    const count = derivation.countOf(element)
    for (let part = derivation.firstPartOf?.(element) ?? 0; part < count; part++) {
      codes.push(index * partsPerElement + part)
      columns.add({ element, part })
    }
  })
  return {
    firstAt(timeMs) {
      const end = scan.until(timeMs) * partsPerElement
      return lowerBound(codes.length, (at) => (codes[at] ?? 0) >= end)
    },
    timeOf: (index) => timeOf(positionAt(index).index),
    entryAt,
    eventOf: (index) => positionAt(index).index,
    columnOf: columns.get,
  }
}

/** Creates one log from several sequences, in order of time; at the same time in order of the sequences. */
export function createMergedSource<T>(
  derivations: readonly (Derivation<T> & { elementAt: (index: number) => T })[],
  toColumns: (entryAt: (index: number) => unknown) => Columns<Part<T>>,
): EntrySource {
  const sequences = derivations.map((derivation) => {
    const codes: number[] = []
    derivation.scan.listen((element, index) => {
      const count = derivation.countOf(element)
      for (let part = 0; part < count; part++) codes.push(index * partsPerElement + part)
    })
    return { derivation, codes, mergedCount: 0 }
  })
  const merged: {
    derivation: (typeof derivations)[number]
    position: EntryPosition
    timeMs: number
  }[] = []
  const entryAt = (index: number) => {
    const entry = merged[index]
    return entry?.derivation.build(entry.position)
  }
  const columns = toColumns(entryAt)

  function mergeUntil(timeMs: number): void {
    const fresh: typeof merged = []
    for (const sequence of sequences) {
      const { derivation, codes } = sequence
      derivation.scan.until(timeMs)
      for (; sequence.mergedCount < codes.length; sequence.mergedCount++) {
        const position = toPosition(codes[sequence.mergedCount] ?? 0)
        const entryMs = derivation.timeOf(position.index)
        // The scan of another log may have read further.
        if (entryMs >= timeMs) break
        fresh.push({ derivation, position, timeMs: entryMs })
      }
    }
    // All of them are later than what was merged before; sorting is stable.
    for (const entry of fresh.sort((a, b) => a.timeMs - b.timeMs)) {
      merged.push(entry)
      const { index, part } = entry.position
      columns.add({ element: entry.derivation.elementAt(index), part })
    }
  }

  return {
    firstAt(timeMs) {
      mergeUntil(timeMs)
      return lowerBound(merged.length, (at) => (merged[at]?.timeMs ?? 0) >= timeMs)
    },
    timeOf: (index) => merged[index]?.timeMs ?? 0,
    entryAt,
    columnOf: columns.get,
  }
}

function toPosition(code: number): EntryPosition {
  const index = Math.floor(code / partsPerElement)
  return { index, part: code - index * partsPerElement }
}

/** The first number from 0 to `end` for which `holds` is true, if it is true for all later ones too (binary search). */
function lowerBound(end: number, holds: (at: number) => boolean): number {
  let low = 0
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
