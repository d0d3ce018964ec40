/**
 * The starters: queries that find typical traces of incidents. They are chosen after published detections for
 * Cloudflare's audit logs, and after the first questions of an account's owner.
 */
import { accessStarters } from './access-starters.ts'
import { isDescribed, peopleStarters } from './people-starters.ts'
import { scimStarters } from './scim-starters.ts'
import { exclude, has, include, type Starter } from './starter.ts'

const v2 = 'account-audit-logs-v2'
const v1 = 'account-audit-logs-v1'

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
    hint: 'Look for many within minutes, and for names that users sign in at. What came in their place? Syncs by Cloudflare’s system are left out.',
    dataset: v2,
    range: '7d',
    filters: [
      include('resource_product', 'dns'),
      include('action_type', 'delete'),
      exclude('actor_type', 'system'),
    ],
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
    id: 'workers-v1',
    title: 'Workers deployed, in audit log v1',
    hint: 'Deployments may be recorded here and not in v2. Who deployed, and does a pipeline usually do that?',
    dataset: v1,
    range: '7d',
    filters: [],
    localFilters: [has('/resource/type', 'script')],
  },
  {
    id: 'mail-routes',
    title: 'Mail routing rules changed',
    hint: 'A rule can copy mail, password resets included, to any address. Look at where it forwards to.',
    dataset: v1,
    range: '14d',
    filters: [],
    localFilters: [has('/resource/type', 'email')],
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
    id: 'buckets-v1',
    title: 'R2 buckets changed, in audit log v1',
    hint: 'Changes of buckets may be recorded here and not in v2. Look for DeleteBucket and for ChangeBucketVisibility.',
    dataset: v1,
    range: '14d',
    filters: [],
    localFilters: [has('/resource/type', 'r2')],
  },
  {
    id: 'by-hand',
    title: 'Changes by hand in the dashboard',
    hint: 'Where changes come from code, a person’s click is drift, or worse.',
    dataset: v2,
    range: '24h',
    filters: [include('actor_context', 'dash'), exclude('action_type', 'view', 'login')],
    localFilters: [isDescribed('exclude', 'LOGIN'), isDescribed('exclude', 'SSO_LOGIN')],
  },
]

const group = (name: string, starters: readonly Omit<Starter, 'group'>[]): readonly Starter[] =>
  starters.map((starter) => ({ ...starter, group: name }))

/** All starters, in the order in which they are listed. */
export const starters: readonly Starter[] = [
  ...group('Credentials', credentials),
  ...group('People', peopleStarters),
  ...group('Sign-ins through Access', accessStarters),
  ...group('Users and groups of Access', scimStarters),
  ...group('Defenses', defenses),
  ...group('Traffic and code', traffic),
  ...group('Oversight', oversight),
  ...group('Destruction and drift', destruction),
]
