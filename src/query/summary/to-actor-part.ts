/** Names the actor of an entry: by email or name, else by credential, kind or id. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readRoleText } from '../../catalog/roles.ts'
import { clip, type SummaryPart, said, value } from './summary-parts.ts'

/** The first piece of every summary. */
export function toActorPart(dataset: Dataset, entry: unknown): SummaryPart {
  const actor = readRoleText(dataset, entry, 'actor')
  if (actor) return value(actor)
  const credential = readRoleText(dataset, entry, 'credentialName')
  if (credential) return value(`Token “${credential}”`)
  const kind = readRoleText(dataset, entry, 'actorKind')
  const id = readRoleText(dataset, entry, 'actorId')
  const isSystem = kind === 'system' || (id && dataset.systemActorIds?.includes(id))
  if (isSystem) return said('The system')
  if (kind && /^cloudflare/i.test(kind)) return said('Cloudflare staff')
  const isAccount = kind === 'account'
  if (!id) return said(isAccount ? 'An account token' : 'Someone')
  // A log that names actors by id only needs no word before it.
  if (!dataset.roles.actor) return value(id)
  return value(`${isAccount ? 'Account' : 'Actor'} ${clip(id, 20)}`)
}
