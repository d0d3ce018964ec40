import { describe, expect, it } from 'vitest'
import { checkDataset } from './define-dataset.ts'
import { auxiliaryEndpoints, datasets, endpoints, findDataset, findParameter } from './index.ts'
import type { Parameter } from './parameters.ts'

/**
 * Written from the pages of the API, not from the catalog: a wrong catalog would otherwise agree
 * with everything that is derived from it. `±` include and exclude, `+` include only, `*` repeats,
 * `!` required, and behind it what the documentation says about values.
 */
const contract: Record<string, string[]> = {
  'account-audit-logs-v2': [
    'account_name ±* text',
    'action_result ±* failure success',
    'action_type ±* create delete login update view',
    'actor_context ±* api api_key api_token dash oauth origin_ca_key',
    'actor_email ±* email',
    'actor_id ±* id',
    'actor_ip_address ±* ip',
    'actor_token_id ±* id',
    'actor_token_name ±* text',
    'actor_type ±* account cloudflare_admin delegated_service system user',
    'audit_log_id ±* id deprecated for id',
    'before +! date-or-instant',
    'cursor + opaque',
    'direction + asc desc default desc',
    'id ±* id',
    'limit + 1–1000 default 100',
    'product_category +* text',
    'raw_cf_ray_id ±* id',
    'raw_method ±* text',
    'raw_status_code ±* 100–599',
    'raw_uri ±* text',
    'resource_id ±* id',
    'resource_product ±* text',
    'resource_scope ±* accounts memberships user zones',
    'resource_type ±* text',
    'since +! date-or-instant',
    'zone_id ±* id',
    'zone_name ±* text',
  ],
  'organization-audit-logs-v2': [
    'action_result ±* failure success',
    'action_type ±* create delete update view',
    'actor_context ±* api api_key api_token dash oauth origin_ca_key',
    'actor_email ±* email',
    'actor_id ±* id',
    'actor_ip_address ±* ip',
    'actor_token_id ±* id',
    'actor_token_name ±* text',
    'actor_type ±* cloudflare_admin system user',
    'before +! date-or-instant',
    'cursor + opaque',
    'direction + asc desc default desc',
    'id ±* id',
    'limit + 1–1000 default 100',
    'raw_cf_ray_id ±* id',
    'raw_method ±* text',
    'raw_status_code ±* 100–599',
    'raw_uri ±* text',
    'resource_id ±* id',
    'resource_product ±* text',
    'resource_scope ±* organizations',
    'resource_type ±* text',
    'since +! date-or-instant',
  ],
  'account-audit-logs-v1': [
    'action.type + text',
    'actor.email + email',
    'actor.ip + ip-or-cidr',
    'before + date-or-instant',
    'direction + asc desc default desc',
    'export + boolean',
    'hide_user_logs + boolean default false',
    'id + id',
    'page + 1–∞ default 1',
    'per_page + 1–1000 default 100',
    'since + date-or-instant',
    'zone.name + text',
  ],
  'insight-audit-logs': [
    'before + instant',
    'changed_by + text',
    'cursor + opaque',
    'field_changed + status user_classification',
    'order + asc desc default desc',
    'per_page + 1–1000 default 25',
    'since + instant',
  ],
  accounts: [
    'direction + asc desc',
    'name + text',
    'page + 1–∞ default 1',
    'per_page + 5–50 default 20',
  ],
  organizations: [
    'containing.account + id',
    'containing.organization + id',
    'containing.user + id',
    'id +* id',
    'name.contains + text',
    'name.endsWith + text',
    'name.startsWith + text',
    'page_size + 1–50 default 10',
    'page_token + opaque',
    'parent.id + text',
  ],
  'access-authentication-logs': [
    'before + instant',
    'direction + asc desc default desc',
    'email ± email',
    'limit + 1–1000 default 25',
    'since + instant',
  ],
  'access-scim-logs': [
    'before + instant',
    'cf_resource_id +* id',
    'direction + asc desc default desc',
    'idp_id +*! id',
    'idp_resource_id +* id',
    'limit + 1–1000 default 20',
    'page + 1–∞ default 1',
    'per_page + 1–1000 default 20',
    'request_method +* DELETE PATCH POST PUT',
    'resource_group_name +* text',
    'resource_type +* GROUP USER',
    'resource_user_email +* email',
    'since + instant',
    'status +* FAILURE SUCCESS',
  ],
  'identity-providers': [
    'page + 1–∞ default 1',
    'per_page + 1–50 default 20',
    'scim_enabled + text',
  ],
  zones: [
    'account.id + id',
    'account.name + text',
    'direction + asc desc',
    'match + all any',
    'name + text',
    'order + account.id account.name name plan.id status',
    'page + 1–∞ default 1',
    'per_page + 5–50 default 20',
    'status + active initializing moved pending',
    'type + text',
  ],
  'product-categories': [],
  'entry-history': [
    'action_time +! instant',
    'before +! date-or-instant',
    'cursor + opaque',
    'direction + asc desc default desc',
    'limit + 1–1000 default 100',
    'since +! date-or-instant',
  ],
}

function inWords(parameter: Parameter): string {
  const { wireName, exclude, repeats, required, kind, values, minimum, maximum } = parameter
  const signs = `${exclude ? '±' : '+'}${repeats ? '*' : ''}${required ? '!' : ''}`
  const form: Partial<Record<Parameter['kind'], string>> = {
    choice: values?.toSorted().join(' ') ?? '',
    integer: `${minimum}–${maximum ?? '∞'}`,
  }
  const words = [wireName, signs, form[kind] ?? kind]
  if (parameter.defaultValue) words.push('default', parameter.defaultValue)
  if (parameter.deprecatedFor) words.push('deprecated for', parameter.deprecatedFor)
  return words.join(' ')
}

const parametersOf = (list: readonly Parameter[]) => list.map(inWords).toSorted()

describe('the catalog', () => {
  it.each(datasets)('declares $id well', (dataset) => {
    expect(() => checkDataset(dataset)).not.toThrow()
  })

  it.each([
    ['account-audit-logs-v2', 'account-audit-logs-v2'],
    ['organization-audit-logs-v2', 'organization-audit-logs-v2'],
    ['account-audit-logs-v1', 'account-audit-logs-v1'],
    ['user-audit-logs-v1', 'account-audit-logs-v1'],
    ['insight-audit-logs', 'insight-audit-logs'],
    ['access-authentication-logs', 'access-authentication-logs'],
    ['access-scim-logs', 'access-scim-logs'],
  ])('has exactly the parameters that the API documents for %s', (id, witness) => {
    expect(parametersOf(findDataset(id)?.parameters ?? [])).toEqual(contract[witness])
  })

  it.each(auxiliaryEndpoints.map(({ id, parameters }) => [id, parameters] as const))(
    'has exactly the parameters that the API documents for %s',
    (id, parameters) => {
      const witness = id
        .replace(/^insight-.*-history$/, 'insight-audit-logs')
        .replace(/^.*-v2-history$/, 'entry-history')
      expect(parametersOf(parameters)).toEqual(contract[witness])
    },
  )

  it('includes and excludes by 22 parameters of v2, the deprecated one among them', () => {
    const both = findDataset('account-audit-logs-v2')?.parameters.filter(({ exclude }) => exclude)
    expect(both).toHaveLength(22)
    expect(both?.every(({ role, repeats }) => role === 'filter' && repeats)).toBe(true)
  })

  it('includes and excludes by 18 parameters of the log of organizations', () => {
    const both = findDataset('organization-audit-logs-v2')?.parameters.filter(
      ({ exclude }) => exclude,
    )
    expect(both).toHaveLength(18)
    expect(both?.every(({ role, repeats }) => role === 'filter' && repeats)).toBe(true)
  })

  it('asks exactly these paths', () => {
    expect(endpoints.map(({ path }) => path)).toEqual([
      '/accounts/{account_id}/logs/audit',
      '/accounts/{account_id}/audit_logs',
      '/user/audit_logs',
      '/accounts/{account_id}/security-center/insights/audit-log',
      '/zones/{zone_id}/security-center/insights/audit-log',
      '/organizations/{organization_id}/logs/audit',
      '/accounts/{account_id}/access/logs/access_requests',
      '/accounts/{account_id}/access/logs/scim/updates',
      '/accounts',
      '/zones',
      '/organizations',
      '/accounts/{account_id}/logs/audit/product_categories',
      '/accounts/{account_id}/access/identity_providers',
      '/accounts/{account_id}/logs/audit/{entry_id}/history',
      '/accounts/{account_id}/security-center/insights/{issue_id}/audit-log',
      '/zones/{zone_id}/security-center/insights/{issue_id}/audit-log',
      '/organizations/{organization_id}/logs/audit/{entry_id}/history',
    ])
    expect(new Set(endpoints.map(({ id }) => id)).size).toBe(endpoints.length)
  })

  it.each([
    [
      'account-audit-logs-v2',
      { style: 'cursor', cursorParameter: 'cursor', sizeParameter: 'limit' },
    ],
    [
      'organization-audit-logs-v2',
      { style: 'cursor', cursorParameter: 'cursor', sizeParameter: 'limit' },
    ],
    ['account-audit-logs-v1', { style: 'page', pageParameter: 'page', sizeParameter: 'per_page' }],
    ['user-audit-logs-v1', { style: 'page', pageParameter: 'page', sizeParameter: 'per_page' }],
    ['access-scim-logs', { style: 'page', pageParameter: 'page', sizeParameter: 'per_page' }],
    [
      'insight-audit-logs',
      { style: 'cursor', cursorParameter: 'cursor', sizeParameter: 'per_page' },
    ],
  ])('pages %s as documented', (id, pagination) => {
    expect(findDataset(id)?.pagination).toMatchObject({ ...pagination, maxSize: 1000 })
  })

  it('describes every parameter and field in a sentence, in one language', () => {
    const described = [
      ...endpoints.flatMap(({ parameters }) => parameters),
      ...datasets.flatMap(({ fields }) => fields),
    ]
    for (const { label, description } of described) {
      expect(label).toMatch(/^[A-Z]/)
      expect(description, label).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('gives every filter a field to compare with, but for the documented exceptions', () => {
    const without = datasets.flatMap(({ parameters }) =>
      parameters.filter(({ role, field }) => role === 'filter' && !field),
    )
    expect([...new Set(without.map(({ wireName }) => wireName))].toSorted()).toEqual([
      'hide_user_logs',
      'product_category',
    ])
  })

  it('does not find what only every object has', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(findDataset(name)).toBeUndefined()
      expect(findParameter({ parameters: datasets[0]?.parameters ?? [] }, name)).toBeUndefined()
    }
  })
})
