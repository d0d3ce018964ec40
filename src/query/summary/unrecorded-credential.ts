/** Calls whose credential audit log v2 does not tell: their context is `api`, and they have no token id. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { readRoleText } from '../../catalog/roles.ts'

/** The context of a call whose kind of credential was not recorded (cloudflare-docs, pull request 32967). */
export const unrecordedContext = 'api'

/** Whether a call was made with a credential that the entry does not name. */
export function isCredentialUnrecorded(dataset: Dataset, entry: unknown): boolean {
  return (
    readRoleText(dataset, entry, 'credentialKind') === unrecordedContext &&
    readRoleText(dataset, entry, 'credentialId') === undefined
  )
}
