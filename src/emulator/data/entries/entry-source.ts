/**
 * A log as the emulator reads it: a row of entries in order of time, each made when it is asked for.
 * Some logs are told from another one (v1 from the events of v2) or merged from several.
 */
import type { Columns, Searchable } from '../columns.ts'
import type { Scan } from '../scan.ts'

/** Entries in ascending order of time, numbered from 0; there is always a next one in the future. */
export type EntrySource = {
  /** The first entry at or after a time, in milliseconds since the epoch. */
  firstAt: (timeMs: number) => number
  timeOf: (index: number) => number
  entryAt: (index: number) => unknown
  /** The values of a field, of all entries before the latest that `firstAt` was asked for. */
  columnOf: (path: string) => Searchable
}

/** Which element of the base an entry tells, and which of its entries it is. */
export type EntryPosition = { index: number; part: number }

/** An element of the base, and which of its entries is told. */
export type Part<T> = { element: T; part: number }

/** How the elements of a base are told. */
export type Telling<T> = {
  scan: Scan<T>
  timeOf: (index: number) => number
  /** In how many entries an element is told: 0 to 4. */
  countOf: (element: T) => number
  build: (place: EntryPosition) => unknown
}

const partsPerElement = 4

/** A log that tells each element of a base in none, one or several entries. */
export function createDerivedSource<T>(
  telling: Telling<T>,
  toColumns: (entryAt: (index: number) => unknown) => Columns<Part<T>>,
): EntrySource {
  const { scan, build, timeOf } = telling
  const places: number[] = []
  const placeAt = (index: number) => toPlace(places[index] ?? 0)
  const entryAt = (index: number) => build(placeAt(index))
  const columns = toColumns(entryAt)
  scan.listen((element, index) => {
    const count = telling.countOf(element)
    for (let part = 0; part < count; part++) {
      places.push(index * partsPerElement + part)
      columns.add({ element, part })
    }
  })
  return {
    firstAt(timeMs) {
      const end = scan.until(timeMs) * partsPerElement
      return lowerBound(places.length, (at) => (places[at] ?? 0) >= end)
    },
    timeOf: (index) => timeOf(placeAt(index).index),
    entryAt,
    columnOf: columns.get,
  }
}

/** One log told from several bases, in order of time; at the same time in order of the bases. */
export function createMergedSource<T>(
  tellings: readonly (Telling<T> & { elementAt: (index: number) => T })[],
  toColumns: (entryAt: (index: number) => unknown) => Columns<Part<T>>,
): EntrySource {
  const bases = tellings.map((telling) => {
    const places: number[] = []
    telling.scan.listen((element, index) => {
      const count = telling.countOf(element)
      for (let part = 0; part < count; part++) places.push(index * partsPerElement + part)
    })
    return { telling, places, taken: 0 }
  })
  const merged: { telling: (typeof tellings)[number]; place: EntryPosition; timeMs: number }[] = []
  const entryAt = (index: number) => {
    const entry = merged[index]
    return entry?.telling.build(entry.place)
  }
  const columns = toColumns(entryAt)

  function mergeUntil(timeMs: number): void {
    const fresh: typeof merged = []
    for (const base of bases) {
      const { telling, places } = base
      telling.scan.until(timeMs)
      for (; base.taken < places.length; base.taken++) {
        const place = toPlace(places[base.taken] ?? 0)
        const placeMs = telling.timeOf(place.index)
        // The scan of another log may have read further.
        if (placeMs >= timeMs) break
        fresh.push({ telling, place, timeMs: placeMs })
      }
    }
    // All of them are later than what was merged before; sorting is stable.
    for (const entry of fresh.sort((a, b) => a.timeMs - b.timeMs)) {
      merged.push(entry)
      const { index, part } = entry.place
      columns.add({ element: entry.telling.elementAt(index), part })
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

function toPlace(place: number): EntryPosition {
  const index = Math.floor(place / partsPerElement)
  return { index, part: place - index * partsPerElement }
}

/** The first number from 0 to `end` that holds, given that all later ones hold as well. */
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
