/**
 * The fields of an entry of audit log v1, and what they mean: roles, verbs and outcomes. The account log and the
 * user log have them in common. Source: Cloudflare API reference, "Get account audit logs".
 */
import type { Column, Field } from '../fields.ts'
import type { Naming } from '../naming.ts'
import { inFields, insideField, type Outcomes, type RoleLocations } from '../roles.ts'
import type { VerbWords } from '../verbs.ts'

/** The fields of both v1 logs. */
export const auditLogV1Fields: readonly Field[] = [
  {
    path: 'when',
    label: 'Time',
    kind: 'instant',
    group: 'action',
    description: 'When the action was recorded.',
  },
  {
    path: 'action.type',
    label: 'Action type',
    kind: 'text',
    group: 'action',
    description: 'Short name of the action.',
  },
  {
    path: 'action.info',
    label: 'Action info',
    kind: 'text',
    group: 'action',
    description: 'More about the action; undocumented but frequent.',
  },
  {
    path: 'action.result',
    label: 'Result',
    kind: 'boolean',
    group: 'action',
    description: 'Whether the action succeeded.',
  },
  {
    path: 'interface',
    label: 'Interface',
    kind: 'choice',
    group: 'action',
    description: 'Dashboard (UI) or API; empty where not recorded.',
  },
  {
    path: 'actor.email',
    label: 'Actor email',
    kind: 'email',
    group: 'actor',
    description: 'Who acted.',
  },
  {
    path: 'actor.id',
    label: 'Actor id',
    kind: 'id',
    group: 'actor',
    description: 'User id of the actor; 1 stands for a system.',
  },
  {
    path: 'actor.type',
    label: 'Actor type',
    kind: 'choice',
    group: 'actor',
    description: 'User, admin, system or Cloudflare.',
  },
  {
    path: 'actor.ip',
    label: 'IP address',
    kind: 'ip',
    group: 'actor',
    description: 'Where the request came from.',
  },
  {
    path: 'resource.type',
    label: 'Resource type',
    kind: 'text',
    group: 'resource',
    description: 'What kind of thing was changed.',
  },
  {
    path: 'resource.id',
    label: 'Resource id',
    kind: 'id',
    group: 'resource',
    description: 'Identifier of what was changed.',
  },
  {
    path: 'metadata.zone_name',
    label: 'Zone',
    kind: 'text',
    group: 'zone',
    description: 'Domain that was changed.',
  },
  {
    path: 'owner.id',
    label: 'Owner id',
    kind: 'id',
    group: 'account',
    description: 'Account or user whose log this is.',
  },
  {
    path: 'oldValue',
    label: 'Old value',
    kind: 'json',
    group: 'change',
    description: 'The value before the change.',
    otherPaths: ['old_value'],
  },
  {
    path: 'newValue',
    label: 'New value',
    kind: 'json',
    group: 'change',
    description: 'The value after the change.',
    otherPaths: ['new_value'],
  },
  {
    path: 'oldValueJson',
    label: 'Old value, structured',
    kind: 'json',
    group: 'change',
    description: 'The value before the change, as an object.',
  },
  {
    path: 'newValueJson',
    label: 'New value, structured',
    kind: 'json',
    group: 'change',
    description: 'The value after the change, as an object.',
  },
  {
    path: 'metadata',
    label: 'Metadata',
    kind: 'json',
    group: 'change',
    description: 'Whatever else the product recorded.',
  },
  {
    path: 'id',
    label: 'Entry id',
    kind: 'id',
    group: 'entry',
    description: 'Identifier of the entry.',
  },
]

/** The default columns of both v1 logs: first who did what, on which resource, and from where. */
export const auditLogV1Columns: readonly Column[] = [
  { field: 'when', width: 152 },
  { field: 'actor.email', width: 203, otherwise: ['actor.id'] },
  { field: 'action.type', width: 172 },
  { field: 'resource.type', width: 130 },
  { field: 'actor.ip', width: 176 },
  { field: 'action.result', width: 92 },
  { field: 'action.info', width: 180 },
  { field: 'metadata.zone_name', width: 160 },
  { field: 'resource.id', width: 190 },
  { field: 'interface', width: 90 },
]

/** Keys under which a recorded value names its resource; the first that has one counts. */
const nameKeys = ['name', 'email', 'hostname', 'pattern', 'token_name', 'database_name']
const recordedValues = ['newValueJson', 'oldValueJson', 'newValue', 'oldValue']
const valueFields = [...recordedValues, 'metadata']

/** The locations of each role's value in both v1 logs. */
export const auditLogV1Roles: RoleLocations = {
  time: inFields('when'),
  actor: inFields('actor.email'),
  actorId: inFields('actor.id'),
  actorKind: inFields('actor.type'),
  address: inFields('actor.ip'),
  interface: inFields('interface'),
  action: inFields('action.type'),
  description: inFields('action.info'),
  outcome: inFields('action.result'),
  resourceKind: inFields('resource.type'),
  resourceId: inFields('resource.id'),
  resourceName: nameKeys.flatMap((key) => valueFields.map((field) => insideField(field, key))),
  zone: inFields('metadata.zone_name'),
  requestBody: inFields('metadata'),
  valueBefore: inFields('oldValue', 'oldValueJson'),
  valueAfter: inFields('newValue', 'newValueJson'),
}

/**
 * The metadata describe the action: a name in them is that of a token, zone or setting, each with its own id there or
 * none. Under an account, a user or a zone, v1 also records changes of what belongs to it.
 */
export const auditLogV1Naming: Naming = {
  pairs: [
    {
      id: [insideField('metadata', 'token_tag')],
      name: [insideField('metadata', 'token_name')],
      isCredential: true,
    },
    {
      id: [insideField('metadata', 'zone_id'), insideField('metadata', 'zone_tag')],
      name: inFields('metadata.zone_name'),
    },
  ],
  answers: [],
  ownerIds: inFields('owner.id'),
  resourceNames: {
    at: nameKeys.flatMap((key) => recordedValues.map((field) => insideField(field, key))),
    exceptKinds: ['account', 'user', 'zone'],
  },
}

/** v1 spells actions as products like: `rec_add`, `tls_settings_deployed`. Other words count as `other`. */
export const auditLogV1Verbs: VerbWords = {
  accept: 'update',
  add: 'create',
  change: 'update',
  create: 'create',
  created: 'create',
  del: 'delete',
  delete: 'delete',
  deployed: 'update',
  login: 'sign-in',
  modify: 'update',
  pending: 'update',
  purge: 'delete',
  remove: 'delete',
  revoke: 'delete',
  roll: 'update',
  rotate: 'update',
  set: 'update',
  update: 'update',
  updated: 'update',
  view: 'view',
}

/** v1 writes booleans; the words of v2 are understood as well. */
export const auditLogV1Outcomes: Outcomes = {
  success: [true, 'success'],
  failure: [false, 'failure'],
}

/** The actor id that v1 gives to Cloudflare's own system. */
export const auditLogV1SystemActorIds: readonly string[] = ['1']
