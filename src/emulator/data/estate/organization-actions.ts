/**
 * The possible actions in an organization, in the form of `actions.ts`. Methods and paths are those of the API
 * reference; product and scope are those of the log's published example.
 */
import { type Action, parseActions } from './actions.ts'

/** Every kind of change that the log of an organization has. */
export const organizationActions: readonly Action[] = parseActions(`
organizations organization create POST organizations hex identity 1 /organizations Create organization
organizations organization update PUT organizations organization identity 4 /organizations/{id} Modify organization
organizations organization_profile update PUT organizations organization identity 6 /organizations/{id}/profile Modify organization profile
organizations member create POST organizations hex identity 14 /organizations/{organization_id}/members Create organization member
organizations member delete DELETE organizations hex identity 9 /organizations/{organization_id}/members/{id} Delete organization member
`)
