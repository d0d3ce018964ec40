/** A recorded body, ready to be read: its text, what kind of text it is, and where it stands. */
import { findSecrets, findValueSecrets } from '../../../query/secrets/find-secrets.ts'
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'
import { type EntryView, toValueText } from '../entry/entry-view.ts'
import type { FieldEntry } from '../entry/list-fields.ts'

/** One body. Its `text` is a part of the entry as it was sent, or the text that a string stands for. */
export type BodySource = {
  form: 'json' | 'text'
  text: string
  /** The keys that lead to it in its entry. */
  path: readonly string[]
  /** Whether it is JSON inside of a string of the entry. */
  isInText: boolean
}

/** The body of a field. Some products record JSON inside of a text; that is read as JSON as well. */
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
