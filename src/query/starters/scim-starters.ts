/** The starters for the SCIM log of Access. The page adds the identity provider that the log requires. */
import { include, type Starter } from './starter.ts'

const log = 'access-scim-logs'

/** What identity providers change of users and groups. */
export const scimStarters: readonly Omit<Starter, 'group'>[] = [
  {
    id: 'scim-groups',
    title: 'Group memberships changed by SCIM',
    hint: 'A group can open every application that lets it in. Is each new member expected, and at that hour?',
    dataset: log,
    range: '14d',
    filters: [include('resource_type', 'GROUP'), include('request_method', 'PATCH', 'PUT')],
  },
  {
    id: 'scim-users',
    title: 'Users created or deleted by SCIM',
    hint: 'Look for mail domains that are not yours. The same address in a group soon afterwards is worth a second look.',
    dataset: log,
    range: '14d',
    filters: [include('resource_type', 'USER'), include('request_method', 'POST', 'DELETE')],
  },
  {
    id: 'scim-failures',
    title: 'SCIM updates that failed',
    hint: 'A user who could not be removed keeps access. The error and the body say what the provider tried.',
    dataset: log,
    range: '14d',
    filters: [include('status', 'FAILURE')],
  },
]
