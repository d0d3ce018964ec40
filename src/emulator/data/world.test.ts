import { describe, expect, test } from 'vitest'
import { readPath } from '../../catalog/fields.ts'
import { datasets } from '../../catalog/index.ts'
import type { Scope } from '../../query/log-query.ts'
import { type ApiForms, defaultForms } from '../api-forms.ts'
import { productCategories } from '../product-categories.ts'
import { actions } from './estate/actions.ts'
import {
  hostileRecordNames,
  hostileTokenNames,
  hostileUserAgents,
} from './estate/hostile-strings.ts'
import { createWorld } from './world.ts'

const nowMs = Date.parse('2026-11-19T15:20:00.000Z')
const create = (entries: number, seed = 11, forms: Partial<ApiForms> = {}) =>
  createWorld({ seed, entries, nowMs, forms: { ...defaultForms, ...forms } })

/** Both logs record everything that they have words for. */
const fullForms = { signInType: 'login', onlyInV1: 'none', accountV1SignIns: 'present' } as const

/** Every log in every scope of a world, with all entries that are visible. */
function readAll({ estate, findSource }: ReturnType<typeof create>) {
  const scopes: Scope[] = [
    ...estate.accounts.map(({ id }): Scope => ({ kind: 'account', id })),
    ...estate.zones.map(({ id }): Scope => ({ kind: 'zone', id })),
    ...estate.organizations.map(({ id }): Scope => ({ kind: 'organization', id })),
    { kind: 'user' },
  ]
  return datasets.flatMap((dataset) =>
    scopes.flatMap((scope) => {
      const source = findSource(dataset.id, scope)
      if (!source) return []
      const length = source.firstAt(nowMs + 1)
      return [{ dataset, source, length, scope }]
    }),
  )
}

describe('a world of 20,000 entries', () => {
  const world = create(20_000, 11, fullForms)
  const logs = readAll(world)
  const [v2Log, v1Log] = ['account-audit-logs-v2', 'account-audit-logs-v1'].map((id) => {
    const log = logs.find(({ dataset }) => dataset.id === id)
    const entries = Array.from({ length: log?.length ?? 0 }, (_, at) => log?.source.entryAt(at))
    return { ...log, entries }
  })
  const v2 = v2Log?.entries ?? []
  const v1 = v1Log?.entries ?? []
  const valuesOf = (entries: readonly unknown[], path: string) =>
    new Set(entries.map((entry) => readPath(entry, path)))

  test('has entries in every log, and each of them is as the catalog declares', () => {
    const found = new Set(logs.map(({ dataset }) => dataset.id))
    expect(found.size).toBe(datasets.length)
    for (const { dataset, source, length, scope } of logs) {
      // Nothing was ever found in some zones.
      if (scope.kind !== 'zone') expect(length).toBeGreaterThan(10)
      const ids = new Set<unknown>()
      let beforeMs = 0
      for (let at = 0; at < length; at++) {
        const entry = source.entryAt(at)
        ids.add(dataset.idPath === undefined ? at : readPath(entry, dataset.idPath))
        const timeMs = Date.parse(String(readPath(entry, dataset.timePath)))
        if (at % 3 === 0 && !dataset.entrySchema.safeParse(entry).success) {
          expect.fail(`Entry ${at} of ${dataset.id} is not as declared: ${JSON.stringify(entry)}`)
        }
        if (timeMs < beforeMs || timeMs !== source.timeOf(at)) {
          expect.fail(`Entry ${at} of ${dataset.id} is not where its time is.`)
        }
        beforeMs = timeMs
      }
      expect(ids.size).toBe(length)
    }
  })

  test('finds the first entry at a time as a search through all does', () => {
    for (const { source, length } of logs) {
      const times = Array.from({ length }, (_, at) => source.timeOf(at))
      for (const part of [0, 0.2, 0.5, 0.9]) {
        const timeMs = times[Math.floor(part * (length - 1))] ?? 0
        for (const each of [timeMs - 1, timeMs, timeMs + 1]) {
          const naive = times.findIndex((time) => time >= each)
          expect(source.firstAt(each)).toBe(naive === -1 ? length : naive)
        }
      }
    }
  })

  test('does everything that v2 has a word for', () => {
    const toText = (parts: readonly unknown[]) => parts.join(' ')
    const done = new Set(
      v2.map((entry) =>
        toText(
          ['resource.product', 'resource.type', 'action.type', 'action.description'].map((path) =>
            readPath(entry, path),
          ),
        ),
      ),
    )
    for (const { product, type, verb, description } of actions) {
      expect(done).toContain(toText([product, type, verb, description]))
    }
    expect(valuesOf(v2, 'action.description')).toContain('SSO_LOGIN')
    expect(valuesOf(v2, 'action.description')).toContain('LOGIN')
  })

  test('has actors, contexts and outcomes of every kind', () => {
    expect(valuesOf(v2, 'actor.type')).toEqual(
      new Set(['user', 'account', 'system', 'cloudflare_admin']),
    )
    for (const context of ['dash', 'api_token', 'api_key', 'oauth', 'origin_ca_key', 'api']) {
      expect(valuesOf(v2, 'actor.context')).toContain(context)
    }
    for (const status of [200, 201, 202, 204, 500, 502, 503]) {
      expect(valuesOf(v2, 'raw.status_code')).toContain(status)
    }
    expect(valuesOf(v2, 'resource.scope').size).toBe(5)
    expect(valuesOf(v2, 'actor.email').size).toBeGreaterThan(180)
    expect([...valuesOf(v2, 'actor.ip_address')].join()).toContain('2001:db8:')
  })

  test('leaves out what is not known instead of saying null', () => {
    const text = JSON.stringify(v2.map((entry) => ({ ...(entry as object), resource: {} })))
    expect(text).not.toContain('null')
    const bySystem = v2.filter((entry) => readPath(entry, 'actor.type') === 'system')
    for (const entry of bySystem) expect(readPath(entry, 'actor')).toEqual({ type: 'system' })
    for (const path of ['raw', 'zone', 'resource.id', 'resource.product', 'actor.email']) {
      expect(valuesOf(v2, path)).toContain(undefined)
    }
  })

  test('calls only calls that fail on the server failures', () => {
    for (const entry of v2) {
      const status = readPath(entry, 'raw.status_code')
      if (typeof status !== 'number') continue
      expect(readPath(entry, 'action.result')).toBe(status >= 500 ? 'failure' : 'success')
    }
  })

  test('has strings that a careless screen would obey', () => {
    const text = JSON.stringify(v2)
    for (const hostile of [...hostileTokenNames, ...hostileUserAgents, ...hostileRecordNames]) {
      expect(text).toContain(JSON.stringify(hostile).slice(1, -1))
    }
  })

  test('speaks the words of v1, with values before and after', () => {
    const words = valuesOf(v1, 'action.type')
    for (const word of [
      'rec_add rec_del token_create token_roll token_revoke add_member accept_member',
      'account_member_delete change_setting purge login job_create job_update gateway_create',
      'gateway_update add pending delete create tls_settings_deployed API_key_view',
      'rotate_API_key API_key_created add_enforce_twofactor',
    ].flatMap((line) => line.split(' '))) {
      expect(words).toContain(word)
    }
    const setting = v1.find((entry) => readPath(entry, 'action.type') === 'change_setting')
    expect(readPath(setting, 'newValue')).not.toBe(readPath(setting, 'oldValue'))
    expect(valuesOf(v1, 'interface')).toEqual(new Set(['UI', 'API', '']))
  })

  test('has the odd shapes of v1', () => {
    const ids = v1.map((entry) => String(readPath(entry, 'id')).charAt(14))
    expect(new Set(ids)).toEqual(new Set(['4', '5']))
    for (const path of ['oldValueJson', 'newValueJson']) {
      const texts = new Set(v1.map((entry) => JSON.stringify(readPath(entry, path))))
      expect(texts).toContain('{}')
      expect(texts).toContain(undefined)
    }
    expect(valuesOf(v1, 'action.result')).toEqual(new Set([true, false, undefined]))
    expect(valuesOf(v1, 'newValue')).toContain('null')
    const precisions = new Set(
      v1.map((entry) => /(\.\d+)?Z$/.exec(String(readPath(entry, 'when')))?.[1]?.length ?? 0),
    )
    for (const length of [0, 3, 4, 6, 7]) expect(precisions).toContain(length)
    const bySystem = v1.filter((entry) => readPath(entry, 'actor.type') === 'system')
    expect(bySystem.length).toBeGreaterThan(20)
    for (const entry of bySystem) {
      expect(readPath(entry, 'actor')).toEqual({ id: '1', type: 'system' })
      // The last two are those of zone syncs.
      expect(readPath(entry, 'action.type')).toMatch(/^(tls_settings_deployed|rec_add|rec_del)$/)
    }
  })

  test('tells in the user log only what one user did', () => {
    const log = logs.find(({ dataset }) => dataset.id === 'user-audit-logs-v1')
    const entries = Array.from({ length: log?.length ?? 0 }, (_, at) => log?.source.entryAt(at))
    expect(valuesOf(entries, 'actor.id').size).toBe(1)
    const owners = valuesOf(entries, 'owner.id')
    const [actorId] = valuesOf(entries, 'actor.id')
    expect(owners).toContain(actorId)
    expect(owners.size).toBeGreaterThan(2)
  })

  test('keeps to working hours, and to weekdays', () => {
    const hours = v2.map((entry) => new Date(String(readPath(entry, 'action.time'))))
    const count = (holds: (date: Date) => boolean) => hours.filter(holds).length
    const perWeekday = count((date) => ![0, 6].includes(date.getUTCDay())) / 22
    const perWeekendDay = count((date) => [0, 6].includes(date.getUTCDay())) / 8
    expect(perWeekday).toBeGreaterThan(3 * perWeekendDay)
    const toHours = (entries: readonly unknown[]) =>
      entries.map((entry) => new Date(String(readPath(entry, 'action.time'))).getUTCHours())
    const byTerraform = toHours(
      v2.filter((entry) => readPath(entry, 'actor.token_name') === 'terraform'),
    )
    const atNight = byTerraform.filter((hour) => hour >= 1 && hour < 4)
    expect(atNight.length).toBeGreaterThan(byTerraform.length / 2)
  })
})

describe('what sources disagree about', () => {
  const read = (id: string, forms: Partial<ApiForms>) => {
    const { estate, findSource } = create(6000, 11, forms)
    const scope = { kind: 'account', id: estate.accounts[0]?.id ?? '' } as const
    const source = findSource(id, scope)
    const length = source?.firstAt(nowMs + 1) ?? 0
    return Array.from({ length }, (_, at) => source?.entryAt(at))
  }
  const isSignIn = (entry: unknown) =>
    /^(SSO_)?LOGIN$/.test(String(readPath(entry, 'action.description')))
  const isOfV1 = (entry: unknown) =>
    /^(workers|r2|email_routing)$/.test(String(readPath(entry, 'resource.product')))

  test.each(['update', 'login'] as const)('a sign-in of v2 has the type %s', (signInType) => {
    const signIns = read('account-audit-logs-v2', { signInType }).filter(isSignIn)
    expect(signIns.length).toBeGreaterThan(100)
    for (const entry of signIns) expect(readPath(entry, 'action.type')).toBe(signInType)
  })

  test('v2 lacks Workers, R2 and Email Routing, or has them, and v1 always has them', () => {
    const lacking = read('account-audit-logs-v2', {})
    const full = read('account-audit-logs-v2', { onlyInV1: 'none' })
    expect(lacking.filter(isOfV1)).toEqual([])
    expect(full.filter(isOfV1).length).toBeGreaterThan(100)
    // About as many entries as asked for in both cases.
    expect(Math.abs(full.length - lacking.length)).toBeLessThan(full.length / 20)
    const kinds = read('account-audit-logs-v1', {}).map((entry) => readPath(entry, 'resource.type'))
    for (const kind of ['script', 'route', 'r2.bucket', 'email_routing.rule']) {
      expect(kinds).toContain(kind)
    }
  })

  test('v1 of an account lacks sign-ins, or has them', () => {
    const isLogin = (entry: unknown) => readPath(entry, 'action.type') === 'login'
    const lacking = read('account-audit-logs-v1', {})
    const full = read('account-audit-logs-v1', { accountV1SignIns: 'present' })
    expect(lacking.filter(isLogin)).toEqual([])
    expect(full.filter(isLogin).length).toBeGreaterThan(100)
    const isSequel = (entry: unknown) => readPath(entry, 'action.type') === 'API_key_view'
    expect(lacking.filter(isSequel).length).toBeGreaterThan(0)
    expect(lacking.filter(isSequel)).toEqual(full.filter(isSequel))
  })

  test('the log of a user has its sign-ins in both cases', () => {
    const { findSource } = create(6000)
    const source = findSource('user-audit-logs-v1', { kind: 'user' })
    const types = Array.from({ length: source?.firstAt(nowMs) ?? 0 }, (_, at) =>
      readPath(source?.entryAt(at), 'action.type'),
    )
    expect(types).toContain('login')
  })
})

describe('the everyday entries of 20,000', () => {
  const { estate, findSource } = create(20_000)
  const [account] = estate.accounts
  const source = findSource('account-audit-logs-v2', { kind: 'account', id: account?.id ?? '' })
  const v2 = Array.from({ length: source?.firstAt(nowMs) ?? 0 }, (_, at) => source?.entryAt(at))

  test('have bursts in which the system deletes records of a zone and creates them again', () => {
    const bySystem = v2.filter(
      (entry) =>
        readPath(entry, 'actor.type') === 'system' && readPath(entry, 'resource.product') === 'dns',
    )
    const toRecord = (entry: unknown) => {
      const { id: _, ...recorded } = (readPath(entry, 'zone') ?? {}) as { id?: string }
      return `${JSON.stringify(recorded)} ${readPath(entry, 'resource.id')}`
    }
    const ofVerb = (verb: string) =>
      bySystem.filter((entry) => readPath(entry, 'action.type') === verb)
    expect(ofVerb('delete').length).toBeGreaterThan(20)
    // Pairs, but for the first or last half of a burst in which an event of the story takes a turn.
    const created = new Set(ofVerb('create').map(toRecord))
    const pairs = ofVerb('delete').filter((entry) => created.has(toRecord(entry)))
    expect(pairs.length).toBeGreaterThan(0.9 * ofVerb('delete').length)
    const firstMs = Date.parse(String(readPath(bySystem[0], 'action.time')))
    const near = bySystem.filter(
      (entry) => Date.parse(String(readPath(entry, 'action.time'))) < firstMs + 3_600_000,
    )
    expect(near.length).toBeGreaterThan(20)
    expect(new Set(near.map((entry) => readPath(entry, 'zone.name'))).size).toBe(1)
  })

  test('often have a credential that was not recorded, and then no token id', () => {
    const found = v2.filter(
      (entry) =>
        readPath(entry, 'actor.context') === 'api' && readPath(entry, 'raw.method') !== undefined,
    )
    expect(found.length).toBeGreaterThan(v2.length / 50)
    for (const entry of found) expect(readPath(entry, 'actor.token_id')).toBeUndefined()
  })

  test('have responses that are lists', () => {
    const lists = v2.filter((entry) => Array.isArray(readPath(entry, 'resource.response')))
    expect(lists.length).toBeGreaterThan(20)
  })

  test('have all actions of SCIM, by the token of the identity provider', () => {
    const found = v2.filter((entry) =>
      String(readPath(entry, 'action.description')).includes('SCIM'),
    )
    expect(new Set(found.map((entry) => readPath(entry, 'action.description')))).toEqual(
      new Set([
        'Create SCIM User',
        'Replace SCIM User',
        'Update SCIM User',
        'Delete SCIM User',
        'Create SCIM Group',
        'Update SCIM Group',
        'Delete SCIM Group',
      ]),
    )
    const people = found.filter((entry) => readPath(entry, 'actor.context') === 'dash')
    expect(people).toEqual([])
  })
})

test('every product belongs to exactly one category', () => {
  const listed = productCategories.flatMap(({ products }) => products.map(({ value }) => value))
  expect(new Set(listed).size).toBe(listed.length)
  expect(new Set(listed)).toEqual(new Set(actions.map(({ product }) => product)))
})

test('an entry does not depend on the order of access', () => {
  const [forward, backward] = [create(500), create(500)].map(readAll)
  forward?.forEach(({ source, length }, number) => {
    const other = backward?.[number]?.source
    const expected = Array.from({ length }, (_, at) => source.entryAt(at))
    const found = Array.from({ length }, (_, at) => other?.entryAt(length - 1 - at)).reverse()
    expect(found).toEqual(expected)
  })
})

test('what is done in the n-th event does not depend on how many there are', () => {
  const [few, many] = [1000, 30_000].map((entries) => {
    const { estate, findSource } = create(entries)
    return findSource('account-audit-logs-v2', {
      kind: 'account',
      id: estate.accounts[0]?.id ?? '',
    })
  })
  const paths = [
    'id',
    'action.description',
    'action.result',
    'raw.cf_ray_id',
    'zone',
    'resource.type',
  ]
  // Later on, the places of the story differ.
  for (let at = 0; at < 500; at++) {
    for (const path of paths) {
      expect(readPath(many?.entryAt(at), path)).toEqual(readPath(few?.entryAt(at), path))
    }
  }
})
