/** Limits how many requests of a kind are answered in a minute, for one principal and for all together. */

/** Counts a request; the answer is 0, or how many milliseconds later it may be repeated. */
export type RateLimit = (key: string) => number

const windowMs = 60_000

/** Creates a limit. Requests that it refuses do not count. `now` is in milliseconds. */
export function createRateLimit(
  now: () => number,
  { maxPerKey, maxTotal }: { maxPerKey: number; maxTotal: number },
): RateLimit {
  // At most `maxTotal` requests of the last minute, the oldest first.
  let recent: { key: string; atMs: number }[] = []
  return function count(key) {
    const nowMs = now()
    recent = recent.filter(({ atMs }) => nowMs - atMs < windowMs)
    const own = recent.filter((each) => each.key === key)
    const oldest =
      own.length >= maxPerKey ? own[0] : recent.length >= maxTotal ? recent[0] : undefined
    if (oldest) return oldest.atMs + windowMs - nowMs
    recent.push({ key, atMs: nowMs })
    return 0
  }
}
