/** Random numbers from a seed, so that a run can be repeated. */

/** A sequence of random choices; the same seed gives the same sequence. */
export type Random = {
  /** A whole number from 0 up to, not including, `end`. */
  below: (end: number) => number
  /** Whether an event of this probability (0 to 1) happens. */
  chance: (probability: number) => boolean
  /** One element of a list that is not empty. */
  pick: <T>(list: readonly T[]) => T
  /** Random bytes. */
  bytes: (length: number) => Buffer
}

/** Creates a sequence (the generator mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let word = Math.imul(state ^ (state >>> 15), 1 | state)
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word
    return ((word ^ (word >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  }
}
