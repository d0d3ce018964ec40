/**
 * Security Center insight log: who changed the status or the classification of a finding.
 * Source: Cloudflare API reference, "Retrieves account or zone Audit Log" (Security Center).
 */
import { citeReference, goCortexPack } from '../coverage/cited-pages.ts'
import { defineDataset } from '../define-dataset.ts'
import { insightAuditLogEntry } from '../entries/insight-audit-log.ts'
import { cursorParameter, directionParameter, filter, pageSize, timeBound } from '../parameters.ts'
import { inFields } from '../roles.ts'

const documentationUrl =
  'https://developers.cloudflare.com/api/resources/security_center/subresources/insights/subresources/audit_logs/methods/list/'
const reference = citeReference('Retrieves account or zone Audit Log', documentationUrl)

/** Security Center insight audit log, in an account or in one zone. */
export const insightAuditLogs = defineDataset({
  id: 'insight-audit-logs',
  title: 'Security insight log',
  shortTitle: 'Insights',
  word: 'insights',
  description: 'Changes of status and classification of Security Center insights.',
  documentationUrl,
  sdkResource: 'securityCenter.insights.auditLogs',
  scopes: [
    {
      kind: 'account',
      path: '/accounts/{account_id}/security-center/insights/audit-log',
      historyPath: '/accounts/{account_id}/security-center/insights/{issue_id}/audit-log',
      permission: 'Account Security Center Insights Read',
      evidence: { grade: 'reported', source: goCortexPack },
    },
    {
      kind: 'zone',
      path: '/zones/{zone_id}/security-center/insights/audit-log',
      historyPath: '/zones/{zone_id}/security-center/insights/{issue_id}/audit-log',
      permission: 'Zone Settings Read',
      evidence: { grade: 'documented', source: reference },
    },
  ],
  evidence: {},
  coverage: [
    {
      id: 'other-changes',
      topic: 'actions',
      sentence:
        'Only changes of the status and of the classification of an insight are recorded; when it was found is not.',
      grade: 'documented',
      source: reference,
    },
    {
      id: 'unknown-retention',
      topic: 'retention',
      sentence: 'How long entries are kept is not documented.',
      grade: 'inferred',
      source: reference,
    },
  ],
  pagination: {
    style: 'cursor',
    cursorParameter: 'cursor',
    sizeParameter: 'per_page',
    defaultSize: 25,
    maxSize: 1000,
  },
  parameters: [
    timeBound('since', {
      kind: 'instant',
      required: false,
      description: 'Only changes at or after this instant.',
    }),
    timeBound('before', {
      kind: 'instant',
      required: false,
      description: 'Only changes before this instant.',
    }),
    directionParameter('order'),
    filter('changed_by', 'Changed by', 'actor', {
      field: 'changed_by',
      values: ['system'],
      description: 'Who made the change: “system”, or the identifier of a user.',
    }),
    filter('field_changed', 'Field changed', 'change', {
      kind: 'choice',
      field: 'field_changed',
      values: ['status', 'user_classification'],
      description: 'Whether the status or the classification was changed.',
    }),
    pageSize('per_page', 25),
    cursorParameter(),
  ],
  fields: [
    {
      path: 'changed_at',
      label: 'Time',
      kind: 'instant',
      group: 'action',
      description: 'When the change was made.',
    },
    {
      path: 'changed_by',
      label: 'Changed by',
      kind: 'text',
      group: 'actor',
      description: 'Who made the change.',
    },
    {
      path: 'field_changed',
      label: 'Field changed',
      kind: 'choice',
      group: 'change',
      description: 'What was changed.',
    },
    {
      path: 'previous_value',
      label: 'Previous value',
      kind: 'text',
      group: 'change',
      description: 'The value before; null when there was none.',
    },
    {
      path: 'current_value',
      label: 'Current value',
      kind: 'text',
      group: 'change',
      description: 'The value after; null when it was cleared.',
    },
    {
      path: 'rationale',
      label: 'Rationale',
      kind: 'text',
      group: 'change',
      description: 'The comment of the person who made the change.',
    },
    {
      path: 'issue_id',
      label: 'Insight id',
      kind: 'id',
      group: 'resource',
      description: 'Which insight was changed.',
    },
    {
      path: 'zone_id',
      label: 'Zone number',
      kind: 'text',
      group: 'zone',
      description: 'Number of the zone, for insights of a zone; not the 32-digit zone id.',
    },
    {
      path: 'id',
      label: 'Entry id',
      kind: 'id',
      group: 'entry',
      description: 'Identifier of the entry.',
    },
  ],
  columns: [
    { field: 'changed_at', width: 152 },
    { field: 'changed_by', width: 220 },
    { field: 'field_changed', width: 160 },
    { field: 'previous_value', width: 140 },
    { field: 'current_value', width: 140 },
    { field: 'rationale', width: 280 },
    { field: 'issue_id', width: 230 },
    { field: 'zone_id', width: 110 },
  ],
  roles: {
    time: inFields('changed_at'),
    actorId: inFields('changed_by'),
    action: inFields('field_changed'),
    resourceId: inFields('issue_id'),
    valueBefore: inFields('previous_value'),
    valueAfter: inFields('current_value'),
    reason: inFields('rationale'),
  },
  verbs: { status: 'update', user_classification: 'update' },
  systemActorIds: ['system'],
  summary: 'field-change',
  stackBy: ['field_changed', 'current_value'],
  entrySchema: insightAuditLogEntry,
  history: 'insight',
  idPath: 'id',
  timePath: 'changed_at',
})
