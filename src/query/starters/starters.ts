/**
 * The starters: queries that find typical traces of incidents. They are chosen after published detections for
 * Cloudflare's audit logs, and after the first questions of an account's owner.
 */
import { accessStarters } from './access-starters.ts'
import { isDescribed, peopleStarters } from './people-starters.ts'
import { scimStarters } from './scim-starters.ts'
import { exclude, has, include, type Starter } from './starter.ts'
import { timelineStarters } from './timeline-starters.ts'

const v2 = 'account-audit-logs-v2'
const v1 = 'account-audit-logs-v1'

const credentials: readonly Omit<Starter, 'group'>[] = [
  {
    id: 'tokens',
    title: 'API tokens created or rolled',
    hint: 'Check who made each token, and from which address. Its permissions are in the request.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'tokens'), include('action_type', 'create', 'update')],
  },
  {
    id: 'global-key-viewed',
    title: 'Global API Key revealed',
    hint: 'The key can do everything that its owner can. Ask the owner about each of these; if one is unknown, roll the key.',
    dataset: v1,
    range: '30d',
    filters: [include('action.type', 'API_key_view')],
  },
  {
    id: 'global-key-used',
    title: 'Changes made with a Global API Key',
    hint: 'Often old scripts, sometimes a stolen key. Look for new addresses and user agents.',
    dataset: v2,
    range: '30d',
    filters: [include('actor_context', 'api_key')],
  },
  {
    id: 'scripted-clients',
    title: 'Changes by unidentified scripts',
    hint: 'Changes made with python-requests. Terraform and Wrangler name themselves in the user agent; find out who runs this script.',
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
    hint: 'Look at the actor and the hour, and check whether the rule was replaced.',
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
    hint: 'A policy with the decision “bypass”, or one that includes everyone, removes protection. Changes, in the drawer, shows the version before.',
    dataset: v2,
    range: '14d',
    filters: [include('resource_product', 'access'), include('action_type', 'update', 'delete')],
  },
  {
    id: 'zone-holds',
    title: 'Zones deleted and zone holds removed',
    hint: 'Without its hold, a zone can be added to another account. Deleting a zone also deletes all of its records.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'zones'), include('action_type', 'delete')],
  },
  {
    id: 'certificates',
    title: 'Certificates and DNSSEC changed',
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
    hint: 'A tunnel connects Cloudflare to a server. Check that each server is yours.',
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
    hint: 'Look for many deletions within minutes, and for names of sign-in pages. Then check what replaced them. Cloudflare’s own zone syncs are left out.',
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
    title: 'Page rules and redirects created',
    hint: 'A redirect can send visitors to a copy of your site. Look for targets outside your domains.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'pagerules'), include('action_type', 'create')],
  },
  {
    id: 'code-deployed',
    title: 'Workers and Pages deployed by hand',
    hint: 'Deployments from the dashboard. If a pipeline normally deploys, find out why a person did.',
    dataset: v2,
    range: '7d',
    filters: [include('resource_product', 'workers', 'pages'), include('actor_context', 'dash')],
  },
  {
    id: 'workers-v1',
    title: 'Workers deployed, in audit log v1',
    hint: 'Deployments may be recorded in v1 but not in v2. If a pipeline normally deploys, look for people.',
    dataset: v1,
    range: '7d',
    filters: [],
    localFilters: [has('/resource/type', 'script')],
  },
  {
    id: 'mail-routes',
    title: 'Email routing rules changed',
    hint: 'A rule can forward email, including password resets, to any address. Check each destination.',
    dataset: v1,
    range: '14d',
    filters: [],
    localFilters: [has('/resource/type', 'email')],
  },
  {
    id: 'domains',
    title: 'Domains and address prefixes changed',
    hint: 'Look for domains unlocked for transfer and for withdrawn prefixes: everything that uses them goes offline or moves away.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'registrar', 'addressing')],
  },
]

const oversight: readonly Omit<Starter, 'group'>[] = [
  {
    id: 'logpush',
    title: 'Logpush jobs changed or deleted',
    hint: 'Intruders turn logs off before they act. In the request, look for “enabled”: false and for new destinations.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'logpush'), include('action_type', 'update', 'delete')],
  },
  {
    id: 'alerts-deleted',
    title: 'Notifications deleted',
    hint: 'Check which alerts are no longer sent, and who deleted them.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'alerting'), include('action_type', 'delete')],
  },
  {
    id: 'insights-dismissed',
    title: 'Security insights classified by people',
    hint: 'A finding marked as a false positive is no longer shown. Check whether the rationale is convincing.',
    dataset: 'insight-audit-logs',
    range: '30d',
    filters: [include('field_changed', 'user_classification')],
  },
  {
    id: 'failures',
    title: 'Changes that failed',
    hint: 'Calls answered with 4xx are not recorded, so these failed at Cloudflare. Many failures by one actor may be an attempt to find out what is allowed.',
    dataset: v2,
    range: '30d',
    filters: [include('action_result', 'failure')],
  },
]

const destruction: readonly Omit<Starter, 'group'>[] = [
  {
    id: 'deletions',
    title: 'Everything that was deleted',
    hint: 'Look for ten or more deletions by one actor within minutes.',
    dataset: v2,
    range: '7d',
    filters: [include('action_type', 'delete')],
  },
  {
    id: 'data-deleted',
    title: 'Buckets and databases deleted',
    hint: 'The data may not exist anywhere else. Check whether there is a backup, and who approved the deletion.',
    dataset: v2,
    range: '30d',
    filters: [include('resource_product', 'r2', 'd1', 'kv'), include('action_type', 'delete')],
  },
  {
    id: 'buckets-v1',
    title: 'R2 buckets changed, in audit log v1',
    hint: 'Changes of buckets may be recorded in v1 but not in v2. Look for DeleteBucket and ChangeBucketVisibility.',
    dataset: v1,
    range: '14d',
    filters: [],
    localFilters: [has('/resource/type', 'r2')],
  },
  {
    id: 'by-hand',
    title: 'Changes by hand in the dashboard',
    hint: 'If your configuration is managed as code, changes in the dashboard are exceptions. Check why each was made.',
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
  ...group('All logs at once', timelineStarters),
  ...group('Credentials', credentials),
  ...group('People', peopleStarters),
  ...group('Sign-ins through Access', accessStarters),
  ...group('Users and groups of Access', scimStarters),
  ...group('Defenses', defenses),
  ...group('Traffic and code', traffic),
  ...group('Oversight', oversight),
  ...group('Destruction and drift', destruction),
]
