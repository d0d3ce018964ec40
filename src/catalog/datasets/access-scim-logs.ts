/**
 * Access SCIM log: what identity providers changed of users and groups. It is read for one identity provider or several.
 * Sources: Cloudflare API reference, "List Access SCIM update logs" and "List Access identity providers"; the schema
 * from which the reference is generated, for defaults and limits; Cloudflare's page about the log.
 */
import { citeReference } from '../coverage/cited-pages.ts'
import type { CoverageStatement } from '../coverage/list-coverage.ts'
import { defineDataset } from '../define-dataset.ts'
import { accessScimUpdateEntry } from '../entries/access-scim-update.ts'
import type { Field, FieldKind, Group } from '../fields.ts'
import {
  directionParameter,
  filter,
  type Parameter,
  pageNumber,
  pageSize,
  timeBound,
  type ValueList,
} from '../parameters.ts'
import { inFields } from '../roles.ts'

const documentationUrl =
  'https://developers.cloudflare.com/api/resources/zero_trust/subresources/access/subresources/logs/subresources/scim/subresources/updates/methods/list/'
const reference = citeReference('List Access SCIM update logs', documentationUrl)
const scimLogsPage = {
  title: 'Cloudflare documentation, “SCIM provisioning logs”',
  url: 'https://developers.cloudflare.com/cloudflare-one/insights/logs/scim-logs/',
}
const scimLogsRelease = {
  title: 'Cloudflare changelog, “Zero Trust SCIM User and Group Provisioning Logs”',
  url: 'https://github.com/cloudflare/cloudflare-docs/pull/21562',
}
const dashboardScimRelease = {
  title: 'Cloudflare changelog, “SCIM audit logging support”',
  url: 'https://developers.cloudflare.com/changelog/2026-03-18-scim-audit-logging/',
}

/** The identity providers of an account. */
const identityProviderList: ValueList = {
  id: 'identity-providers',
  label: 'identity provider',
  pluralLabel: 'identity providers',
  scopeKind: 'account',
  path: '/accounts/{account_id}/access/identity_providers',
  permission: 'Access: Organizations, Identity Providers, and Groups Read',
  documentationUrl:
    'https://developers.cloudflare.com/api/resources/zero_trust/subresources/identity_providers/methods/list/',
  filters: [
    filter('scim_enabled', 'With SCIM', 'entry', {
      description: 'Only identity providers that have SCIM enabled.',
    }),
  ],
  // The reference has no limits; these are those of most lists.
  pagination: {
    style: 'page',
    pageParameter: 'page',
    sizeParameter: 'per_page',
    minSize: 1,
    defaultSize: 20,
    maxSize: 50,
  },
  valueField: 'id',
  nameField: 'name',
  typeField: 'type',
  usual: { field: 'scim_config.enabled', words: 'SCIM is on', otherwise: 'SCIM is off' },
}

const field = (
  path: string,
  label: string,
  kind: FieldKind,
  group: Group,
  description: string,
): Field => ({ path, label, kind, group, description })

/** A filter by a field of the same name; it includes only, and may be repeated. */
const byField = (
  wireName: string,
  label: string,
  group: Group,
  options: Partial<Parameter> & { description: string },
): Parameter => filter(wireName, label, group, { field: wireName, repeats: true, ...options })

const coverage: readonly CoverageStatement[] = [
  {
    id: 'chosen-providers',
    topic: 'actors',
    sentence:
      'Only updates by the identity providers that the query names appear. Ask for all of them to see every update.',
    grade: 'documented',
    source: reference,
  },
  {
    id: 'who-and-where',
    topic: 'actors',
    sentence:
      'Who made the change in the identity provider, and from which address, is not recorded. The provider’s own log has it.',
    grade: 'documented',
    source: reference,
  },
  {
    id: 'inbound-only',
    topic: 'actions',
    sentence:
      'Only requests that a provider sent by SCIM are recorded. Groups that come with a sign-in are not, and neither are changes by hand in Access.',
    grade: 'inferred',
    source: scimLogsPage,
  },
  {
    id: 'dashboard-scim',
    topic: 'actions',
    sentence:
      'SCIM updates of the members of the Cloudflare account are in account audit log v2, since March 2026.',
    grade: 'documented',
    source: dashboardScimRelease,
    recordedIn: ['account-audit-logs-v2'],
  },
  {
    id: 'retention-unknown',
    topic: 'retention',
    sentence: 'How long entries are kept is not published. Older ones may be missing.',
    grade: 'inferred',
    source: scimLogsPage,
    appliesTo: { olderThanDays: 1 },
  },
  {
    id: 'no-entry-ids',
    topic: 'fields',
    sentence:
      'Entries have no id: Gumshoe names one by the digest of its text, and counts equal ones of one instant.',
    grade: 'documented',
    source: reference,
  },
  {
    id: 'status-words',
    topic: 'failures',
    sentence:
      'For a failure, the reference says FAILURE and Cloudflare’s page about the log says ERROR. Both count as failed; the filter accepts FAILURE only.',
    grade: 'documented',
    source: scimLogsPage,
    appliesTo: { outcome: 'failure' },
  },
  {
    id: 'credential',
    topic: 'permission',
    sentence:
      'The reference names the Global API Key for this call, and beside it a permission that only API tokens have. A token may be refused.',
    grade: 'documented',
    source: reference,
  },
]

/** SCIM updates of an account. */
export const accessScimLogs = defineDataset({
  id: 'access-scim-logs',
  title: 'Access SCIM log',
  shortTitle: 'Access SCIM',
  word: 'scim',
  description:
    'What identity providers changed of users and groups of Access by SCIM; read for one provider or several.',
  documentationUrl,
  sdkResource: 'zeroTrust.access.logs.scim.updates',
  scopes: [
    {
      kind: 'account',
      path: '/accounts/{account_id}/access/logs/scim/updates',
      permission: 'Access: SCIM Logs Read',
      evidence: { grade: 'documented', source: reference },
    },
  ],
  coveredFrom: {
    date: '2025-04-09',
    instead: 'The log was announced on that day; the provider’s own log may reach further back.',
  },
  evidence: { start: { grade: 'inferred', source: scimLogsRelease } },
  coverage,
  pagination: {
    style: 'page',
    pageParameter: 'page',
    sizeParameter: 'per_page',
    defaultSize: 20,
    maxSize: 1000,
  },
  parameters: [
    timeBound('since', {
      kind: 'instant',
      required: false,
      description: 'Only updates at or after this instant.',
    }),
    timeBound('before', {
      kind: 'instant',
      required: false,
      description: 'Only updates before this instant.',
      requestName: 'until',
    }),
    directionParameter('direction'),
    byField('idp_id', 'Identity provider', 'actor', {
      kind: 'id',
      required: true,
      valueList: identityProviderList,
      description: 'Identifier of the identity provider that sent the update.',
    }),
    byField('status', 'Status', 'action', {
      kind: 'choice',
      values: ['SUCCESS', 'FAILURE'],
      description: 'Whether the update was applied.',
    }),
    byField('request_method', 'Request method', 'request', {
      kind: 'choice',
      values: ['POST', 'PUT', 'PATCH', 'DELETE'],
      description: 'POST creates, PUT replaces, PATCH changes a part, DELETE removes.',
    }),
    byField('resource_type', 'Resource type', 'resource', {
      kind: 'choice',
      values: ['USER', 'GROUP'],
      description: 'Whether a user or a group was updated.',
    }),
    byField('resource_user_email', 'User email', 'resource', {
      kind: 'email',
      description: 'Email address of the updated user.',
    }),
    byField('resource_group_name', 'Group name', 'resource', {
      description: 'Display name of the updated group.',
    }),
    byField('cf_resource_id', 'Resource id', 'resource', {
      kind: 'id',
      description: 'Identifier of the user or group at Cloudflare.',
    }),
    byField('idp_resource_id', 'Resource id at the provider', 'resource', {
      kind: 'id',
      description: 'Identifier of the user or group at the identity provider.',
    }),
    {
      ...pageSize('limit', 20),
      role: 'output',
      label: 'Limit',
      description: 'The maximum number of updates to return; Gumshoe sends the size of a page.',
    },
    pageNumber(),
    { ...pageSize('per_page', 20), repeatedAs: 'limit' },
  ],
  fields: [
    field('logged_at', 'Time', 'instant', 'action', 'When the update was recorded.'),
    field('request_method', 'Request method', 'choice', 'request', 'POST, PUT, PATCH or DELETE.'),
    field('status', 'Status', 'choice', 'action', 'Whether the update was applied.'),
    field('error_description', 'Error', 'text', 'action', 'Why the update failed.'),
    field('idp_id', 'Identity provider', 'id', 'actor', 'Identifier of the identity provider.'),
    field('resource_type', 'Resource type', 'choice', 'resource', 'USER or GROUP.'),
    field('resource_user_email', 'User email', 'email', 'resource', 'Email of the updated user.'),
    field('resource_group_name', 'Group name', 'text', 'resource', 'Name of the updated group.'),
    field('cf_resource_id', 'Resource id', 'id', 'resource', 'Identifier at Cloudflare.'),
    field('idp_resource_id', 'Resource id at the provider', 'id', 'resource', 'Identifier there.'),
    field('request_body', 'Request body', 'json', 'change', 'The SCIM request, JSON as text.'),
  ],
  columns: [
    { field: 'logged_at', width: 152 },
    { field: 'request_method', width: 110 },
    { field: 'resource_type', width: 100 },
    { field: 'resource_user_email', width: 260, otherwise: ['resource_group_name'] },
    { field: 'status', width: 100 },
    { field: 'error_description', width: 240 },
    { field: 'idp_id', width: 180 },
  ],
  roles: {
    time: inFields('logged_at'),
    actorId: inFields('idp_id'),
    action: inFields('request_method'),
    outcome: inFields('status'),
    resourceKind: inFields('resource_type'),
    resourceId: inFields('cf_resource_id', 'idp_resource_id'),
    resourceName: inFields('resource_user_email', 'resource_group_name'),
    method: inFields('request_method'),
    requestBody: inFields('request_body'),
    reason: inFields('error_description'),
  },
  naming: {
    // The id there, beside the one at Cloudflare that is the role's.
    pairs: [
      {
        id: inFields('idp_resource_id'),
        name: inFields('resource_user_email', 'resource_group_name'),
      },
    ],
    answers: [],
    scimRequests: inFields('request_body'),
  },
  verbs: { post: 'create', put: 'update', patch: 'update', delete: 'delete' },
  outcomes: { success: ['SUCCESS'], failure: ['FAILURE', 'ERROR'] },
  summary: 'provisioning',
  stackBy: ['status', 'request_method', 'resource_type'],
  entrySchema: accessScimUpdateEntry,
  timePath: 'logged_at',
})
