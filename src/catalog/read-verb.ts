/** Reads the verb of an entry. It is derived: from the action's own word, and for sign-ins from the description. */
import type { Dataset } from './define-dataset.ts'
import { readRoleText } from './roles.ts'
import { toVerb, type Verb } from './verbs.ts'

/**
 * The verb of an entry. `LOGIN` and `SSO_LOGIN` are the whole description of a sign-in, whose action may be `update`
 * (measured by GoCortexIO, 2026) or `login`; `other` for an entry without a known word.
 */
export function readVerb(
  dataset: Pick<Dataset, 'fields' | 'roles' | 'verbs'>,
  entry: unknown,
): Verb {
  const description = readRoleText(dataset, entry, 'description') ?? ''
  const isOneWord = description !== '' && !/\s/.test(description)
  if (isOneWord && toVerb(dataset.verbs, description) === 'sign-in') return 'sign-in'
  return toVerb(dataset.verbs, readRoleText(dataset, entry, 'action') ?? '')
}
