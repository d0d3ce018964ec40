/** Applies local filters to the bytes of a page. */
import type { LocalFilter } from '../../query/log-query.ts'
import { createLocalMatcher } from '../../query/match-local.ts'

/** The numbers of the entries that pass, in ascending order. */
export function matchInPage(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  localFilters: readonly LocalFilter[],
): Uint32Array {
  const matches = createLocalMatcher(localFilters)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const passed: number[] = []
  starts.forEach((start, entry) => {
    const text = decoder.decode(bytes.subarray(start, ends[entry]))
    if (matches(JSON.parse(text))) passed.push(entry)
  })
  return Uint32Array.from(passed)
}
