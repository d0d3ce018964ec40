/**
 * The parameters of audit log v2 that the logs of accounts and of organizations share. The SDK's types lack the include
 * parameters, but the API accepts them.
 * Source: Cloudflare API reference, "Get account audit logs (Version 2)" and "Get organization audit logs (Version 2)".
 */
import type { Pagination } from '../../cloudflare/pagination.ts'
import {
  cursorParameter,
  directionParameter,
  filterWithExclude,
  type Parameter,
  pageSize,
  timeBound,
} from '../parameters.ts'

/** How audit log v2 is paged. */
export const auditLogV2Pagination = {
  style: 'cursor',
  cursorParameter: 'cursor',
  sizeParameter: 'limit',
  defaultSize: 100,
  maxSize: 1000,
} as const satisfies Pagination

/** The time range and the direction. */
export const auditLogV2TimeParameters: readonly Parameter[] = [
  timeBound('since', {
    kind: 'date-or-instant',
    required: true,
    description: 'Only entries at or after this date (midnight UTC) or instant.',
  }),
  timeBound('before', {
    kind: 'date-or-instant',
    required: true,
    description: 'Only entries before this date (midnight UTC) or instant.',
  }),
  directionParameter('direction'),
]

/** The filters on the actor; `actorType` says which kinds of actor the log has. */
export function auditLogV2ActorParameters(actorType: {
  values: readonly string[]
  description: string
}): readonly Parameter[] {
  return [
    filterWithExclude('actor_email', 'Actor email', 'actor', {
      kind: 'email',
      field: 'actor.email',
      description: 'Email address of the actor. System and account tokens have none.',
    }),
    filterWithExclude('actor_id', 'Actor id', 'actor', {
      kind: 'id',
      field: 'actor.id',
      description: 'User id, or account id for an account-owned token.',
    }),
    filterWithExclude('actor_type', 'Actor type', 'actor', {
      kind: 'choice',
      field: 'actor.type',
      ...actorType,
    }),
    filterWithExclude('actor_context', 'Actor context', 'actor', {
      kind: 'choice',
      field: 'actor.context',
      values: ['api_key', 'api_token', 'dash', 'oauth', 'origin_ca_key', 'api'],
      description:
        'How the actor was signed in: dashboard, token, key or OAuth; api where the credential was not recorded.',
    }),
    filterWithExclude('actor_ip_address', 'Actor IP address', 'actor', {
      kind: 'ip',
      field: 'actor.ip_address',
      description: 'Source IP. One address; v2 has no CIDR filter.',
    }),
    filterWithExclude('actor_token_id', 'Token id', 'actor', {
      kind: 'id',
      field: 'actor.token_id',
      description: 'Id of the API or OAuth token that was used.',
    }),
    filterWithExclude('actor_token_name', 'Token name', 'actor', {
      field: 'actor.token_name',
      description: 'Name of the API or OAuth token that was used.',
    }),
  ]
}

/** The filters on the action; `values` are the action types that the log accepts. */
export function auditLogV2ActionParameters(values: readonly string[]): readonly Parameter[] {
  return [
    filterWithExclude('action_type', 'Action type', 'action', {
      kind: 'choice',
      field: 'action.type',
      values,
      description: 'What kind of action it was. A sign-in may be recorded as update.',
    }),
    filterWithExclude('action_result', 'Action result', 'action', {
      kind: 'choice',
      field: 'action.result',
      values: ['success', 'failure'],
      description: 'Whether the action succeeded.',
    }),
  ]
}

/** The filters on the changed resource; products are suggestions, scopes the only values. */
export function auditLogV2ResourceParameters(options: {
  products: readonly string[]
  scopes: { values: readonly string[]; description: string }
}): readonly Parameter[] {
  return [
    filterWithExclude('resource_product', 'Product', 'resource', {
      field: 'resource.product',
      values: options.products,
      description: 'Cloudflare product of the changed resource.',
    }),
    filterWithExclude('resource_type', 'Resource type', 'resource', {
      field: 'resource.type',
      description: 'Type of the changed resource within its product.',
    }),
    filterWithExclude('resource_id', 'Resource id', 'resource', {
      kind: 'id',
      field: 'resource.id',
      description: 'Identifier of the changed resource.',
    }),
    filterWithExclude('resource_scope', 'Resource scope', 'resource', {
      kind: 'choice',
      field: 'resource.scope',
      ...options.scopes,
    }),
  ]
}

/** The filters on the API call behind an action. */
export const auditLogV2CallParameters: readonly Parameter[] = [
  filterWithExclude('raw_method', 'HTTP method', 'request', {
    field: 'raw.method',
    values: ['POST', 'PUT', 'PATCH', 'DELETE', 'GET'],
    description: 'Method of the API call behind the action.',
  }),
  filterWithExclude('raw_status_code', 'HTTP status', 'request', {
    kind: 'integer',
    field: 'raw.status_code',
    minimum: 100,
    maximum: 599,
    description: 'Status that the API answered with.',
  }),
  filterWithExclude('raw_uri', 'Request URI', 'request', {
    field: 'raw.uri',
    description: 'Path of the API call, without /client/v4.',
  }),
  filterWithExclude('raw_cf_ray_id', 'Ray ID', 'request', {
    kind: 'id',
    field: 'raw.cf_ray_id',
    description: 'Cloudflare Ray ID of the API call.',
  }),
]

/** The filter on the id of the entry. */
export const auditLogV2EntryParameter: Parameter = filterWithExclude('id', 'Entry id', 'entry', {
  kind: 'id',
  field: 'id',
  description: 'Identifier of the entry itself.',
})

/** The paging. */
export const auditLogV2PagingParameters: readonly Parameter[] = [
  pageSize('limit', auditLogV2Pagination.defaultSize),
  cursorParameter(),
]
