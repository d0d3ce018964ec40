/**
 * The fields of an entry of audit log v2, and what they mean: roles, verbs and outcomes.
 * Source: Cloudflare API reference, "Get account audit logs (Version 2)".
 */
import type { Column, Field } from '../fields.ts'
import type { Naming } from '../naming.ts'
import { inFields, insideField, type Outcomes, type RoleLocations } from '../roles.ts'
import type { VerbWords } from '../verbs.ts'

const field = (
  path: string,
  label: string,
  kind: Field['kind'],
  group: Field['group'],
  description: string,
  otherPaths?: readonly string[],
): Field => ({ path, label, kind, group, description, ...(otherPaths && { otherPaths }) })

/** The fields of audit log v2. */
export const auditLogV2Fields: readonly Field[] = [
  field('action.time', 'Time', 'instant', 'action', 'When the action was recorded.'),
  field('action.description', 'Action', 'text', 'action', 'What was done, in a few words.'),
  field('action.type', 'Action type', 'choice', 'action', 'What kind of action it was.'),
  field('action.result', 'Result', 'choice', 'action', 'Whether the action succeeded.'),
  field('actor.email', 'Actor email', 'email', 'actor', 'Who acted.'),
  field('actor.id', 'Actor id', 'id', 'actor', 'User or account id of the actor.'),
  field('actor.type', 'Actor type', 'choice', 'actor', 'User, account, system or staff.'),
  field('actor.context', 'Context', 'choice', 'actor', 'How the actor was signed in.'),
  field('actor.ip_address', 'IP address', 'ip', 'actor', 'Where the request came from.'),
  field('actor.token_id', 'Token id', 'id', 'actor', 'Token that was used.', ['actor.token.id']),
  field('actor.token_name', 'Token name', 'text', 'actor', 'Name of that token.', [
    'actor.token.name',
  ]),
  field('resource.product', 'Product', 'text', 'resource', 'Product of the resource.'),
  field('resource.type', 'Resource type', 'text', 'resource', 'Type within the product.'),
  field('resource.id', 'Resource id', 'id', 'resource', 'Identifier of the resource.'),
  field('resource.scope', 'Resource scope', 'choice', 'resource', 'Account, user or zone.'),
  field('raw.method', 'Method', 'choice', 'request', 'HTTP method of the call.'),
  field('raw.uri', 'URI', 'text', 'request', 'Path of the call, without /client/v4.'),
  field('raw.status_code', 'Status', 'number', 'request', 'HTTP status of the answer.'),
  field('raw.cf_ray_id', 'Ray ID', 'id', 'request', 'Ray ID of the call.', ['raw.cf_rayid']),
  field('raw.user_agent', 'User agent', 'text', 'request', 'Program that made the call.'),
  field('zone.name', 'Zone', 'text', 'zone', 'Domain that was changed.'),
  field('zone.id', 'Zone id', 'id', 'zone', 'Id of that zone.'),
  field('account.name', 'Account', 'text', 'account', 'Account that was changed.'),
  field('account.id', 'Account id', 'id', 'account', 'Id of that account.'),
  field('resource.request', 'Request body', 'json', 'change', 'What was sent, as recorded.'),
  field('resource.response', 'Response body', 'json', 'change', 'What came back, as recorded.'),
  field('resource.value', 'Value', 'json', 'change', 'Before and after, where recorded.'),
  field('id', 'Entry id', 'id', 'entry', 'Identifier of the entry.'),
]

/** The default columns of audit log v2. */
export const auditLogV2Columns: readonly Column[] = [
  { field: 'action.time', width: 152 },
  { field: 'actor.email', width: 203, otherwise: ['actor.token_name', 'actor.type'] },
  { field: 'action.description', width: 170 },
  { field: 'resource.product', width: 116 },
  { field: 'actor.ip_address', width: 176 },
  { field: 'action.result', width: 92 },
  { field: 'zone.name', width: 150 },
  { field: 'actor.context', width: 100 },
  { field: 'action.type', width: 100 },
  { field: 'resource.type', width: 130 },
  { field: 'raw.status_code', width: 80 },
]

/** Keys under which a recorded body names its resource, and where such bodies are; the first that has one counts. */
const nameKeys = ['name', 'email', 'hostname', 'pattern', 'token_name', 'database_name']
const bodyLocations = [
  ['resource.request'],
  ['resource.response', 'result'],
  ['resource.response'],
  ['resource.value', 'after'],
  ['resource.value', 'before'],
] as const

/** The locations of each role's value in audit log v2. */
export const auditLogV2Roles: RoleLocations = {
  time: inFields('action.time'),
  actor: inFields('actor.email'),
  actorId: inFields('actor.id'),
  actorKind: inFields('actor.type'),
  address: inFields('actor.ip_address'),
  userAgent: inFields('raw.user_agent'),
  interface: inFields('actor.context'),
  credentialId: inFields('actor.token_id'),
  credentialName: inFields('actor.token_name'),
  credentialKind: inFields('actor.context'),
  action: inFields('action.type'),
  description: inFields('action.description'),
  outcome: inFields('action.result'),
  product: inFields('resource.product'),
  resourceKind: inFields('resource.type'),
  resourceId: inFields('resource.id'),
  resourceName: nameKeys.flatMap((key) =>
    bodyLocations.map(([field, ...keys]) => insideField(field, ...keys, key)),
  ),
  zone: inFields('zone.name'),
  zoneId: inFields('zone.id'),
  account: inFields('account.name'),
  ray: inFields('raw.cf_ray_id'),
  method: inFields('raw.method'),
  path: inFields('raw.uri'),
  status: inFields('raw.status_code'),
  requestBody: inFields('resource.request'),
  responseBody: [insideField('resource.response', 'result'), ...inFields('resource.response')],
  valueBefore: [insideField('resource.value', 'before')],
  valueAfter: [insideField('resource.value', 'after')],
}

/** What else names ids: the account, and answers with one thing or a list of things. */
export const auditLogV2Naming: Naming = {
  pairs: [{ id: inFields('account.id'), name: inFields('account.name') }],
  answers: [insideField('resource.response', 'result'), ...inFields('resource.response')],
}

/** The action types of v2. */
export const auditLogV2Verbs: VerbWords = {
  create: 'create',
  update: 'update',
  delete: 'delete',
  view: 'view',
  login: 'sign-in',
}

/** v2 writes words; the booleans of v1 are understood as well. */
export const auditLogV2Outcomes: Outcomes = {
  success: ['success', true],
  failure: ['failure', false],
}
