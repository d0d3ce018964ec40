/**
 * Account audit log v2: every change made through the API or the dashboard.
 * Source: Cloudflare API reference, "Get account audit logs (Version 2)", and the GA notes of
 * March 2026. The SDK's types lack the include parameters, but the API accepts them.
 */
import { defineDataset } from '../define-dataset.ts'
import { auditLogV2Entry } from '../entries/audit-log-v2.ts'
import {
  auditLogV2Columns,
  auditLogV2Fields,
  auditLogV2Outcomes,
  auditLogV2Roles,
  auditLogV2Verbs,
} from '../entries/audit-log-v2-fields.ts'
import {
  cursorParameter,
  directionParameter,
  filter,
  filterWithExclude,
  pageSize,
  timeBound,
} from '../parameters.ts'

const knownProducts = [
  'access',
  'accounts',
  'addressing',
  'alerting',
  'bot_management',
  'cache',
  'cfd_tunnel',
  'd1',
  'devices',
  'dlp',
  'dns',
  'dnssec',
  'email_routing',
  'firewall',
  'gateway',
  'iam',
  'kv',
  'lists',
  'load_balancers',
  'logpush',
  'members',
  'pages',
  'pagerules',
  'queues',
  'r2',
  'registrar',
  'rulesets',
  'ssl',
  'sso_connectors',
  'Stream',
  'teamnet',
  'tokens',
  'workers',
  'zones',
  'zone_settings',
]

/** Account audit log, version 2. */
export const accountAuditLogsV2 = defineDataset({
  id: 'account-audit-logs-v2',
  title: 'Account audit log v2',
  shortTitle: 'Account v2',
  description:
    'Every change made in an account through the dashboard or the API, with the request and the response behind it.',
  documentationUrl:
    'https://developers.cloudflare.com/api/resources/accounts/subresources/logs/subresources/audit/methods/list/',
  sdkResource: 'accounts.logs.audit',
  scopes: [
    {
      kind: 'account',
      path: '/accounts/{account_id}/logs/audit',
      historyPath: '/accounts/{account_id}/logs/audit/{entry_id}/history',
      permission: 'Account Settings Read',
    },
  ],
  latestArrivalS: 450,
  retentionDays: 548,
  coveredFrom: { date: '2026-03-10', instead: 'What is older is in account audit log v1 only.' },
  coverage: [
    'Reads (GET calls) and calls answered with 4xx are not recorded.',
    'About 95 % of products are covered; the rest may appear in v1 only.',
    'Entries before the general availability of March 2026 exist in v1 only.',
    'Entries appear some minutes after the action; 3 to 7 minutes were measured.',
  ],
  pagination: {
    style: 'cursor',
    cursorParameter: 'cursor',
    sizeParameter: 'limit',
    defaultSize: 100,
    maxSize: 1000,
  },
  parameters: [
    timeBound('since', {
      kind: 'date-or-instant',
      required: true,
      description: 'Only entries at or after this date (midnight UTC) or instant.',
    }),
    timeBound('before', {
      kind: 'date-or-instant',
      required: true,
      description: 'Only entries before this date (midnight UTC) or instant.',
    }),
    directionParameter('direction'),
    filterWithExclude('actor_email', 'Actor email', 'actor', {
      kind: 'email',
      field: 'actor.email',
      description: 'Email address of whoever acted. System and account tokens have none.',
    }),
    filterWithExclude('actor_id', 'Actor id', 'actor', {
      kind: 'id',
      field: 'actor.id',
      description: 'User id, or account id for an account-owned token.',
    }),
    filterWithExclude('actor_type', 'Actor type', 'actor', {
      kind: 'choice',
      field: 'actor.type',
      values: ['account', 'cloudflare_admin', 'delegated_service', 'system', 'user'],
      description:
        'Whether a user, an account token, Cloudflare staff, a delegated service or a system acted.',
    }),
    filterWithExclude('actor_context', 'Actor context', 'actor', {
      kind: 'choice',
      field: 'actor.context',
      values: ['api_key', 'api_token', 'dash', 'oauth', 'origin_ca_key', 'api'],
      description: 'How the actor was signed in: dashboard, token, key or OAuth.',
    }),
    filterWithExclude('actor_ip_address', 'Actor IP address', 'actor', {
      kind: 'ip',
      field: 'actor.ip_address',
      description: 'Address the request came from; one address, ranges are not documented here.',
    }),
    filterWithExclude('actor_token_id', 'Token id', 'actor', {
      kind: 'id',
      field: 'actor.token_id',
      description: 'Id of the API or OAuth token that was used.',
    }),
    filterWithExclude('actor_token_name', 'Token name', 'actor', {
      field: 'actor.token_name',
      description: 'Name of the API or OAuth token that was used.',
    }),
    filterWithExclude('action_type', 'Action type', 'action', {
      kind: 'choice',
      field: 'action.type',
      values: ['create', 'delete', 'update', 'view', 'login'],
      description: 'What kind of action it was.',
    }),
    filterWithExclude('action_result', 'Action result', 'action', {
      kind: 'choice',
      field: 'action.result',
      values: ['success', 'failure'],
      description: 'Whether the action succeeded.',
    }),
    filter('product_category', 'Product category', 'resource', {
      repeats: true,
      ignoresCase: true,
      widens: 'resource_product',
      description:
        'A family of products. It adds its products to those of “Product”: entries of either appear.',
    }),
    filterWithExclude('resource_product', 'Product', 'resource', {
      field: 'resource.product',
      values: knownProducts,
      description: 'Cloudflare product of the changed resource.',
    }),
    filterWithExclude('resource_type', 'Resource type', 'resource', {
      field: 'resource.type',
      description: 'Type of the changed resource within its product.',
    }),
    filterWithExclude('resource_id', 'Resource id', 'resource', {
      kind: 'id',
      field: 'resource.id',
      description: 'Identifier of the changed resource.',
    }),
    filterWithExclude('resource_scope', 'Resource scope', 'resource', {
      kind: 'choice',
      field: 'resource.scope',
      values: ['accounts', 'user', 'zones', 'memberships'],
      description: 'Whether the resource belongs to an account, a user, a zone or a membership.',
    }),
    filterWithExclude('raw_method', 'HTTP method', 'request', {
      field: 'raw.method',
      values: ['POST', 'PUT', 'PATCH', 'DELETE', 'GET'],
      description: 'Method of the API call behind the action.',
    }),
    filterWithExclude('raw_status_code', 'HTTP status', 'request', {
      kind: 'integer',
      field: 'raw.status_code',
      minimum: 100,
      maximum: 599,
      description: 'Status that the API answered with.',
    }),
    filterWithExclude('raw_uri', 'Request URI', 'request', {
      field: 'raw.uri',
      description: 'Path of the API call, without /client/v4.',
    }),
    filterWithExclude('raw_cf_ray_id', 'Ray ID', 'request', {
      kind: 'id',
      field: 'raw.cf_ray_id',
      description: 'Cloudflare Ray ID of the API call.',
    }),
    filterWithExclude('zone_name', 'Zone name', 'zone', {
      field: 'zone.name',
      description: 'Domain that the change belongs to.',
    }),
    filterWithExclude('zone_id', 'Zone id', 'zone', {
      kind: 'id',
      field: 'zone.id',
      description: 'Id of the zone that the change belongs to.',
    }),
    filterWithExclude('account_name', 'Account name', 'account', {
      field: 'account.name',
      description: 'Name of the account, as recorded in the entry.',
    }),
    filterWithExclude('id', 'Entry id', 'entry', {
      kind: 'id',
      field: 'id',
      description: 'Identifier of the entry itself.',
    }),
    filterWithExclude('audit_log_id', 'Entry id (deprecated)', 'entry', {
      kind: 'id',
      field: 'id',
      deprecatedFor: 'id',
      description: 'Former name of the entry id filter.',
    }),
    pageSize('limit', 100),
    cursorParameter(),
  ],
  fields: auditLogV2Fields,
  columns: auditLogV2Columns,
  roles: auditLogV2Roles,
  verbs: auditLogV2Verbs,
  outcomes: auditLogV2Outcomes,
  summary: 'described-call',
  stackBy: ['action.result', 'action.type'],
  entrySchema: auditLogV2Entry,
  history: 'resource',
  idPath: 'id',
  timePath: 'action.time',
})
