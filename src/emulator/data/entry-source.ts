/**
 * A log as the emulator reads it: a row of entries in order of time, each made when it is asked for.
 * Some logs are told from another one (v1 from the events of v2) or merged from several.
 */

/** Entries in ascending order of time, numbered from 0; there is always a next one in the future. */
export type EntrySource = {
  /** The first entry at or after a time, in milliseconds since the epoch. */
  firstAt: (timeMs: number) => number
  timeOf: (index: number) => number
  entryAt: (index: number) => unknown
  /** The entry, of which only these parts have to be there: what a search reads of every entry. */
  headAt: (index: number, parts: EntryParts) => unknown
}

/** Names of top-level keys of an entry. */
export type EntryParts = ReadonlySet<string>

/** Where an entry of a derived log comes from: number in the base, and which of its parts. */
export type Origin = { index: number; part: number }

const partsPerEvent = 4

/**
 * A log in which each element of `base` is told in `countOf(index)` entries (0 to 4). Found lazily:
 * asking for a time reads the base up to that time once.
 */
export function createDerivedSource(options: {
  base: Pick<EntrySource, 'firstAt' | 'timeOf'>
  countOf: (index: number) => number
  build: (origin: Origin) => unknown
}): EntrySource {
  const { base, countOf, build } = options
  const places: number[] = []
  let seen = 0

  function firstAt(timeMs: number): number {
    const end = base.firstAt(timeMs)
    for (; seen < end; seen++) {
      const count = countOf(seen)
      for (let part = 0; part < count; part++) places.push(seen * partsPerEvent + part)
    }
    return lowerBound(places.length, (at) => (places[at] ?? 0) >= end * partsPerEvent)
  }

  function originOf(index: number): Origin {
    const place = places[index] ?? 0
    const baseIndex = Math.floor(place / partsPerEvent)
    return { index: baseIndex, part: place - baseIndex * partsPerEvent }
  }

  const entryAt = (index: number) => build(originOf(index))
  const timeOf = (index: number) => base.timeOf(originOf(index).index)
  return { firstAt, timeOf, entryAt, headAt: entryAt }
}

/** One log made of several, in order of time; at the same time in order of the sources. */
export function createMergedSource(sources: readonly EntrySource[]): EntrySource {
  const places: { source: EntrySource; index: number; timeMs: number }[] = []
  const seen = sources.map(() => 0)

  function firstAt(timeMs: number): number {
    const fresh: typeof places = []
    sources.forEach((source, number) => {
      const end = source.firstAt(timeMs)
      for (let index = seen[number] ?? 0; index < end; index++) {
        fresh.push({ source, index, timeMs: source.timeOf(index) })
      }
      seen[number] = Math.max(end, seen[number] ?? 0)
    })
    // All of them are later than what an earlier call has read; sorting is stable.
    places.push(...fresh.sort((a, b) => a.timeMs - b.timeMs))
    return lowerBound(places.length, (at) => (places[at]?.timeMs ?? 0) >= timeMs)
  }

  const entryAt = (index: number) => {
    const place = places[index]
    return place?.source.entryAt(place.index)
  }
  return { firstAt, timeOf: (index) => places[index]?.timeMs ?? 0, entryAt, headAt: entryAt }
}

/** The first number from 0 to `end` that holds, given that all later ones hold as well. */
export function lowerBound(end: number, holds: (at: number) => boolean): number {
  let low = 0
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
