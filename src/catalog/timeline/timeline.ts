/**
 * The timeline, declared like a log, so that filters, addresses, columns and facets work as in every log. Its fields are
 * the roles that all logs share. It is not read itself: each of its sources is a log in a scope.
 */
import { z } from '../../cloudflare/schema.ts'
import type { Dataset } from '../define-dataset.ts'
import type { Column, Field, FieldKind, Group } from '../fields.ts'
import {
  directionParameter,
  filterWithExclude,
  type Parameter,
  type ParameterKind,
  timeBound,
} from '../parameters.ts'
import { inFields, type RoleLocations } from '../roles.ts'
import { type TimelineRole, timelineRoles, toRoleKey } from './timeline-role.ts'

/** The id of the timeline, in place of a dataset's. */
export const timelineId = 'timeline'

/** The path of its page. */
export const timelinePath = '/timeline'

/** The paths of the fields that say where an entry is from: the short word of its log, and the id of its scope. */
export const logPath = 'log'
export const scopePath = 'scope'

type RoleDeclaration = {
  label: string
  group: Group
  description: string
  kind?: FieldKind
  /** Where the kind of the values of a filter differs from that of the field. */
  typed?: ParameterKind
  values?: readonly string[]
}

const declarations: Readonly<Record<TimelineRole, RoleDeclaration>> = {
  actor: {
    label: 'Actor',
    group: 'actor',
    kind: 'email',
    description: 'Email or name of the actor.',
  },
  actorId: { label: 'Actor id', group: 'actor', kind: 'id', description: 'Id of the actor.' },
  actorKind: {
    label: 'Actor kind',
    group: 'actor',
    description: 'Whether a user, a token or a system acted, in the words of the log.',
  },
  address: {
    label: 'Address',
    group: 'actor',
    kind: 'ip',
    typed: 'ip-or-cidr',
    description: 'IP address of the actor, or a network that contains it.',
  },
  userAgent: {
    label: 'User agent',
    group: 'request',
    description: 'The program that the actor used, as it names itself.',
  },
  interface: {
    label: 'Interface',
    group: 'actor',
    description: 'How the actor reached Cloudflare: dashboard or API, in the words of the log.',
  },
  credentialId: {
    label: 'Credential id',
    group: 'actor',
    kind: 'id',
    description: 'Id of the API token or key.',
  },
  credentialName: {
    label: 'Credential name',
    group: 'actor',
    description: 'Name of the API token or key.',
  },
  credentialKind: {
    label: 'Credential kind',
    group: 'actor',
    description: 'Kind of the credential, in the words of the log.',
  },
  action: { label: 'Action', group: 'action', description: 'The action, in the words of the log.' },
  verb: {
    label: 'Verb',
    group: 'action',
    kind: 'choice',
    values: ['create', 'update', 'delete', 'view', 'sign-in', 'other'],
    description: 'The kind of the action, in the same words for all logs.',
  },
  description: {
    label: 'Description',
    group: 'action',
    description: 'What the log says was done.',
  },
  outcome: {
    label: 'Result',
    group: 'action',
    kind: 'choice',
    values: ['success', 'failure'],
    description: 'Whether the action succeeded.',
  },
  product: { label: 'Product', group: 'resource', description: 'Product that was changed.' },
  resourceKind: {
    label: 'Resource kind',
    group: 'resource',
    description: 'Kind of the resource, in the words of the log.',
  },
  resourceId: {
    label: 'Resource id',
    group: 'resource',
    kind: 'id',
    description: 'Id of the resource.',
  },
  resourceName: { label: 'Resource name', group: 'resource', description: 'Name of the resource.' },
  zone: { label: 'Zone', group: 'zone', description: 'Name of the zone.' },
  zoneId: { label: 'Zone id', group: 'zone', kind: 'id', description: 'Id of the zone.' },
  account: {
    label: 'Account in the entry',
    group: 'account',
    description: 'Name of the account, where the entry has it.',
  },
  ray: { label: 'Ray ID', group: 'request', kind: 'id', description: 'Ray ID of the request.' },
  method: { label: 'Method', group: 'request', description: 'HTTP method of the request.' },
  path: { label: 'Path', group: 'request', description: 'Path of the request.' },
  status: {
    label: 'Status',
    group: 'request',
    kind: 'number',
    typed: 'text',
    description: 'HTTP status.',
  },
  reason: {
    label: 'Reason',
    group: 'action',
    description: 'Why the action was allowed or failed.',
  },
}

function toField(role: TimelineRole): Field {
  const { label, group, description, kind = 'text' } = declarations[role]
  return { path: toRoleKey(role), label, kind, group, description }
}

function toParameter(role: TimelineRole): Parameter {
  const { label, group, description, kind = 'text', typed, values } = declarations[role]
  return filterWithExclude(toRoleKey(role), label, group, {
    // Every kind of a field of a role is also a kind of a parameter, or has one in `typed`.
    kind: typed ?? (kind as ParameterKind),
    ...(values && { values }),
    field: toRoleKey(role),
    description,
  })
}

const originFields: readonly Field[] = [
  {
    path: 'time',
    label: 'Time',
    kind: 'instant',
    group: 'action',
    description: 'When it happened.',
  },
  {
    path: logPath,
    label: 'Log',
    kind: 'choice',
    group: 'entry',
    description: 'The log of the entry.',
  },
  {
    path: scopePath,
    label: 'Account or zone',
    kind: 'id',
    group: 'account',
    description: 'The account, zone or organization whose log the entry is from.',
  },
]

const columns: readonly Column[] = [
  { field: 'time', width: 152 },
  { field: logPath, width: 96 },
  { field: scopePath, width: 140 },
  { field: 'actor', width: 220 },
  { field: 'verb', width: 84 },
  { field: 'product', width: 130 },
  { field: 'zone', width: 150 },
  { field: 'address', width: 130 },
  { field: 'outcome', width: 84 },
]

const roleLocations: RoleLocations = Object.fromEntries([
  ['time', inFields('time')],
  ...timelineRoles
    .filter((role) => role !== 'verb')
    .map((role) => [role, inFields(toRoleKey(role))] as const),
])

/** The declaration of the timeline. */
export const timeline: Dataset = {
  id: timelineId,
  title: 'All logs',
  shortTitle: 'All logs',
  word: 'all',
  description: 'Several logs, of one account or several, in one list ordered by time.',
  documentationUrl: 'https://developers.cloudflare.com/fundamentals/account/account-security/',
  scopes: [],
  evidence: {},
  coverage: [],
  // Never used: the sources have pages of their own.
  pagination: {
    style: 'cursor',
    cursorParameter: 'cursor',
    sizeParameter: 'limit',
    defaultSize: 100,
    maxSize: 1000,
  },
  parameters: [
    timeBound('since', {
      kind: 'date-or-instant',
      required: false,
      description: 'The first instant of the range.',
    }),
    timeBound('before', {
      kind: 'date-or-instant',
      required: false,
      description: 'The end of the range, which is not part of it.',
    }),
    directionParameter('direction'),
    ...timelineRoles.map(toParameter),
  ],
  fields: [...originFields, ...timelineRoles.map(toField)],
  columns,
  roles: roleLocations,
  verbs: {},
  outcomes: { success: ['success'], failure: ['failure'] },
  summary: 'described-call',
  stackBy: [logPath, 'verb', 'outcome', 'product'],
  entrySchema: z.unknown(),
  timePath: 'time',
}
