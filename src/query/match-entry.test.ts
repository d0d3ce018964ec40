import { describe, expect, it } from 'vitest'
import { type Dataset, defineDataset } from '../catalog/define-dataset.ts'
import { readField } from '../catalog/fields.ts'
import { getDataset } from '../catalog/index.ts'
import {
  cursorParameter,
  directionParameter,
  filter,
  filterWithExclude,
  pageSize,
  timeBound,
} from '../catalog/parameters.ts'
import { z } from '../cloudflare/schema.ts'
import type { Filter, FilterMode } from './log-query.ts'
import { createFieldMatchers } from './match-entry.ts'
import { validatePairs } from './validate-query.ts'

const productsOf = (category: string) =>
  category.toLowerCase() === 'zerotrust' ? ['access', 'gateway'] : []

const v2 = getDataset('account-audit-logs-v2')
const v1 = getDataset('account-audit-logs-v1')

const where = (parameter: string, mode: FilterMode, ...values: string[]): Filter => ({
  parameter,
  mode,
  values,
})

const matches = (dataset: Dataset, entry: unknown, ...filters: Filter[]) =>
  createFieldMatchers(dataset, filters, { productsOf }).every(
    ({ field, mode, matches }) => matches(readField(entry, field)) === (mode === 'include'),
  )

const entry = {
  id: 'e1',
  action: { type: 'create', result: 'success' },
  actor: { email: 'alice@example.com', ip_address: '198.51.100.7' },
  raw: { status_code: 200, cf_rayid: 'abcdef0123456789' },
  resource: { product: 'dns', scope: {} },
}

describe('filters on fields', () => {
  it('lets everything pass without filters', () => {
    expect(matches(v2, entry)).toBe(true)
    expect(matches(v2, null)).toBe(true)
  })

  it.each([
    ['includes a value', where('action_type', 'include', 'create'), true],
    ['includes any of several values', where('action_type', 'include', 'view', 'create'), true],
    ['drops what is not included', where('action_type', 'include', 'view'), false],
    ['excludes a value', where('action_type', 'exclude', 'create'), false],
    ['excludes any of several values', where('action_type', 'exclude', 'view', 'create'), false],
    ['keeps what is not excluded', where('action_type', 'exclude', 'view', 'update'), true],
    ['fails an include when the field is missing', where('zone_name', 'include', 'x'), false],
    ['passes an exclude when the field is missing', where('zone_name', 'exclude', 'x'), true],
    [
      'fails an include when the field is an object',
      where('resource_scope', 'include', 'zones'),
      false,
    ],
    [
      'passes an exclude when the field is an object',
      where('resource_scope', 'exclude', 'zones'),
      true,
    ],
    ['compares a number with its digits', where('raw_status_code', 'include', '200'), true],
    ['does not compare numbers by prefix', where('raw_status_code', 'include', '20'), false],
    ['is exact about case', where('actor_email', 'include', 'Alice@example.com'), false],
    [
      'reads the other spelling of a field',
      where('raw_cf_ray_id', 'include', 'abcdef0123456789'),
      true,
    ],
    ['reads the deprecated name', where('audit_log_id', 'exclude', 'e1'), false],
    ['ignores a parameter that the dataset has not', where('toaster', 'include', 'x'), true],
  ])('%s', (_, given, expected) => {
    expect(matches(v2, entry, given)).toBe(expected)
  })

  it('reads a status that came as text', () => {
    const strange = { raw: { status_code: '200' } }
    expect(matches(v2, strange, where('raw_status_code', 'include', '200'))).toBe(true)
  })

  it('needs all filters to hold', () => {
    const byAlice = where('actor_email', 'include', 'alice@example.com')
    expect(matches(v2, entry, byAlice, where('action_type', 'include', 'create'))).toBe(true)
    expect(matches(v2, entry, byAlice, where('action_type', 'exclude', 'create'))).toBe(false)
  })

  it.each([
    undefined,
    null,
    7,
    'text',
    [],
    { actor: null },
    { actor: 'alice' },
    { action: { type: null } },
  ])('fails includes and passes excludes on the strange entry %j', (strange) => {
    expect(matches(v2, strange, where('action_type', 'include', 'create'))).toBe(false)
    expect(matches(v2, strange, where('action_type', 'exclude', 'create'))).toBe(true)
  })

  it('does not read inherited properties', () => {
    const inherited = Object.create({ action: { type: 'create' } })
    expect(matches(v2, inherited, where('action_type', 'include', 'create'))).toBe(false)
  })

  it('leaves a filter that compares with no field to the caller', () => {
    expect(matches(v1, { id: 'x' }, where('hide_user_logs', 'include', 'true'))).toBe(true)
  })
})

describe('product_category', () => {
  const category = where('product_category', 'include', 'ZeroTrust')
  const dns = { resource: { product: 'dns' } }
  const access = { resource: { product: 'access' } }
  const r2 = { resource: { product: 'r2' } }

  it('includes the products of the category', () => {
    expect(matches(v2, access, category)).toBe(true)
    expect(matches(v2, dns, category)).toBe(false)
  })

  it('adds to an explicit product instead of narrowing it', () => {
    const product = where('resource_product', 'include', 'dns')
    for (const filters of [
      [category, product],
      [product, category],
    ]) {
      expect([dns, access, r2].map((each) => matches(v2, each, ...filters))).toEqual([
        true,
        true,
        false,
      ])
    }
  })

  it('does not override an exclude', () => {
    expect(matches(v2, access, category, where('resource_product', 'exclude', 'access'))).toBe(
      false,
    )
  })

  it('matches nothing when no category is known', () => {
    expect(matches(v2, dns, where('product_category', 'include', 'unknown'))).toBe(false)
  })
})

describe('addresses and ranges', () => {
  it.each([
    ['198.51.100.7', '198.51.100.7', true],
    ['198.51.100.7', '198.51.100.8', false],
    ['198.51.100.0/24', '198.51.100.255', true],
    ['198.51.100.0/24', '198.51.101.0', false],
    ['198.51.100.99/24', '198.51.100.1', true],
    ['198.51.100.7', '::ffff:198.51.100.7', true],
    ['198.51.100.0/24', '::ffff:198.51.100.7', true],
    ['::ffff:198.51.100.7', '198.51.100.7', true],
    ['::ffff:198.51.100.0/120', '198.51.100.7', true],
    ['::ffff:198.51.100.0/120', '198.51.101.7', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:DB8::1', '2001:db8:0:0:0:0:0:1', true],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '203.0.113.9', false],
    ['0.0.0.0/0', '', false],
    ['0.0.0.0/0', 'unknown', false],
  ])('%s against %s is %s', (given, ip, expected) => {
    expect(matches(v1, { actor: { ip } }, where('actor.ip', 'include', given))).toBe(expected)
  })

  it('takes any of several, and fails without an address', () => {
    const given = where('actor.ip', 'include', '192.0.2.1', '198.51.100.0/24')
    expect(matches(v1, { actor: { ip: '198.51.100.7' } }, given)).toBe(true)
    expect(matches(v1, { actor: {} }, given)).toBe(false)
    expect(matches(v1, { actor: { ip: 3325256711 } }, given)).toBe(false)
  })
})

describe('a dataset declared here', () => {
  const evidence = {
    grade: 'inferred',
    source: { title: 'On toast', url: 'https://example.com/toasts' },
  } as const
  const toasts = defineDataset({
    id: 'toast-logs',
    title: 'Toast log',
    shortTitle: 'Toasts',
    word: 'toasts',
    description: 'Who toasted what.',
    documentationUrl: 'https://example.com/toasts',
    scopes: [{ kind: 'zone', path: '/zones/{zone_id}/toasts', permission: 'Toast Read', evidence }],
    retentionDays: 1,
    evidence: { retention: evidence },
    coverage: [],
    pagination: {
      style: 'cursor',
      cursorParameter: 'cursor',
      sizeParameter: 'limit',
      defaultSize: 10,
      maxSize: 1000,
    },
    parameters: [
      timeBound('since', { kind: 'instant', required: true, description: 'From.' }),
      timeBound('before', { kind: 'instant', required: false, description: 'To.' }),
      directionParameter('order'),
      filterWithExclude('bread', 'Bread', 'resource', {
        field: 'bread.kind',
        ignoresCase: true,
        description: 'Kind of bread.',
      }),
      filter('burnt', 'Burnt', 'action', {
        kind: 'boolean',
        field: 'burnt',
        description: 'Whether it burnt.',
      }),
      pageSize('limit', 10),
      cursorParameter(),
    ],
    fields: [
      { path: 'id', label: 'Id', kind: 'id', group: 'entry', description: 'Id.' },
      { path: 'at', label: 'Time', kind: 'instant', group: 'action', description: 'When.' },
      {
        path: 'bread.kind',
        label: 'Bread',
        kind: 'text',
        group: 'resource',
        description: 'Bread.',
      },
      { path: 'burnt', label: 'Burnt', kind: 'boolean', group: 'action', description: 'Burnt.' },
    ],
    columns: [{ field: 'at', width: 200 }],
    roles: {},
    verbs: {},
    summary: 'named-action',
    stackBy: [],
    entrySchema: z.looseObject({}),
    idPath: 'id',
    timePath: 'at',
  })

  it('is matched by what its parameters say', () => {
    const rye = { id: '1', bread: { kind: 'Rye' }, burnt: true }
    expect(matches(toasts, rye, where('bread', 'include', 'rye'))).toBe(true)
    expect(matches(toasts, rye, where('bread', 'exclude', 'RYE'))).toBe(false)
    expect(matches(toasts, rye, where('burnt', 'include', 'true'))).toBe(true)
    expect(matches(toasts, rye, where('burnt', 'include', 'false'))).toBe(false)
  })

  it('is validated by what its parameters say', () => {
    const since = ['since', '2026-11-01T00:00:00Z'] as const
    expect(validatePairs(toasts, [since, ['bread.not', 'rye'], ['bread.not', 'white']])).toEqual([])
    expect(
      validatePairs(toasts, [
        ['bread', 'rye'],
        ['burnt.not', 'true'],
        ['burnt', 'very'],
        ['direction', 'asc'],
      ]),
    ).toMatchObject([
      { kind: 'not-excludable', key: 'burnt.not' },
      { kind: 'bad-value', key: 'burnt' },
      { kind: 'unknown-parameter', key: 'direction' },
      { kind: 'missing', key: 'since' },
    ])
  })
})
