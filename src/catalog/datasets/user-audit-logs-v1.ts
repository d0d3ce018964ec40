/**
 * User audit log v1: the actions of the credential's holder in all accounts. Same contract as the
 * account log v1. Source: Cloudflare API reference, "Get user audit logs".
 */
import { defineDataset } from '../define-dataset.ts'
import { auditLogV1Entry } from '../entries/audit-log-v1.ts'
import {
  auditLogV1Columns,
  auditLogV1Fields,
  auditLogV1Outcomes,
  auditLogV1Roles,
  auditLogV1SystemActorIds,
  auditLogV1Verbs,
} from '../entries/audit-log-v1-fields.ts'
import {
  auditLogV1Coverage,
  auditLogV1Pagination,
  auditLogV1Parameters,
} from './account-audit-logs-v1.ts'

/** User audit log, version 1. */
export const userAuditLogsV1 = defineDataset({
  id: 'user-audit-logs-v1',
  title: 'User audit log v1',
  shortTitle: 'User v1',
  description: 'What the user behind the token did: sign-ins, own tokens, profile, memberships.',
  documentationUrl:
    'https://developers.cloudflare.com/api/resources/user/subresources/audit_logs/methods/list/',
  sdkResource: 'user.auditLogs',
  scopes: [
    {
      kind: 'user',
      path: '/user/audit_logs',
      permission: 'A user-owned token or the Global API Key; account-owned tokens have no user log',
    },
  ],
  retentionDays: 548,
  coverage: [...auditLogV1Coverage, 'Only the holder of the credential appears.'],
  pagination: auditLogV1Pagination,
  parameters: auditLogV1Parameters,
  fields: auditLogV1Fields,
  columns: auditLogV1Columns,
  roles: auditLogV1Roles,
  verbs: auditLogV1Verbs,
  outcomes: auditLogV1Outcomes,
  systemActorIds: auditLogV1SystemActorIds,
  summary: 'named-action',
  stackBy: ['action.result', 'action.type'],
  entrySchema: auditLogV1Entry,
  idPath: 'id',
  timePath: 'when',
})
