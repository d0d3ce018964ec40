/** Searches a body for a text, in slices, so that the page can handle keys between them. */
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'
import { toTextPattern } from '../../ui/text/text-pattern.ts'

/** The hits of a search, in order; `isCut` when there are more than `maxHits`. */
export type BodyHits = { hits: readonly SecretSpan[]; isCut: boolean }

/** Maximum number of hits. */
export const maxHits = 10_000
/** Length of a slice in UTF-16 units; searching it takes some milliseconds. */
const sliceLength = 400_000

/** The index of the current hit among new hits for the same text: the same hit, else the next one, else the last. */
export function findHitAgain(
  previous: { hits: readonly SecretSpan[]; index: number },
  hits: readonly SecretSpan[],
): number {
  const start = previous.hits[previous.index]?.start ?? 0
  const next = hits.findIndex((hit) => hit.start >= start)
  return next === -1 ? Math.max(0, hits.length - 1) : next
}

/** Finds any of some texts. Leaves out hits that overlap masked spans, because a search could reveal the secret otherwise. */
export async function findInBody(
  text: string,
  wanted: readonly string[],
  masked: readonly SecretSpan[],
  signal: AbortSignal,
): Promise<BodyHits> {
  const hits: SecretSpan[] = []
  if (wanted.length === 0) return { hits, isCut: false }
  const pattern = toTextPattern(wanted)
  const maxLength = Math.max(...wanted.map((text) => text.length))
  let offset = 0
  let maskIndex = 0
  while (offset < text.length) {
    const end = Math.min(offset + sliceLength, text.length)
    // A hit may begin in this slice and end after it.
    const slice = text.slice(offset, end + maxLength * 6)
    let next = end
    for (const { 0: match, index } of slice.matchAll(pattern)) {
      const start = offset + index
      if (start >= end) break
      const hit = { start, end: start + match.length }
      next = Math.max(next, hit.end)
      while ((masked[maskIndex]?.end ?? Number.POSITIVE_INFINITY) <= hit.start) maskIndex++
      if ((masked[maskIndex]?.start ?? Number.POSITIVE_INFINITY) >= hit.end) hits.push(hit)
      if (hits.length >= maxHits) return { hits, isCut: true }
    }
    offset = next
    if (offset < text.length) await new Promise((resume) => setTimeout(resume))
    if (signal.aborted) return { hits: [], isCut: false }
  }
  return { hits, isCut: false }
}
