/** Starters about people, and how sign-ins are found in audit log v2. */
import type { Filter, FilterMode, LocalFilter } from '../log-query.ts'
import { exclude, has, include, type Starter } from './starter.ts'

const v2 = 'account-audit-logs-v2'

/** A local filter for the whole description of an entry of audit log v2. */
export const isDescribed = (mode: FilterMode, text: string): LocalFilter => ({
  kind: 'field',
  pointer: '/action/description',
  mode,
  text,
  isExact: true,
})

/**
 * Narrows audit log v2 to what may be a sign-in. Its action type is `update` in one account and `login` in another, so
 * the other types are excluded; the description decides.
 */
export const signInFilters: readonly Filter[] = [exclude('action_type', 'create', 'delete', 'view')]

/** Sign-ins in audit log v2 are described as `LOGIN` and `SSO_LOGIN`. */
export const signInLocalFilters: readonly LocalFilter[] = [has('/action/description', 'LOGIN')]

/** The starters about people: members, sign-ins, the identity provider and Cloudflare's staff. */
export const peopleStarters: readonly Omit<Starter, 'group'>[] = [
  {
    id: 'members',
    title: 'Members added, removed or given other roles',
    hint: 'Look for unknown email domains, for new administrators, and for members who were added and soon removed.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'members')],
  },
  {
    id: 'organization-members',
    title: 'Members of the organization added or removed',
    hint: 'Members of the organization can manage all of its accounts, and the logs of accounts do not show them. Check each new member, and who added them.',
    dataset: 'organization-audit-logs-v2',
    range: '30d',
    filters: [include('resource_product', 'organizations'), include('resource_type', 'member')],
  },
  {
    id: 'sign-ins',
    title: 'Sign-ins without single sign-on',
    hint: 'Sign-ins with a password. If your company uses single sign-on, each of these needs an explanation.',
    dataset: v2,
    range: '14d',
    filters: signInFilters,
    localFilters: [isDescribed('include', 'LOGIN')],
  },
  {
    id: 'all-sign-ins',
    title: 'All sign-ins',
    hint: 'Look for addresses, hours and user agents that are new for a person.',
    dataset: v2,
    range: '7d',
    filters: signInFilters,
    localFilters: signInLocalFilters,
  },
  {
    id: 'scim',
    title: 'Users and groups provisioned by SCIM',
    hint: 'Changes that the identity provider made. Look for users added to privileged groups, and for deleted users.',
    dataset: v2,
    range: '14d',
    filters: [exclude('actor_context', 'dash')],
    localFilters: [has('/action/description', 'SCIM')],
  },
  {
    id: 'own-sign-ins',
    title: 'Your own sign-ins',
    hint: 'Sign-ins of the user who owns Gumshoe’s credential. Report every address or time that you do not recognize.',
    dataset: 'user-audit-logs-v1',
    range: '30d',
    filters: [include('action.type', 'login')],
  },
  {
    id: 'sign-in-rules',
    title: 'Account settings and single sign-on changed',
    hint: 'Look for two-factor authentication that is no longer required, and for a changed sign-on connector.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'accounts', 'sso_connectors')],
  },
  {
    id: 'staff',
    title: 'Actions by Cloudflare staff',
    hint: 'Usually Cloudflare support handling a ticket. Check that there is one.',
    dataset: v2,
    range: '30d',
    filters: [include('actor_type', 'cloudflare_admin')],
  },
  {
    id: 'at-night',
    title: 'Deletions at night',
    hint: 'Deletions from 22:00 to 06:00 UTC; edit the filter to change the hours or the zone. Most are made by automation, so look for deletions by people.',
    dataset: v2,
    range: '7d',
    filters: [include('action_type', 'delete')],
    localFilters: [{ kind: 'hours', mode: 'include', hours: '22:00-06:00' }],
  },
]
