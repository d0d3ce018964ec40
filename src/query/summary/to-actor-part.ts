/** Names the actor of an entry: by email or name, or else by credential, kind or id. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findRoleText, readRoleText } from '../../catalog/roles.ts'
import { findResolved, type NamesById } from './find-named.ts'
import { clip, namedValue, ownWords, type SummaryPart, value } from './summary-parts.ts'

/** The part that names the actor, the first of every summary. */
export function toActorPart(dataset: Dataset, entry: unknown, names?: NamesById): SummaryPart {
  const actor = findRoleText(dataset, entry, 'actor')
  if (actor) return value(actor)
  const credential = findRoleText(dataset, entry, 'credentialName')
  if (credential) return value({ ...credential, text: `Token “${credential.text}”` })
  const kind = readRoleText(dataset, entry, 'actorKind')
  const id = findRoleText(dataset, entry, 'actorId')
  const isSystem = kind === 'system' || (id && dataset.systemActorIds?.includes(id.text))
  if (isSystem) return ownWords('The system')
  if (kind && /^cloudflare/i.test(kind)) return ownWords('Cloudflare staff')
  const isAccount = kind === 'account'
  const credentialId = findRoleText(dataset, entry, 'credentialId')
  const token = credentialId && findResolved(credentialId, names)
  const person = id && !isAccount ? findResolved(id, names) : undefined
  if (person) return namedValue(person)
  if (token) return namedValue({ ...token, text: `Token “${token.text}”` })
  const isCredential = isUnnamedCredential(dataset, entry, kind)
  if (!id) {
    if (isCredential) return ownWords('A token or key')
    return ownWords(isAccount ? 'An account token' : 'Someone')
  }
  // In a log that knows actors by id only, the id needs no word in front.
  if (!dataset.roles.actor) return value(id, 24)
  const word = isAccount ? 'Account' : isCredential ? 'Token or key' : 'Actor'
  return value({ ...id, text: `${word} ${clip(id.text, 20)}` })
}

/**
 * Whether a log without credentials records a call with a token or key: then v1 says “user” and gives no email address,
 * but the id of the token or of the user. Users of the dashboard have an address.
 */
function isUnnamedCredential(dataset: Dataset, entry: unknown, kind: string | undefined): boolean {
  if (dataset.roles.credentialId || kind !== 'user') return false
  return readRoleText(dataset, entry, 'interface') !== 'UI'
}
