/** The starters for the SCIM log of Access. The page adds the identity provider that the log requires. */
import { include, type Starter } from './starter.ts'

const log = 'access-scim-logs'

/** What identity providers change of users and groups. */
export const scimStarters: readonly Omit<Starter, 'group'>[] = [
  {
    id: 'scim-groups',
    title: 'Group memberships changed by SCIM',
    hint: 'A new member of a group gets access to every application that allows the group. Check who was added, and at what hour.',
    dataset: log,
    range: '14d',
    filters: [include('resource_type', 'GROUP'), include('request_method', 'PATCH', 'PUT')],
  },
  {
    id: 'scim-users',
    title: 'Users created or deleted by SCIM',
    hint: 'Look for email domains that are not yours, and for new users who join a group soon afterwards.',
    dataset: log,
    range: '14d',
    filters: [include('resource_type', 'USER'), include('request_method', 'POST', 'DELETE')],
  },
  {
    id: 'scim-failures',
    title: 'SCIM updates that failed',
    hint: 'If removing a user failed, that user still has access. The error and the body say what the provider tried.',
    dataset: log,
    range: '14d',
    filters: [include('status', 'FAILURE')],
  },
]
