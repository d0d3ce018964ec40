/** Searches a body for a text, in slices that leave the page free to answer keys in between. */
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'

/** Places where the text was found, in order; more than `maxHits` are counted as that many. */
export type BodyHits = { hits: readonly SecretSpan[]; isCut: boolean }

/** More hits than this are not listed one by one. */
export const maxHits = 10_000
/** How much is searched in one go, in characters: some milliseconds. */
const slice = 400_000

/** What to look for: the text as it is typed, or as JSON would write it. Upper and lower case alike. */
function toPattern(wanted: string): RegExp {
  const forms = new Set([wanted, JSON.stringify(wanted).slice(1, -1)])
  const source = [...forms].map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  return new RegExp(source, 'gi')
}

/** Which hit is the current one when others are found for the same text: the same, else the next, else the last. */
export function findHitAgain(
  before: { hits: readonly SecretSpan[]; at: number },
  hits: readonly SecretSpan[],
): number {
  const start = before.hits[before.at]?.start ?? 0
  const next = hits.findIndex((hit) => hit.start >= start)
  return next === -1 ? Math.max(0, hits.length - 1) : next
}

/** Finds a text. Hits inside of masked stretches are left out, or searching would tell the secret. */
export async function findInBody(
  text: string,
  wanted: string,
  masked: readonly SecretSpan[],
  signal: AbortSignal,
): Promise<BodyHits> {
  const hits: SecretSpan[] = []
  if (wanted === '') return { hits, isCut: false }
  const pattern = toPattern(wanted)
  let at = 0
  let mask = 0
  while (at < text.length) {
    const end = Math.min(at + slice, text.length)
    // A hit may begin before the end of the slice and go over it.
    const part = text.slice(at, end + wanted.length * 6)
    let next = end
    for (const { 0: match, index } of part.matchAll(pattern)) {
      const start = at + index
      if (start >= end) break
      const hit = { start, end: start + match.length }
      next = Math.max(next, hit.end)
      while ((masked[mask]?.end ?? Number.POSITIVE_INFINITY) <= hit.start) mask++
      if ((masked[mask]?.start ?? Number.POSITIVE_INFINITY) >= hit.end) hits.push(hit)
      if (hits.length >= maxHits) return { hits, isCut: true }
    }
    at = next
    if (at < text.length) await new Promise((resume) => setTimeout(resume))
    if (signal.aborted) return { hits: [], isCut: false }
  }
  return { hits, isCut: false }
}
