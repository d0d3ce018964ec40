/**
 * The starters: queries that find typical traces of incidents. They are chosen after published detections for
 * Cloudflare's audit logs, and after the first questions of an account's owner.
 */
import { exclude, has, include, type Starter } from './starter.ts'

const v2 = 'account-audit-logs-v2'
const v1 = 'account-audit-logs-v1'
const organization = 'organization-audit-logs-v2'

const credentials: readonly Omit<Starter, 'group'>[] = [
  {
    id: 'tokens',
    title: 'API tokens created or rolled',
    hint: 'Who made a token, from which address, and what may it do? The permissions are in the request.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'tokens'), include('action_type', 'create', 'update')],
  },
  {
    id: 'global-key-viewed',
    title: 'Global API Key revealed',
    hint: 'Whoever saw the key can do all that its owner can. Each reveal should be known to its owner; rotate the key if not.',
    dataset: v1,
    range: '30d',
    filters: [include('action.type', 'API_key_view')],
  },
  {
    id: 'global-key-used',
    title: 'Changes made with a Global API Key',
    hint: 'Old scripts, or somebody who holds a key. Look for addresses and programs that are new.',
    dataset: v2,
    range: '30d',
    filters: [include('actor_context', 'api_key')],
  },
  {
    id: 'scripted-clients',
    title: 'Scripts that are no known tool',
    hint: 'Changes by a bare HTTP library. Terraform and Wrangler say their names; whose script is this?',
    dataset: v2,
    range: '14d',
    filters: [include('actor_context', 'api_token', 'api_key')],
    localFilters: [has('/raw/user_agent', 'python-requests')],
  },
]

const people: readonly Omit<Starter, 'group'>[] = [
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
    dataset: organization,
    range: '30d',
    filters: [include('resource_product', 'organizations'), include('resource_type', 'member')],
  },
  {
    id: 'sign-ins',
    title: 'Sign-ins without single sign-on',
    hint: 'A password was typed. Where the company signs in through its provider, each one needs a reason.',
    dataset: v2,
    range: '14d',
    filters: [include('action_type', 'login')],
    localFilters: [
      { pointer: '/action/description', mode: 'include', text: 'LOGIN', isExact: true },
    ],
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
    title: 'Deleted between 02:00 and 03:00 UTC',
    hint: 'People sleep, systems do not: look for a person’s email here. For another hour, change T02 in the local filter.',
    dataset: v2,
    range: '7d',
    filters: [include('action_type', 'delete')],
    localFilters: [has('/action/time', 'T02:')],
  },
]

const defenses: readonly Omit<Starter, 'group'>[] = [
  {
    id: 'rules-deleted',
    title: 'Firewall and WAF rules deleted',
    hint: 'Look at the actor and the hour, and at whether a rule came back in its place.',
    dataset: v2,
    range: '30d',
    filters: [
      include('resource_product', 'rulesets', 'firewall'),
      include('action_type', 'delete'),
    ],
  },
  {
    id: 'access-policies',
    title: 'Access policies changed',
    hint: 'In the request, “bypass” or “everyone” opens a door. Compare with the policy’s earlier versions by its resource id.',
    dataset: v2,
    range: '14d',
    filters: [include('resource_product', 'access'), include('action_type', 'update', 'delete')],
  },
  {
    id: 'zone-holds',
    title: 'Zones deleted and zone holds removed',
    hint: 'Without its hold, a zone can be added to another account. A deletion takes all its records along.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'zones'), include('action_type', 'delete')],
  },
  {
    id: 'certificates',
    title: 'Certificates and DNSSEC',
    hint: 'Look for DNSSEC turned off, and for certificates made with an origin CA key.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'dnssec', 'ssl'), exclude('actor_type', 'system')],
  },
]

const traffic: readonly Omit<Starter, 'group'>[] = [
  {
    id: 'tunnels',
    title: 'Tunnels and routes created',
    hint: 'A tunnel leads from Cloudflare to any machine. Do you know the one at its other end?',
    dataset: v2,
    range: '30d',
    filters: [
      include('resource_product', 'cfd_tunnel', 'teamnet'),
      include('action_type', 'create'),
    ],
  },
  {
    id: 'dns-burst',
    title: 'DNS records deleted',
    hint: 'Look for many within minutes, and for names that users sign in at. What came in their place?',
    dataset: v2,
    range: '7d',
    filters: [include('resource_product', 'dns'), include('action_type', 'delete')],
  },
  {
    id: 'redirects',
    title: 'Page rules and redirects made',
    hint: 'A redirect can send visitors to a copy of your page. Look at targets outside of your domains.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'pagerules'), include('action_type', 'create')],
  },
  {
    id: 'code-deployed',
    title: 'Workers and Pages deployed by hand',
    hint: 'Code that runs before your site. Where a pipeline deploys, a person in the dashboard stands out.',
    dataset: v2,
    range: '7d',
    filters: [include('resource_product', 'workers', 'pages'), include('actor_context', 'dash')],
  },
  {
    id: 'mail-routes',
    title: 'Mail routing rules created',
    hint: 'A rule can copy mail, password resets included, to any address. Look at where it forwards to.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'email_routing'), include('action_type', 'create')],
  },
  {
    id: 'domains',
    title: 'Domains and address prefixes changed',
    hint: 'A domain unlocked for a transfer, or a prefix withdrawn, takes everything behind it along.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'registrar', 'addressing')],
  },
]

const oversight: readonly Omit<Starter, 'group'>[] = [
  {
    id: 'logpush',
    title: 'Logpush jobs changed or deleted',
    hint: 'Turning logs off comes before what they would have shown. In the request, look for “enabled”: false and for new destinations.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'logpush'), include('action_type', 'update', 'delete')],
  },
  {
    id: 'alerts-deleted',
    title: 'Notifications deleted',
    hint: 'Which alarm is silent now, and who silenced it?',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'alerting'), include('action_type', 'delete')],
  },
  {
    id: 'insights-dismissed',
    title: 'Security insights classified by people',
    hint: 'A finding that is called a false positive disappears from view. Does the rationale convince?',
    dataset: 'insight-audit-logs',
    range: '30d',
    filters: [include('field_changed', 'user_classification')],
  },
  {
    id: 'failures',
    title: 'Changes that failed',
    hint: 'Calls answered with 4xx are not recorded, so what is here failed at Cloudflare. Many of one actor may be a probe.',
    dataset: v2,
    range: '30d',
    filters: [include('action_result', 'failure')],
  },
]

const destruction: readonly Omit<Starter, 'group'>[] = [
  {
    id: 'deletions',
    title: 'Everything that was deleted',
    hint: 'Look for ten or more by one actor within minutes.',
    dataset: v2,
    range: '7d',
    filters: [include('action_type', 'delete')],
  },
  {
    id: 'data-deleted',
    title: 'Buckets and databases deleted',
    hint: 'Data that may exist nowhere else. Was it empty, and who says so?',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'r2', 'd1', 'kv'), include('action_type', 'delete')],
  },
  {
    id: 'by-hand',
    title: 'Changes by hand in the dashboard',
    hint: 'Where changes come from code, a person’s click is drift, or worse.',
    dataset: v2,
    range: '24h',
    filters: [include('actor_context', 'dash'), exclude('action_type', 'view', 'login')],
  },
]

const group = (name: string, starters: readonly Omit<Starter, 'group'>[]): readonly Starter[] =>
  starters.map((starter) => ({ ...starter, group: name }))

/** All starters, in the order in which they are listed. */
export const starters: readonly Starter[] = [
  ...group('Credentials', credentials),
  ...group('People', people),
  ...group('Defenses', defenses),
  ...group('Traffic and code', traffic),
  ...group('Oversight', oversight),
  ...group('Destruction and drift', destruction),
]
