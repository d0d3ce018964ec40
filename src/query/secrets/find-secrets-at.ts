/** Finds the suspected secrets in one value of an entry, by all that the entry says about it: the keys above it and beside it. */
import { findJson } from '../match-local.ts'
import { findSecrets } from './find-secrets.ts'
import { findTextSecrets, isPlaceholder, type SecretSpan } from './find-text-secrets.ts'
import {
  isSecretHere,
  isSecretType,
  isValueKey,
  outermostContext,
  type SecretContext,
  toContextBelow,
} from './secret-keys.ts'

/** Where a value is: its key, or that of the list around it, the keys above, and the object that contains it. */
type Position = { value: unknown; key: string; context: SecretContext; holder: object | undefined }

/**
 * The suspected secrets in a value, where masking the whole entry would mask them, and in a text that is JSON those that
 * its keys announce; in UTF-16 units. `path` has keys and indexes from the top of the entry, and may lead into JSON that
 * the entry has as text. `text` is the value as it is shown: a string itself, or JSON.
 */
export function findSecretsAt(entry: unknown, path: readonly string[], text: string): SecretSpan[] {
  const whole = text === '' || isPlaceholder(text) ? [] : [{ start: 0, end: text.length }]
  let at: Position = { value: entry, key: '', context: outermostContext, holder: undefined }
  for (const step of path) {
    // JSON in a text that is a secret is masked with the text.
    if (typeof at.value === 'string' && isSecret(at)) return whole
    at = toBelow(at, step)
  }
  const { value, key, context } = at
  if (typeof value === 'object' && value !== null) return findSecrets(text, key, context)
  if (isSecret(at)) return whole
  // JSON that the entry has as text: its keys announce secrets too, as in the fields of the entry.
  return findJson(text) === undefined ? findTextSecrets(text) : findSecrets(text, key, context)
}

function toBelow({ value, key, context }: Position, step: string): Position {
  const container = typeof value === 'string' ? findJson(value) : value
  const holder = typeof container === 'object' && container !== null ? container : undefined
  const below: unknown =
    holder && Object.hasOwn(holder, step) ? Reflect.get(holder, step) : undefined
  // A list passes its key on to its items: `tokens: ["…"]`.
  if (Array.isArray(holder)) return { value: below, key, context, holder: undefined }
  const contextBelow = key === '' ? context : toContextBelow(key, context)
  return { value: below, key: step, context: contextBelow, holder }
}

/** Whether a scalar is a secret because of its key, or because of a `type` beside it. */
function isSecret({ key, context, holder }: Position): boolean {
  if (isSecretHere(key, context)) return true
  const type: unknown =
    holder && Object.hasOwn(holder, 'type') ? Reflect.get(holder, 'type') : undefined
  return key !== 'type' && isValueKey(key) && typeof type === 'string' && isSecretType(type)
}
