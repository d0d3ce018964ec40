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
    hint: 'Look for strange mail domains, for administrators, and for a member who leaves soon after coming.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'members')],
  },
  {
    id: 'organization-members',
    title: 'Members of the organization added or removed',
    hint: 'They stand above all accounts, and no account’s log shows them. Do you know each of them, and who let them in?',
    dataset: 'organization-audit-logs-v2',
    range: '30d',
    filters: [include('resource_product', 'organizations'), include('resource_type', 'member')],
  },
  {
    id: 'sign-ins',
    title: 'Sign-ins without single sign-on',
    hint: 'A password was typed. Where the company signs in through its provider, each one needs a reason.',
    dataset: v2,
    range: '14d',
    filters: signInFilters,
    localFilters: [isDescribed('include', 'LOGIN')],
  },
  {
    id: 'all-sign-ins',
    title: 'All sign-ins',
    hint: 'Who signed in, from which address? Look for addresses, hours and programs that are new for a person.',
    dataset: v2,
    range: '7d',
    filters: signInFilters,
    localFilters: signInLocalFilters,
  },
  {
    id: 'scim',
    title: 'Users and groups provisioned by SCIM',
    hint: 'What the identity provider changed. A person added to a group, or a user who was deleted, explains what follows.',
    dataset: v2,
    range: '14d',
    filters: [exclude('actor_context', 'dash')],
    localFilters: [has('/action/description', 'SCIM')],
  },
  {
    id: 'own-sign-ins',
    title: 'Your own sign-ins',
    hint: 'The log of the user whose credential Gumshoe holds. An address or an hour that is not yours is a finding.',
    dataset: 'user-audit-logs-v1',
    range: '30d',
    filters: [include('action.type', 'login')],
  },
  {
    id: 'sign-in-rules',
    title: 'Account settings and single sign-on changed',
    hint: 'Was the second factor made optional, or the sign-in connector changed?',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'accounts', 'sso_connectors')],
  },
  {
    id: 'staff',
    title: 'Cloudflare’s staff in the account',
    hint: 'Usually support at work. Look for the ticket that belongs to it.',
    dataset: v2,
    range: '30d',
    filters: [include('actor_type', 'cloudflare_admin')],
  },
  {
    id: 'at-night',
    title: 'Deletions at night',
    hint: 'Look for the email of a person: at night, most deletions are those of systems. The hours are in UTC; edit the filter to change them or their zone.',
    dataset: v2,
    range: '7d',
    filters: [include('action_type', 'delete')],
    localFilters: [{ kind: 'hours', mode: 'include', hours: '22:00-06:00' }],
  },
]
