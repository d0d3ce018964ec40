/**
 * Organization audit log v2: the changes of an organization itself, above its accounts.
 * Source: Cloudflare API reference, "Get organization audit logs (Version 2)"; Cloudflare's pages on Organizations.
 */
import { auditLogV2Coverage } from '../coverage/audit-log-v2-coverage.ts'
import { auditLogV2Page, cf2otelNotes } from '../coverage/cited-pages.ts'
import { defineDataset } from '../define-dataset.ts'
import { organizationAuditLogV2Entry } from '../entries/audit-log-v2.ts'
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
import { inFields, insideField } from '../roles.ts'

/** Entries have no account and no zone. */
const fields = auditLogV2Fields.filter(({ group }) => group !== 'account' && group !== 'zone')
const { zone: _zone, zoneId: _zoneId, account: _account, ...roles } = auditLogV2Roles

const memberLocations = [
  insideField('resource.request', 'member', 'user', 'email'),
  insideField('resource.response', 'result', 'member', 'user', 'email'),
]

/** Organization audit log, version 2. */
export const organizationAuditLogsV2 = defineDataset({
  id: 'organization-audit-logs-v2',
  title: 'Organization audit log v2',
  shortTitle: 'Organization v2',
  word: 'organization',
  description: 'Changes of an organization itself, such as its members and its profile.',
  documentationUrl:
    'https://developers.cloudflare.com/api/resources/organizations/subresources/logs/subresources/audit/methods/list/',
  sdkResource: 'organizations.logs.audit',
  sdkTakesIdFirst: true,
  scopes: [
    {
      kind: 'organization',
      path: '/organizations/{organization_id}/logs/audit',
      historyPath: '/organizations/{organization_id}/logs/audit/{entry_id}/history',
      permission:
        'An Enterprise organization (public beta), and a credential of one of its Organization Super Administrators',
      evidence: { grade: 'documented', source: auditLogV2Page },
    },
  ],
  latestArrivalS: 450,
  retentionDays: 548,
  evidence: {
    delay: { grade: 'inferred', source: cf2otelNotes },
    retention: { grade: 'inferred', source: auditLogV2Page },
  },
  coverage: [
    ...auditLogV2Coverage,
    {
      id: 'only-users',
      topic: 'actions',
      sentence:
        'Only changes that users make are recorded. Those of Cloudflare’s systems are announced.',
      grade: 'documented',
      source: auditLogV2Page,
    },
    {
      id: 'inside-accounts',
      topic: 'actions',
      sentence: 'Changes inside an account of the organization are in the log of that account.',
      grade: 'documented',
      source: auditLogV2Page,
    },
    {
      id: 'enterprise-beta',
      topic: 'permission',
      sentence: 'Organizations are in public beta, and their log exists for Enterprise only.',
      grade: 'documented',
      source: auditLogV2Page,
    },
  ],
  pagination: auditLogV2Pagination,
  parameters: [
    ...auditLogV2TimeParameters,
    ...auditLogV2ActorParameters({
      values: ['cloudflare_admin', 'system', 'user'],
      description: 'Whether a user, Cloudflare staff or a system acted.',
    }),
    ...auditLogV2ActionParameters(['create', 'delete', 'update', 'view']),
    ...auditLogV2ResourceParameters({
      products: ['organizations'],
      scopes: {
        values: ['organizations'],
        description: 'Whether the resource belongs to an organization.',
      },
    }),
    ...auditLogV2CallParameters,
    auditLogV2EntryParameter,
    ...auditLogV2PagingParameters,
  ],
  fields: [
    ...fields,
    {
      path: 'organization.id',
      label: 'Organization id',
      kind: 'id',
      group: 'resource',
      description: 'Id of the organization that was changed.',
    },
  ],
  columns: auditLogV2Columns.filter(({ field }) => fields.some(({ path }) => path === field)),
  roles: {
    ...roles,
    // A member is named by an email address deeper in the body.
    resourceName: [...(auditLogV2Roles.resourceName ?? []), ...memberLocations],
  },
  // Entries have no account, and record no name of the organization.
  naming: { ...auditLogV2Naming, pairs: [], ownerIds: inFields('organization.id') },
  verbs: auditLogV2Verbs,
  outcomes: auditLogV2Outcomes,
  summary: 'described-call',
  stackBy: ['action.result', 'action.type'],
  entrySchema: organizationAuditLogV2Entry,
  history: 'resource',
  idPath: 'id',
  timePath: 'action.time',
})
