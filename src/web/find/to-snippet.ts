/** The text around the first match in an entry, so that a hit shows why it is one. */
import { findSecrets } from '../../query/secrets/find-secrets.ts'
import { toTextPattern } from '../ui/text/text-pattern.ts'

/** A match and the text on both sides of it. */
export type Snippet = { before: string; match: string; after: string }

/** Number of characters on each side. */
const around = { before: 24, after: 48 } as const

/** The snippet of a text in the JSON of an entry; `undefined` where only suspected secrets contain it. */
export function toSnippet(entryText: string, wanted: string): Snippet | undefined {
  if (wanted === '') return undefined
  const secrets = findSecrets(entryText)
  for (const { 0: match, index } of entryText.matchAll(toTextPattern([wanted]))) {
    const end = index + match.length
    if (secrets.some((secret) => secret.start < end && secret.end > index)) continue
    // A secret beside the match cuts the text.
    const from = Math.max(
      index - around.before,
      ...secrets.filter((secret) => secret.end <= index).map((secret) => secret.end),
    )
    const to = Math.min(
      end + around.after,
      ...secrets.filter((secret) => secret.start >= end).map((secret) => secret.start),
    )
    return {
      before: (from > 0 ? '…' : '') + entryText.slice(Math.max(0, from), index),
      match,
      after: entryText.slice(end, to) + (to < entryText.length ? '…' : ''),
    }
  }
  return undefined
}
