/**
 * An independent witness of the catalog: the types of Cloudflare's official SDK. Each table below is
 * held to the SDK by the compiler (`satisfies` refuses missing and surplus keys) and to the catalog
 * by the test; where the two differ on purpose, the difference is named.
 */
import type { AccountListParams } from 'cloudflare/resources/accounts/accounts'
import type { AuditListParams, AuditListResponse } from 'cloudflare/resources/accounts/logs/audit'
import type { AuditLogListParams as AccountV1Params } from 'cloudflare/resources/audit-logs/audit-logs'
import type {
  AuditListParams as OrganizationParams,
  AuditListResponse as OrganizationResponse,
} from 'cloudflare/resources/organizations/logs/audit'
import type { OrganizationListParams } from 'cloudflare/resources/organizations/organizations'
import type {
  AuditLogListParams as InsightParams,
  AuditLogListResponse as InsightResponse,
} from 'cloudflare/resources/security-center/insights/audit-logs'
import type { AuditLog } from 'cloudflare/resources/shared'
import type { AuditLogListParams as UserV1Params } from 'cloudflare/resources/user/audit-logs'
import type { AccessRequestListParams } from 'cloudflare/resources/zero-trust/access/logs/access-requests'
import type { AccessRequest } from 'cloudflare/resources/zero-trust/access/logs/scim/scim'
import type {
  UpdateListParams,
  UpdateListResponse,
} from 'cloudflare/resources/zero-trust/access/logs/scim/updates'
import type { IdentityProviderListParams } from 'cloudflare/resources/zero-trust/identity-providers/identity-providers'
import type { ZoneListParams } from 'cloudflare/resources/zones/zones'
import { describe, expect, it } from 'vitest'
import { accountList, organizationList, zoneList } from './auxiliary-endpoints.ts'
import { auxiliaryEndpoints, findDataset, findParameter, getDataset } from './index.ts'
import type { Parameter } from './parameters.ts'

type Plain = string | number | boolean | readonly unknown[]

/** Dotted paths of all that is no object: `a?: { b?: string }` → `a.b`. Unknown counts as a value. */
type PathOf<T> = {
  [K in keyof T & string]-?: unknown extends T[K]
    ? K
    : NonNullable<T[K]> extends Plain
      ? K
      : `${K}.${PathOf<NonNullable<T[K]>>}`
}[keyof T & string]

/** What stands in the path of the request, not in its query. */
type InPath = 'account_id' | 'zone_id' | 'organization_id'

type Witness<T> = Record<Exclude<PathOf<T>, InPath>, true>

// `zone_id` is a path segment elsewhere but a filter of v2.
const v2 = {
  'account_name.not': true,
  'action_result.not': true,
  'action_type.not': true,
  'actor_context.not': true,
  'actor_email.not': true,
  'actor_id.not': true,
  'actor_ip_address.not': true,
  'actor_token_id.not': true,
  'actor_token_name.not': true,
  'actor_type.not': true,
  'audit_log_id.not': true,
  before: true,
  cursor: true,
  direction: true,
  'id.not': true,
  limit: true,
  product_category: true,
  'raw_cf_ray_id.not': true,
  'raw_method.not': true,
  'raw_status_code.not': true,
  'raw_uri.not': true,
  'resource_id.not': true,
  'resource_product.not': true,
  'resource_scope.not': true,
  'resource_type.not': true,
  since: true,
  'zone_id.not': true,
  'zone_name.not': true,
} satisfies Witness<AuditListParams>

const organizationV2 = {
  'action_result.not': true,
  'action_type.not': true,
  'actor_context.not': true,
  'actor_email.not': true,
  'actor_id.not': true,
  'actor_ip_address.not': true,
  'actor_token_id.not': true,
  'actor_token_name.not': true,
  'actor_type.not': true,
  before: true,
  cursor: true,
  direction: true,
  'id.not': true,
  limit: true,
  'raw_cf_ray_id.not': true,
  'raw_method.not': true,
  'raw_status_code.not': true,
  'raw_uri.not': true,
  'resource_id.not': true,
  'resource_product.not': true,
  'resource_scope.not': true,
  'resource_type.not': true,
  since: true,
} satisfies Witness<OrganizationParams>

/** Includes of v2 exist on the wire, but the SDK types only the `not` side of these filters. */
const toUntyped = (typed: object) =>
  Object.keys(typed)
    .filter((name) => name.endsWith('.not'))
    .map((name) => name.slice(0, -'.not'.length))

const v1 = {
  'action.type': true,
  'actor.email': true,
  'actor.ip': true,
  before: true,
  direction: true,
  export: true,
  hide_user_logs: true,
  id: true,
  page: true,
  per_page: true,
  since: true,
  'zone.name': true,
} satisfies Witness<AccountV1Params> satisfies Witness<UserV1Params>

const insights = {
  before: true,
  changed_by: true,
  cursor: true,
  field_changed: true,
  order: true,
  per_page: true,
  since: true,
} satisfies Witness<InsightParams>

const accounts = {
  direction: true,
  name: true,
  page: true,
  per_page: true,
} satisfies Witness<AccountListParams>

const organizations = {
  'containing.account': true,
  'containing.organization': true,
  'containing.user': true,
  id: true,
  'name.contains': true,
  'name.endsWith': true,
  'name.startsWith': true,
  page_size: true,
  page_token: true,
  'parent.id': true,
} satisfies Witness<OrganizationListParams>

const zones = {
  'account.id': true,
  'account.name': true,
  direction: true,
  match: true,
  name: true,
  order: true,
  page: true,
  per_page: true,
  status: true,
  type: true,
} satisfies Witness<ZoneListParams>

const accessRequests = {
  allowedOp: true,
  app_typeOp: true,
  app_uidOp: true,
  country_codeOp: true,
  direction: true,
  email: true,
  emailOp: true,
  email_exact: true,
  fields: true,
  idpOp: true,
  limit: true,
  non_identityOp: true,
  page: true,
  per_page: true,
  ray_idOp: true,
  since: true,
  until: true,
  user_id: true,
  user_idOp: true,
} satisfies Witness<AccessRequestListParams>

const scimUpdates = {
  cf_resource_id: true,
  direction: true,
  idp_id: true,
  idp_resource_id: true,
  limit: true,
  page: true,
  per_page: true,
  request_method: true,
  resource_group_name: true,
  resource_type: true,
  resource_user_email: true,
  since: true,
  status: true,
  until: true,
} satisfies Witness<UpdateListParams>

const identityProviders = {
  page: true,
  per_page: true,
  scim_enabled: true,
} satisfies Witness<IdentityProviderListParams>

/** Typed by the SDK, and not used: windows instead of pages, whole entries, and a filter that the API ignores. */
const accessUnused = ['fields', 'page', 'per_page', 'user_id', 'user_idOp']

const parametersOf = (id: string) => findDataset(id)?.parameters ?? []

const findAuxiliary = (id: string) =>
  auxiliaryEndpoints.find((endpoint) => endpoint.id === id)?.parameters ?? []

/** The names in requests: `until` where addresses say `before`. */
function wireNames(parameters: readonly Parameter[]): string[] {
  return parameters
    .flatMap(({ wireName, requestName = wireName, exclude }) =>
      exclude ? [requestName, `${requestName}.not`] : [requestName],
    )
    .toSorted()
}

describe('the parameters of the catalog are those of the official SDK', () => {
  it.each([
    ['account-audit-logs-v2', parametersOf('account-audit-logs-v2'), v2, toUntyped(v2)],
    [
      'organization-audit-logs-v2',
      parametersOf('organization-audit-logs-v2'),
      organizationV2,
      toUntyped(organizationV2),
    ],
    ['account-audit-logs-v1', parametersOf('account-audit-logs-v1'), v1, []],
    ['user-audit-logs-v1', parametersOf('user-audit-logs-v1'), v1, []],
    ['insight-audit-logs', parametersOf('insight-audit-logs'), insights, []],
    ['accounts', accountList.parameters, accounts, []],
    ['zones', zoneList.parameters, zones, []],
    ['organizations', organizationList.parameters, organizations, []],
    ['access-scim-logs', parametersOf('access-scim-logs'), scimUpdates, []],
    ['identity-providers', findAuxiliary('identity-providers'), identityProviders, []],
  ])('in %s', (_, parameters, witness, untyped) => {
    expect(wireNames(parameters)).toEqual([...Object.keys(witness), ...untyped].toSorted())
  })
})

it('the Access sign-in log uses or names every parameter of the official SDK', () => {
  const { parameters, unattestedParameters = [] } = getDataset('access-authentication-logs')
  const used = parameters.flatMap(({ wireName, requestName = wireName, operator }) => [
    requestName,
    ...(operator ? [operator.key] : []),
    ...(operator?.parts ? [operator.parts.unless.key] : []),
  ])
  // The SDK types the operators only; the parameters that they belong to are inferred.
  const implied = unattestedParameters.map(({ wireName, impliedBy, grade }) => {
    expect([impliedBy, grade]).toEqual([`${wireName}Op`, 'inferred'])
    expect(accessRequests).not.toHaveProperty([wireName])
    return impliedBy
  })
  expect([...used, ...implied, ...accessUnused].toSorted()).toEqual(
    Object.keys(accessRequests).toSorted(),
  )
  const { operator } = findParameter({ parameters }, 'email') ?? {}
  const words = { eq: true, neq: true, contains: true } satisfies Values<
    AccessRequestListParams['emailOp']
  >
  expect([operator?.include, operator?.exclude, operator?.parts?.include]).toEqual(
    Object.keys(words),
  )
})

/** The values that the SDK types for one parameter, as keys of a table. */
type Values<T> = Record<Extract<NonNullable<T>, string>, true>
/** The same for a filter of v2, from the list behind `not`. */
type Excludable<T extends { not?: readonly unknown[] }> = Values<NonNullable<T['not']>[number]>

const order = { asc: true, desc: true } satisfies Values<AuditListParams['direction']> &
  Values<OrganizationParams['direction']> &
  Values<AccountV1Params['direction']> &
  Values<UserV1Params['direction']> &
  Values<InsightParams['order']>
const results = {
  failure: true,
  success: true,
} satisfies Excludable<AuditListParams.ActionResult> & Excludable<OrganizationParams.ActionResult>
const actionTypes = {
  create: true,
  delete: true,
  update: true,
  view: true,
} satisfies Excludable<AuditListParams.ActionType> & Excludable<OrganizationParams.ActionType>
const contexts = {
  api: true,
  api_key: true,
  api_token: true,
  dash: true,
  oauth: true,
  origin_ca_key: true,
} satisfies Excludable<AuditListParams.ActorContext> & Excludable<OrganizationParams.ActorContext>
const actorTypes = {
  account: true,
  cloudflare_admin: true,
  delegated_service: true,
  system: true,
  user: true,
} satisfies Excludable<AuditListParams.ActorType>
const resourceScopes = {
  accounts: true,
  memberships: true,
  user: true,
  zones: true,
} satisfies Excludable<AuditListParams.ResourceScope>
const organizationActorTypes = {
  cloudflare_admin: true,
  system: true,
  user: true,
} satisfies Excludable<OrganizationParams.ActorType>
const organizationScopes = {
  organizations: true,
} satisfies Excludable<OrganizationParams.ResourceScope>
/** The values of a repeatable choice. */
type Listed<T> = Values<NonNullable<T> extends readonly (infer V)[] ? V : never>
const scimStatuses = { FAILURE: true, SUCCESS: true } satisfies Listed<UpdateListParams['status']>
const scimMethods = { DELETE: true, PATCH: true, POST: true, PUT: true } satisfies Listed<
  UpdateListParams['request_method']
>
const scimTypes = { GROUP: true, USER: true } satisfies Listed<UpdateListParams['resource_type']>
const changedFields = {
  status: true,
  user_classification: true,
} satisfies Values<InsightParams['field_changed']>

describe('the choices of the catalog are those of the official SDK', () => {
  it.each<[string, string, object, string[]]>([
    ['account-audit-logs-v2', 'direction', order, []],
    ['account-audit-logs-v2', 'action_result', results, []],
    // Cloudflare's own audit log server for agents sends `login` as well.
    ['account-audit-logs-v2', 'action_type', actionTypes, ['login']],
    ['account-audit-logs-v2', 'actor_context', contexts, []],
    ['account-audit-logs-v2', 'actor_type', actorTypes, []],
    ['account-audit-logs-v2', 'resource_scope', resourceScopes, []],
    ['organization-audit-logs-v2', 'direction', order, []],
    ['organization-audit-logs-v2', 'action_result', results, []],
    ['organization-audit-logs-v2', 'action_type', actionTypes, []],
    ['organization-audit-logs-v2', 'actor_context', contexts, []],
    ['organization-audit-logs-v2', 'actor_type', organizationActorTypes, []],
    ['organization-audit-logs-v2', 'resource_scope', organizationScopes, []],
    ['account-audit-logs-v1', 'direction', order, []],
    ['user-audit-logs-v1', 'direction', order, []],
    ['insight-audit-logs', 'order', order, []],
    ['access-authentication-logs', 'direction', order, []],
    ['access-scim-logs', 'direction', order, []],
    ['access-scim-logs', 'status', scimStatuses, []],
    ['access-scim-logs', 'request_method', scimMethods, []],
    ['access-scim-logs', 'resource_type', scimTypes, []],
    ['insight-audit-logs', 'field_changed', changedFields, []],
  ])('in %s for %s', (id, wireName, witness, untyped) => {
    const values = findParameter({ parameters: parametersOf(id) }, wireName)?.values ?? []
    expect(values.toSorted()).toEqual([...Object.keys(witness), ...untyped].toSorted())
  })

  it('in every parameter that is a choice', () => {
    const choices = ['v2', 'v1']
      .map((version) => parametersOf(`account-audit-logs-${version}`))
      .concat([
        parametersOf('insight-audit-logs'),
        parametersOf('organization-audit-logs-v2'),
        parametersOf('access-authentication-logs'),
        parametersOf('access-scim-logs'),
      ])
      .flatMap((parameters) => parameters.filter(({ kind }) => kind === 'choice'))
    expect(choices.map(({ wireName }) => wireName).toSorted()).toEqual([
      'action_result',
      'action_result',
      'action_type',
      'action_type',
      'actor_context',
      'actor_context',
      'actor_type',
      'actor_type',
      'direction',
      'direction',
      'direction',
      'direction',
      'direction',
      'field_changed',
      'order',
      'request_method',
      'resource_scope',
      'resource_scope',
      'resource_type',
      'status',
    ])
  })
})

const v2Fields = {
  'account.id': true,
  'account.name': true,
  'action.description': true,
  'action.result': true,
  'action.time': true,
  'action.type': true,
  'actor.context': true,
  'actor.email': true,
  'actor.id': true,
  'actor.ip_address': true,
  'actor.token_id': true,
  'actor.token_name': true,
  'actor.type': true,
  id: true,
  'raw.cf_ray_id': true,
  'raw.method': true,
  'raw.status_code': true,
  'raw.uri': true,
  'raw.user_agent': true,
  'resource.id': true,
  'resource.product': true,
  'resource.request': true,
  'resource.response': true,
  'resource.scope': true,
  'resource.type': true,
  'zone.id': true,
  'zone.name': true,
} satisfies Record<PathOf<AuditListResponse>, true>

const organizationV2Fields = {
  'action.description': true,
  'action.result': true,
  'action.time': true,
  'action.type': true,
  'actor.context': true,
  'actor.email': true,
  'actor.id': true,
  'actor.ip_address': true,
  'actor.token_id': true,
  'actor.token_name': true,
  'actor.type': true,
  id: true,
  'organization.id': true,
  'raw.cf_ray_id': true,
  'raw.method': true,
  'raw.status_code': true,
  'raw.uri': true,
  'raw.user_agent': true,
  'resource.id': true,
  'resource.product': true,
  'resource.request': true,
  'resource.response': true,
  'resource.scope': true,
  'resource.type': true,
} satisfies Record<PathOf<OrganizationResponse>, true>

const v1Fields = {
  'action.result': true,
  'action.type': true,
  'actor.email': true,
  'actor.id': true,
  'actor.ip': true,
  'actor.type': true,
  id: true,
  interface: true,
  metadata: true,
  newValue: true,
  oldValue: true,
  'owner.id': true,
  'resource.id': true,
  'resource.type': true,
  when: true,
} satisfies Record<PathOf<AuditLog>, true>

const insightFields = {
  changed_at: true,
  changed_by: true,
  current_value: true,
  field_changed: true,
  id: true,
  issue_id: true,
  previous_value: true,
  rationale: true,
  zone_id: true,
} satisfies Record<PathOf<InsightResponse>, true>

const accessFields = {
  action: true,
  allowed: true,
  app_domain: true,
  app_uid: true,
  connection: true,
  created_at: true,
  ip_address: true,
  ray_id: true,
  user_email: true,
} satisfies Record<PathOf<AccessRequest>, true>

const scimFields = {
  cf_resource_id: true,
  error_description: true,
  idp_id: true,
  idp_resource_id: true,
  logged_at: true,
  request_body: true,
  request_method: true,
  resource_group_name: true,
  resource_type: true,
  resource_user_email: true,
  status: true,
} satisfies Record<PathOf<UpdateListResponse>, true>

describe('the fields of the catalog are those of the official SDK', () => {
  it.each<[string, object, string[]]>([
    // Seen in Logpush and in third-party fixtures only.
    ['account-audit-logs-v2', v2Fields, ['resource.value']],
    ['organization-audit-logs-v2', organizationV2Fields, ['resource.value']],
    // Undocumented but frequent, and the one key of `metadata` that a filter compares with.
    [
      'account-audit-logs-v1',
      v1Fields,
      ['action.info', 'metadata.zone_name', 'newValueJson', 'oldValueJson'],
    ],
    ['insight-audit-logs', insightFields, []],
    // Undocumented, but sent.
    ['access-authentication-logs', accessFields, ['app_name', 'app_type', 'country', 'user_id']],
    ['access-scim-logs', scimFields, []],
  ])('in %s', (id, witness, untyped) => {
    const paths = findDataset(id)?.fields.map(({ path }) => path) ?? []
    expect(paths.toSorted()).toEqual([...Object.keys(witness), ...untyped].toSorted())
  })
})
