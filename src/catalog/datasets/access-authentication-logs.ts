/**
 * Access sign-in log: who passed Access to an application, and who was refused.
 * Sources: Cloudflare API reference, "Get Access authentication logs"; the types of the official SDK, which describe the
 * operators; reports of clients about reach, totals and fields that the reference lacks.
 */
import { cf2otelNotes, citeReference, goCortexPack } from '../coverage/cited-pages.ts'
import { defineDataset } from '../define-dataset.ts'
import { accessRequestEntry } from '../entries/access-request.ts'
import type { Field, FieldKind, Group } from '../fields.ts'
import {
  directionParameter,
  filter,
  pageSize,
  timeBound,
  type UnattestedParameter,
} from '../parameters.ts'
import { inFields } from '../roles.ts'

const documentationUrl =
  'https://developers.cloudflare.com/api/resources/zero_trust/subresources/access/subresources/logs/subresources/access_requests/methods/list/'
const reference = citeReference('Get Access authentication logs', documentationUrl)
const accessLogsPage = {
  title: 'Cloudflare documentation, “Zero Trust logs”',
  url: 'https://developers.cloudflare.com/cloudflare-one/insights/logs/',
}

const field = (
  path: string,
  label: string,
  kind: FieldKind,
  group: Group,
  description: string,
): Field => ({ path, label, kind, group, description })

/** The reference describes the operator `…Op` of each, but neither the parameter itself nor its values. */
const implied = (wireName: string, field = wireName): UnattestedParameter => ({
  wireName,
  impliedBy: `${wireName}Op`,
  grade: 'inferred',
  field,
})

/** Access authentication log of an account. */
export const accessAuthenticationLogs = defineDataset({
  id: 'access-authentication-logs',
  title: 'Access sign-in log',
  shortTitle: 'Access sign-ins',
  word: 'access',
  description:
    'Sign-ins through Cloudflare Access to the applications of an account, allowed and refused ones.',
  documentationUrl,
  sdkResource: 'zeroTrust.access.logs.accessRequests',
  scopes: [
    {
      kind: 'account',
      path: '/accounts/{account_id}/access/logs/access_requests',
      permission: 'Access: Audit Logs Read',
      evidence: { grade: 'documented', source: reference },
    },
  ],
  retentionDays: 180,
  latestArrivalS: 300,
  evidence: {
    retention: { grade: 'documented', source: accessLogsPage },
    delay: { grade: 'reported', source: goCortexPack },
  },
  coverage: [
    {
      id: 'identities-only',
      topic: 'actions',
      sentence:
        'Only sign-ins with an identity are recorded. Service tokens are not, and neither are requests that a bypass policy lets through.',
      grade: 'documented',
      source: accessLogsPage,
    },
    {
      id: 'requests-of-a-session',
      topic: 'actions',
      sentence: 'A sign-in opens a session: later requests of the session are not recorded.',
      grade: 'documented',
      source: accessLogsPage,
    },
    {
      id: 'reach-by-plan',
      topic: 'retention',
      sentence:
        'How far back it reaches depends on the plan: 24 hours on Free (about 30 were observed), 30 days on Standard, 180 days on Enterprise. Older entries are missing without a message.',
      grade: 'reported',
      source: cf2otelNotes,
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
      id: 'no-totals',
      topic: 'fields',
      sentence:
        'The API may report a total of 0 beside entries. Gumshoe counts the entries themselves.',
      grade: 'reported',
      source: cf2otelNotes,
    },
    {
      id: 'undocumented-fields',
      topic: 'fields',
      sentence:
        'The fields user_id, app_name, app_type and country are sent, but not documented: they may be missing.',
      grade: 'reported',
      source: goCortexPack,
    },
    {
      id: 'dashboard-sign-ins',
      topic: 'actions',
      sentence: 'Sign-ins to the Cloudflare dashboard itself are in the account and user logs.',
      grade: 'inferred',
      source: accessLogsPage,
      recordedIn: ['account-audit-logs-v2', 'user-audit-logs-v1'],
    },
  ],
  pagination: {
    style: 'window',
    sizeParameter: 'limit',
    defaultSize: 25,
    maxSize: 1000,
    minWindowMs: 10,
  },
  parameters: [
    timeBound('since', {
      kind: 'instant',
      required: false,
      description: 'Only sign-ins at or after this instant.',
    }),
    timeBound('before', {
      kind: 'instant',
      required: false,
      description: 'Only sign-ins before this instant.',
      requestName: 'until',
    }),
    directionParameter('direction'),
    {
      ...filter('email', 'User email', 'actor', {
        kind: 'email',
        field: 'user_email',
        exclude: true,
        description: 'Email address of the person who signed in; the whole address.',
      }),
      operator: {
        key: 'emailOp',
        include: 'eq',
        exclude: 'neq',
        parts: { include: 'contains', unless: { key: 'email_exact', value: 'true' } },
      },
    },
    pageSize('limit', 25),
  ],
  unattestedParameters: [
    implied('allowed'),
    implied('app_type'),
    implied('app_uid'),
    implied('country_code', 'country'),
    implied('idp', 'connection'),
    { wireName: 'non_identity', impliedBy: 'non_identityOp', grade: 'inferred' },
    implied('ray_id'),
  ],
  fields: [
    field('created_at', 'Time', 'instant', 'action', 'When the person tried to sign in.'),
    field('action', 'Action', 'choice', 'action', 'What was attempted, usually login.'),
    field('allowed', 'Allowed', 'boolean', 'action', 'Whether Access let the person pass.'),
    field('user_email', 'User email', 'email', 'actor', 'Email address of the person.'),
    field('user_id', 'User id', 'id', 'actor', 'Identifier of the person in Access; undocumented.'),
    field('ip_address', 'IP address', 'ip', 'actor', 'Address that the person came from.'),
    field('country', 'Country', 'text', 'actor', 'Country of the address; undocumented.'),
    field('connection', 'Connection', 'text', 'actor', 'Identity provider, or onetimepin.'),
    field('app_name', 'Application', 'text', 'resource', 'Name of the application; undocumented.'),
    field('app_domain', 'Application address', 'text', 'resource', 'Host and path prefix.'),
    field('app_type', 'Application type', 'text', 'resource', 'Kind of application; undocumented.'),
    field('app_uid', 'Application id', 'id', 'resource', 'Identifier of the application.'),
    field('ray_id', 'Ray ID', 'id', 'request', 'Cloudflare Ray ID of the request.'),
  ],
  columns: [
    { field: 'created_at', width: 152 },
    { field: 'user_email', width: 240 },
    { field: 'allowed', width: 90 },
    { field: 'app_name', width: 180, otherwise: ['app_domain', 'app_uid'] },
    { field: 'ip_address', width: 150 },
    { field: 'country', width: 80 },
    { field: 'connection', width: 120 },
    { field: 'ray_id', width: 160 },
  ],
  roles: {
    time: inFields('created_at'),
    actor: inFields('user_email'),
    actorId: inFields('user_id'),
    address: inFields('ip_address'),
    interface: inFields('connection'),
    action: inFields('action'),
    outcome: inFields('allowed'),
    resourceKind: inFields('app_type'),
    resourceId: inFields('app_uid'),
    resourceName: inFields('app_name', 'app_domain'),
    ray: inFields('ray_id'),
  },
  verbs: { login: 'sign-in' },
  outcomes: { success: [true], failure: [false] },
  summary: 'sign-in',
  stackBy: ['allowed', 'app_name'],
  entrySchema: accessRequestEntry,
  timePath: 'created_at',
})
