/**
 * User audit log v1: the actions of the credential's holder in all accounts. Same contract as the
 * account log v1. Source: Cloudflare API reference, "Get user audit logs".
 */
import { auditLogV1Page, citeReference } from '../coverage/cited-pages.ts'
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
import { auditLogV1Pagination, auditLogV1Parameters } from './account-audit-logs-v1.ts'

const documentationUrl =
  'https://developers.cloudflare.com/api/resources/user/subresources/audit_logs/methods/list/'
const reference = citeReference('Get user audit logs', documentationUrl)

/** User audit log, version 1. */
export const userAuditLogsV1 = defineDataset({
  id: 'user-audit-logs-v1',
  title: 'User audit log v1',
  shortTitle: 'User v1',
  word: 'user',
  description: 'What the user behind the token did: sign-ins, own tokens, profile, memberships.',
  documentationUrl,
  sdkResource: 'user.auditLogs',
  scopes: [
    {
      kind: 'user',
      path: '/user/audit_logs',
      permission: 'A user-owned token or the Global API Key; account-owned tokens have no user log',
      evidence: { grade: 'inferred', source: reference },
    },
  ],
  retentionDays: 548,
  evidence: { retention: { grade: 'inferred', source: auditLogV1Page } },
  coverage: [
    {
      id: 'other-users',
      topic: 'actors',
      sentence: 'Only actions of the user who holds the credential appear.',
      grade: 'documented',
      source: reference,
    },
    {
      id: 'account-actions',
      topic: 'actions',
      sentence: 'What the user did in an account may be missing; the logs of that account have it.',
      grade: 'inferred',
      source: reference,
      appliesTo: { verbs: ['create', 'update', 'delete', 'view', 'other'] },
    },
  ],
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
