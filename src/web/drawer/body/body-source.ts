/** A recorded body: its text, the kind of text, and its path in the entry. */
import { findSecrets, findValueSecrets } from '../../../query/secrets/find-secrets.ts'
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'
import { type EntryView, toValueText } from '../entry/entry-view.ts'
import type { FieldEntry } from '../entry/list-fields.ts'

/** One body. Its `text` is a part of the entry as the API sent it, or the decoded text of a string. */
export type BodySource = {
  form: 'json' | 'text'
  text: string
  /** The keys that lead to it in its entry. */
  path: readonly string[]
  /** Whether it is JSON in a string of the entry. */
  isInText: boolean
}

/** The body of a field. Some products record JSON in a string, which is handled as JSON too. */
export function toBodySource(view: EntryView, found: FieldEntry): BodySource {
  const { path, value } = found
  const text = toValueText(view, found)
  if (typeof value !== 'string') return { form: 'json', text, path, isInText: false }
  const isInText = /^\s*[{[]/.test(text) && isJson(text)
  return { form: isInText ? 'json' : 'text', text, path, isInText }
}

/** The suspected secrets in a body. */
export function findBodySecrets({ form, text, path }: BodySource): SecretSpan[] {
  return form === 'text' ? findValueSecrets(path, text) : findSecrets(text, path.at(-1))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
