/**
 * Account audit log v2: every change made through the API or the dashboard.
 * Source: Cloudflare API reference, "Get account audit logs (Version 2)", and the GA notes of
 * March 2026.
 */
import { accountAuditLogV2Coverage } from '../coverage/audit-log-v2-coverage.ts'
import { auditLogV2Page, cf2otelNotes, citeReference } from '../coverage/cited-pages.ts'
import { defineDataset } from '../define-dataset.ts'
import { auditLogV2Entry } from '../entries/audit-log-v2.ts'
import {
  auditLogV2Columns,
  auditLogV2Fields,
  auditLogV2Naming,
  auditLogV2Outcomes,
  auditLogV2Roles,
  auditLogV2Verbs,
} from '../entries/audit-log-v2-fields.ts'
import {
  auditLogV2ActionParameters,
  auditLogV2ActorParameters,
  auditLogV2CallParameters,
  auditLogV2EntryParameter,
  auditLogV2Pagination,
  auditLogV2PagingParameters,
  auditLogV2ResourceParameters,
  auditLogV2TimeParameters,
} from '../entries/audit-log-v2-parameters.ts'
import { filter, filterWithExclude } from '../parameters.ts'

const documentationUrl =
  'https://developers.cloudflare.com/api/resources/accounts/subresources/logs/subresources/audit/methods/list/'

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
  word: 'v2',
  description:
    'Every change made in an account through the dashboard or the API, with the request and the response behind it.',
  documentationUrl,
  sdkResource: 'accounts.logs.audit',
  scopes: [
    {
      kind: 'account',
      path: '/accounts/{account_id}/logs/audit',
      historyPath: '/accounts/{account_id}/logs/audit/{entry_id}/history',
      permission: 'Account Settings Read',
      evidence: {
        grade: 'documented',
        source: citeReference('Get account audit logs (Version 2)', documentationUrl),
      },
    },
  ],
  latestArrivalS: 450,
  retentionDays: 548,
  coveredFrom: {
    date: '2026-03-10',
    instead: 'What is older is in account audit log v1 only.',
    recordedIn: ['account-audit-logs-v1'],
  },
  evidence: {
    delay: { grade: 'reported', source: cf2otelNotes },
    retention: { grade: 'documented', source: auditLogV2Page },
    start: { grade: 'documented', source: auditLogV2Page },
  },
  coverage: accountAuditLogV2Coverage,
  pagination: auditLogV2Pagination,
  parameters: [
    ...auditLogV2TimeParameters,
    ...auditLogV2ActorParameters({
      values: ['account', 'cloudflare_admin', 'delegated_service', 'system', 'user'],
      description:
        'Whether a user, an account token, Cloudflare staff, a delegated service or a system acted.',
    }),
    ...auditLogV2ActionParameters(['create', 'delete', 'update', 'view', 'login']),
    filter('product_category', 'Product category', 'resource', {
      repeats: true,
      ignoresCase: true,
      widens: 'resource_product',
      description:
        'A family of products. It adds its products to those of “Product”: entries of either appear.',
    }),
    ...auditLogV2ResourceParameters({
      products: knownProducts,
      scopes: {
        values: ['accounts', 'user', 'zones', 'memberships'],
        description: 'Whether the resource belongs to an account, a user, a zone or a membership.',
      },
    }),
    ...auditLogV2CallParameters,
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
    auditLogV2EntryParameter,
    filterWithExclude('audit_log_id', 'Entry id (deprecated)', 'entry', {
      kind: 'id',
      field: 'id',
      deprecatedFor: 'id',
      description: 'Former name of the entry id filter.',
    }),
    ...auditLogV2PagingParameters,
  ],
  fields: auditLogV2Fields,
  columns: auditLogV2Columns,
  roles: auditLogV2Roles,
  naming: auditLogV2Naming,
  verbs: auditLogV2Verbs,
  outcomes: auditLogV2Outcomes,
  counterpart: 'account-audit-logs-v1',
  summary: 'described-call',
  stackBy: ['action.result', 'action.type', 'action.description'],
  entrySchema: auditLogV2Entry,
  history: 'resource',
  idPath: 'id',
  timePath: 'action.time',
})
