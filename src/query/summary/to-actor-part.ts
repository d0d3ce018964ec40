/** Names the actor of an entry: by email or name, or else by credential, kind or id. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readRoleText } from '../../catalog/roles.ts'
import { findResolved, type NamesById } from './find-named.ts'
import { clip, namedValue, ownWords, type SummaryPart, value } from './summary-parts.ts'

/** The part that names the actor, the first of every summary. */
export function toActorPart(dataset: Dataset, entry: unknown, names?: NamesById): SummaryPart {
  const actor = readRoleText(dataset, entry, 'actor')
  if (actor) return value(actor)
  const credential = readRoleText(dataset, entry, 'credentialName')
  if (credential) return value(`Token “${credential}”`)
  const kind = readRoleText(dataset, entry, 'actorKind')
  const id = readRoleText(dataset, entry, 'actorId')
  const isSystem = kind === 'system' || (id && dataset.systemActorIds?.includes(id))
  if (isSystem) return ownWords('The system')
  if (kind && /^cloudflare/i.test(kind)) return ownWords('Cloudflare staff')
  const isAccount = kind === 'account'
  const credentialId = readRoleText(dataset, entry, 'credentialId')
  const token = credentialId === undefined ? undefined : findResolved(credentialId, names)
  const person = id && !isAccount ? findResolved(id, names) : undefined
  if (person) return namedValue(person)
  if (token) return namedValue({ ...token, text: `Token “${token.text}”` })
  if (!id) return ownWords(isAccount ? 'An account token' : 'Someone')
  // In a log that knows actors by id only, the id needs no word in front.
  if (!dataset.roles.actor) return value(id)
  return value(`${isAccount ? 'Account' : 'Actor'} ${clip(id, 20)}`)
}
