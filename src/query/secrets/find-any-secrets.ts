/** Finds the suspected secrets in a text of which only the text is known. */
import { findJson } from '../match-local.ts'
import { findSecrets } from './find-secrets.ts'
import { findTextSecrets, type SecretSpan } from './find-text-secrets.ts'

/** The suspected secrets in a text, in UTF-16 units: of JSON by its keys as well. Expects at most some megabytes. */
export function findAnySecrets(text: string): SecretSpan[] {
  return findJson(text) === undefined ? findTextSecrets(text) : findSecrets(text)
}
