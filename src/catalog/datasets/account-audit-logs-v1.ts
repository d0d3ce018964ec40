/**
 * Account audit log v1: the older log, with values before and after a change. The user log has the same
 * parameters, fields and paging. Source: Cloudflare API reference, "Get account audit logs".
 */
import type { Pagination } from '../../cloudflare/pagination.ts'
import {
  auditLogV1Page,
  auditLogV2Release,
  citeReference,
  goCortexPack,
} from '../coverage/cited-pages.ts'
import type { CoverageStatement } from '../coverage/list-coverage.ts'
import { productCoverage } from '../coverage/product-coverage.ts'
import { defineDataset } from '../define-dataset.ts'
import { auditLogV1Entry } from '../entries/audit-log-v1.ts'
import {
  auditLogV1Columns,
  auditLogV1Fields,
  auditLogV1Naming,
  auditLogV1Outcomes,
  auditLogV1Roles,
  auditLogV1SystemActorIds,
  auditLogV1Verbs,
} from '../entries/audit-log-v1-fields.ts'
import {
  directionParameter,
  filter,
  type Parameter,
  pageNumber,
  pageSize,
  timeBound,
} from '../parameters.ts'

const documentationUrl = 'https://developers.cloudflare.com/api/resources/audit_logs/methods/list/'

/** v1 pages by number, without totals; a page past the end may answer 400. */
export const auditLogV1Pagination: Pagination = {
  style: 'page',
  pageParameter: 'page',
  sizeParameter: 'per_page',
  defaultSize: 100,
  maxSize: 1000,
}

/** The parameters of both v1 logs: includes only, one value each. */
export const auditLogV1Parameters: readonly Parameter[] = [
  timeBound('since', {
    kind: 'date-or-instant',
    required: false,
    description: 'Only entries at or after this date (midnight UTC) or instant.',
  }),
  timeBound('before', {
    kind: 'date-or-instant',
    required: false,
    description: 'Only entries before this date (midnight UTC) or instant.',
  }),
  directionParameter('direction'),
  filter('actor.email', 'Actor email', 'actor', {
    kind: 'email',
    field: 'actor.email',
    description: 'Email address of the actor.',
  }),
  filter('actor.ip', 'Actor IP address', 'actor', {
    kind: 'ip-or-cidr',
    field: 'actor.ip',
    description: 'Source IP. One address, or a network such as 198.51.100.0/24.',
  }),
  filter('action.type', 'Action type', 'action', {
    field: 'action.type',
    values: [
      'accept_member',
      'account_member_delete',
      'add',
      'add_enforce_twofactor',
      'add_member',
      'API_key_created',
      'API_key_view',
      'change_setting',
      'create',
      'delete',
      'gateway_create',
      'gateway_update',
      'job_create',
      'job_update',
      'login',
      'pending',
      'purge',
      'rec_add',
      'rec_del',
      'rotate_API_key',
      'tls_settings_deployed',
      'token_create',
      'token_revoke',
      'token_roll',
    ],
    description: 'Short name of the action, spelled as the log spells it.',
  }),
  filter('zone.name', 'Zone name', 'zone', {
    field: 'metadata.zone_name',
    description: 'Domain that the change belongs to.',
  }),
  filter('id', 'Entry id', 'entry', {
    kind: 'id',
    field: 'id',
    description: 'Identifier of the entry itself.',
  }),
  filter('hide_user_logs', 'Hide user entries', 'entry', {
    kind: 'boolean',
    defaultValue: 'false',
    description: 'Leaves out entries of the user level, such as sign-ins.',
  }),
  pageNumber(),
  pageSize('per_page', 100),
  {
    wireName: 'export',
    label: 'CSV export',
    description: 'Answers with CSV instead of JSON.',
    kind: 'boolean',
    role: 'output',
    group: 'entry',
    exclude: false,
    repeats: false,
    required: false,
  },
]

/** What cannot appear in the account log; what v2 has instead is in `recordedIn`. */
const coverage: readonly CoverageStatement[] = [
  {
    id: 'sign-ins',
    topic: 'actions',
    sentence:
      'Sign-ins may be missing; account audit log v2 has them, and the log of a user has its own.',
    grade: 'reported',
    source: goCortexPack,
    appliesTo: { verbs: ['sign-in'] },
    recordedIn: ['account-audit-logs-v2'],
  },
  {
    id: 'reads',
    topic: 'reads',
    sentence:
      'Reads are not recorded, but for a few sensitive ones such as a view of the Global API Key.',
    grade: 'inferred',
    source: auditLogV1Page,
    appliesTo: { verbs: ['view'] },
  },
  ...productCoverage,
  {
    id: 'products',
    topic: 'products',
    sentence: 'About 75 % of products are covered, against about 95 % in account audit log v2.',
    grade: 'documented',
    source: auditLogV2Release,
    recordedIn: ['account-audit-logs-v2'],
  },
]

/** Account audit log, version 1. */
export const accountAuditLogsV1 = defineDataset({
  id: 'account-audit-logs-v1',
  title: 'Account audit log v1',
  shortTitle: 'Account v1',
  word: 'v1',
  description: 'The older account log: fewer products, but with values before and after a change.',
  documentationUrl,
  sdkResource: 'auditLogs',
  scopes: [
    {
      kind: 'account',
      path: '/accounts/{account_id}/audit_logs',
      permission: 'Account Settings Read',
      evidence: {
        grade: 'documented',
        source: citeReference('Get account audit logs', documentationUrl),
      },
    },
  ],
  retentionDays: 548,
  evidence: { retention: { grade: 'documented', source: auditLogV1Page } },
  coverage,
  pagination: auditLogV1Pagination,
  parameters: auditLogV1Parameters,
  fields: auditLogV1Fields,
  columns: auditLogV1Columns,
  roles: auditLogV1Roles,
  naming: auditLogV1Naming,
  verbs: auditLogV1Verbs,
  outcomes: auditLogV1Outcomes,
  systemActorIds: auditLogV1SystemActorIds,
  summary: 'named-action',
  stackBy: ['action.result', 'action.type'],
  entrySchema: auditLogV1Entry,
  idPath: 'id',
  timePath: 'when',
})
