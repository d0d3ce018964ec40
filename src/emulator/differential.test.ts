import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPath } from '../catalog/fields.ts'
import type { Scope } from '../query/log-query.ts'
import type { Pair } from '../query/query-string.ts'
import { createEmulator } from './app.ts'
import { askEmulator, findScopes } from './testing/ask-emulator.ts'

/**
 * An independent witness of the filters: written from the pages of the API, without the catalog and
 * without the matcher of the emulator, and as naive as can be.
 */
const fieldsV2: Record<string, string> = {
  id: 'id',
  audit_log_id: 'id',
  account_name: 'account.name',
  action_result: 'action.result',
  action_type: 'action.type',
  actor_context: 'actor.context',
  actor_email: 'actor.email',
  actor_id: 'actor.id',
  actor_ip_address: 'actor.ip_address',
  actor_token_id: 'actor.token_id',
  actor_token_name: 'actor.token_name',
  actor_type: 'actor.type',
  raw_cf_ray_id: 'raw.cf_ray_id',
  raw_method: 'raw.method',
  raw_status_code: 'raw.status_code',
  raw_uri: 'raw.uri',
  resource_id: 'resource.id',
  resource_product: 'resource.product',
  resource_type: 'resource.type',
  resource_scope: 'resource.scope',
  zone_id: 'zone.id',
  zone_name: 'zone.name',
}
const {
  account_name: _a,
  audit_log_id: _l,
  zone_id: _i,
  zone_name: _n,
  ...fieldsOfOrganization
} = fieldsV2
const fieldsV1: Record<string, string> = {
  id: 'id',
  'action.type': 'action.type',
  'actor.email': 'actor.email',
  'actor.ip': 'actor.ip',
  'zone.name': 'metadata.zone_name',
}
const fieldsOfInsights: Record<string, string> = {
  changed_by: 'changed_by',
  field_changed: 'field_changed',
}

/** Entries have them, but the API does not let anyone ask for them. */
const refusedValues: Record<string, string> = { 'account resource_scope': 'organizations' }

// Just enough for the story to be planted.
const emulator = createEmulator({
  seed: 20,
  entries: 1000,
  now: () => Date.parse('2026-11-19T15:20:00.000Z'),
})
const scopes = await findScopes(emulator)
const idOf = (scope: Scope) => ('id' in scope ? scope.id : '')
const categories = (
  await askEmulator(emulator, `/accounts/${idOf(scopes.account)}/logs/audit/product_categories`)
).body.result as { value: string; products: { value: string }[] }[]

type Log = {
  path: string
  fields: Record<string, string>
  timePath: string
  orderKey: string
  sizeKey: string
  entries: readonly unknown[]
  values: Record<string, readonly string[]>
}

function toLog(log: Omit<Log, 'entries' | 'values'>, datasetId: string, scope: Scope): Log {
  const entries = emulator.entries(datasetId, scope)
  const values = Object.fromEntries(
    Object.entries(log.fields).map(([name, path]) => {
      const found = new Set(entries.map((entry) => readPath(entry, path)))
      found.delete(undefined)
      found.delete(refusedValues[`${scope.kind} ${name}`])
      return [name, [...found].map(String)]
    }),
  )
  return { ...log, entries, values }
}

const v1 = { fields: fieldsV1, timePath: 'when', orderKey: 'direction', sizeKey: 'per_page' }
const v2 = { fields: fieldsV2, timePath: 'action.time', orderKey: 'direction', sizeKey: 'limit' }
const insights = {
  fields: fieldsOfInsights,
  timePath: 'changed_at',
  orderKey: 'order',
  sizeKey: 'per_page',
}
const [account, zone] = [idOf(scopes.account), idOf(scopes.zone)]
const path2 = `/accounts/${account}/logs/audit`
const pathOfInsights = 'security-center/insights/audit-log'
const logs: readonly Log[] = [
  toLog({ ...v2, path: path2 }, 'account-audit-logs-v2', scopes.account),
  toLog(
    { ...v1, path: `/accounts/${account}/audit_logs` },
    'account-audit-logs-v1',
    scopes.account,
  ),
  toLog({ ...v1, path: '/user/audit_logs' }, 'user-audit-logs-v1', scopes.user),
  toLog(
    { ...insights, path: `/accounts/${account}/${pathOfInsights}` },
    'insight-audit-logs',
    scopes.account,
  ),
  toLog(
    { ...insights, path: `/zones/${zone}/${pathOfInsights}` },
    'insight-audit-logs',
    scopes.zone,
  ),
  toLog(
    {
      ...v2,
      fields: fieldsOfOrganization,
      path: `/organizations/${idOf(scopes.organization)}/logs/audit`,
    },
    'organization-audit-logs-v2',
    scopes.organization,
  ),
]

type Asked = {
  filters: { key: string; values: string[] }[]
  since: string
  before: string
  order: 'asc' | 'desc' | undefined
  size: number
  hidesUsers: boolean
}

function isNaivelyMatched(log: Log, entry: unknown, asked: Asked): boolean {
  const timeMs = Date.parse(String(readPath(entry, log.timePath)))
  if (timeMs < Date.parse(asked.since) || timeMs >= Date.parse(asked.before)) return false
  if (asked.hidesUsers && readPath(entry, 'actor.id') === readPath(entry, 'owner.id')) return false
  const category = asked.filters.find(({ key }) => key === 'product_category')
  const products = categories
    .filter(({ value }) => category?.values.some((each) => each.toLowerCase() === value))
    .flatMap((each) => each.products.map(({ value }) => value))
  if (category && !asked.filters.some(({ key }) => key === 'resource_product')) {
    if (!products.includes(String(readPath(entry, 'resource.product')))) return false
  }
  return asked.filters.every(({ key, values }) => {
    if (key === 'product_category') return true
    const isExclude = key.endsWith('.not')
    const value = readPath(entry, log.fields[key.replace(/\.not$/, '')] ?? '')
    const wanted = key === 'resource_product' && category ? [...values, ...products] : values
    return wanted.some((each) => isSame(key, value, each)) !== isExclude
  })
}

function isSame(key: string, value: unknown, wanted: string): boolean {
  if (value === undefined) return false
  const [start, bits] = wanted.split('/')
  if (key !== 'actor.ip' || bits === undefined) return String(value) === wanted
  const length = Number(bits) / 8
  const toStart = (text: string) => text.split('.').slice(0, length).join('.')
  return String(value).includes('.') && toStart(String(value)) === toStart(start ?? '')
}

/** What is asked of a log: mostly values that occur, and some that do not. */
function arbitraryAsked(log: Log): fc.Arbitrary<Asked> {
  const isV2 = log.sizeKey === 'limit'
  const isV1 = log.fields === fieldsV1
  const names = Object.keys(log.fields)
  const times = log.entries.map((entry) => String(readPath(entry, log.timePath)))
  const arbitraryValue = (name: string) =>
    fc.constantFrom(...(log.values[name] ?? []), ...toForeign(name, log.values[name] ?? []))
  const filter = fc.constantFrom(...names).chain((name) =>
    fc.record({
      key: isV2 ? fc.constantFrom(name, `${name}.not`) : fc.constant(name),
      values: fc.array(arbitraryValue(name), { minLength: 1, maxLength: isV2 ? 4 : 1 }),
    }),
  )
  const category = fc.record({
    key: fc.constant('product_category'),
    values: fc.array(
      fc.constantFrom(...categories.flatMap(({ value }) => [value, value.toUpperCase()])),
      { minLength: 1, maxLength: 2 },
    ),
  })
  const keyed = { selector: ({ key }: { key: string }) => key, maxLength: 3 }
  const bound = fc.constantFrom('2026-10-01T00:00:00Z', '2026-12-01T00:00:00Z', ...times)
  // The API refuses a range that ends before it begins.
  const range = fc.tuple(bound, bound).map(([one, other]) => {
    const [since, before] = Date.parse(one) < Date.parse(other) ? [one, other] : [other, one]
    return since === before ? { since, before: '2026-12-02T00:00:00Z' } : { since, before }
  })
  const rest = fc.record({
    filters: fc.uniqueArray(
      log.fields === fieldsV2 ? fc.oneof({ weight: 9, arbitrary: filter }, category) : filter,
      keyed,
    ),
    order: fc.constantFrom('asc', 'desc', undefined),
    size: fc.integer({ min: 1, max: 12 }),
    hidesUsers: isV1 ? fc.boolean() : fc.constant(false),
  })
  return fc.tuple(range, rest).map(([{ since, before }, more]) => ({ since, before, ...more }))
}

function toForeign(name: string, values: readonly string[]): string[] {
  if (name === 'actor.ip') return ['192.0.2.0/24', '198.51.0.0/16', '10.0.0.1']
  const fixed = 'action_result action_type actor_context actor_type resource_scope field_changed'
  if (fixed.split(' ').includes(name)) return []
  if (name === 'raw_status_code') return ['299']
  if (name === 'actor_ip_address') return ['10.0.0.1']
  return ['nothing', ...values.slice(0, 2).map((value) => value.toUpperCase())]
}

function toPairs(log: Log, asked: Asked): Pair[] {
  const { filters, since, before, order, size, hidesUsers } = asked
  return [
    ['since', since],
    ['before', before],
    [log.sizeKey, String(size)],
    ...(order ? [[log.orderKey, order] as const] : []),
    ...(hidesUsers ? [['hide_user_logs', 'true'] as const] : []),
    ...filters.flatMap(({ key, values }) => values.map((value): Pair => [key, value])),
  ]
}

/** Deep equality of entries is what the other tests compare; here, which ones they are. */
const toIds = (entries: readonly unknown[]) => entries.map((entry) => readPath(entry, 'id'))

/** `QUESTIONS=10000 npx vitest run src/emulator/differential.test.ts` asks more. */
const numRuns = Number(process.env.QUESTIONS ?? 4_000)

test(`${numRuns} random questions are answered as a naive filter answers them`, async () => {
  const question = fc
    .constantFrom(...logs)
    .chain((log) => arbitraryAsked(log).map((asked) => ({ log, asked })))
  const seen = { none: 0, some: 0, pages: 0 }
  await fc.assert(
    fc.asyncProperty(question, async ({ log, asked }) => {
      const found = log.entries.filter((entry) => isNaivelyMatched(log, entry, asked))
      const expected = toIds(asked.order === 'asc' ? found : found.reverse())
      const pairs = toPairs(log, asked)
      const { status, body } = await askEmulator(emulator, log.path, pairs)
      expect([status, toIds(body.result)]).toEqual([200, expected.slice(0, asked.size)])
      if (expected.length === 0) seen.none++
      else seen.some++
      if (expected.length <= asked.size) {
        expect(body.result_info?.cursor).toBeUndefined()
        return
      }
      const isByPage = log.fields === fieldsV1
      const place: Pair = isByPage ? ['page', '2'] : ['cursor', String(body.result_info?.cursor)]
      const next = await askEmulator(emulator, log.path, [...pairs, place])
      expect(toIds(next.body.result)).toEqual(expected.slice(asked.size, 2 * asked.size))
      seen.pages++
    }),
    { numRuns },
  )
  expect(Math.min(seen.none, seen.some, seen.pages)).toBeGreaterThan(numRuns / 10)
})
