import { beforeAll, describe, expect, test } from 'vitest'
import type { Dataset } from '../catalog/define-dataset.ts'
import { datasets } from '../catalog/index.ts'
import type { Parameter } from '../catalog/parameters.ts'
import type { ScopeKind } from '../catalog/scopes.ts'
import { findScopedPath } from '../query/address/path-meaning.ts'
import type { Scope } from '../query/log-query.ts'
import type { Pair } from '../query/query-string.ts'
import { toRequestPairs } from '../query/request-pairs.ts'
import { createEmulator, type Emulator } from './app.ts'
import { askAllPages, askEmulator, fillRequired, findScopes } from './testing/ask-emulator.ts'

const now = () => Date.parse('2026-11-19T15:20:00.000Z')
const everything: Pair[] = [
  ['since', '2026-10-01T00:00:00Z'],
  ['before', '2026-12-01T00:00:00Z'],
]

type Entry = Record<string, unknown>

const small = createEmulator({ seed: 7, entries: 1000, now })
let scopes: Record<ScopeKind, Scope>
let productsOf: Map<string, string[]>

beforeAll(async () => {
  scopes = await findScopes(small)
  const path = findScopedPath(datasets[0] as Dataset, scopes.account)
  const categories = await askEmulator(small, `${path}/product_categories`)
  productsOf = new Map(
    categories.body.result.map(({ value, products }) => [
      String(value),
      (products as { value: string }[]).map((product) => product.value),
    ]),
  )
})

const cases = datasets.flatMap((dataset) =>
  dataset.scopes.map(({ kind }) => ({ name: `${dataset.id} of ${kind}`, dataset, kind })),
)

/** The value at a dotted path, read without the help of the catalog. */
function read(entry: Entry, path: string): unknown {
  let value: unknown = entry
  for (const key of path.split('.')) value = (value as Entry | undefined)?.[key]
  return value
}

function allOf(dataset: Dataset, kind: ScopeKind, emulator: Emulator = small): Entry[] {
  return emulator.entries(dataset.id, scopes[kind]) as Entry[]
}

async function ask(dataset: Dataset, kind: ScopeKind, pairs: readonly Pair[], size = 1000) {
  const full: Pair[] = [...pairs, [dataset.pagination.sizeParameter, String(size)]]
  const since = pairs.some(([key]) => key === 'since') ? [] : everything
  return (await askAllPages(small, dataset, scopes[kind], [...since, ...full])).flat()
}

/** Entries of a log without ids are compared as a whole. */
const idsOf = (entries: readonly Entry[]) =>
  entries.map((entry) => entry.id ?? JSON.stringify(entry))
const newestFirst = (entries: readonly Entry[]) => idsOf(entries).toReversed()

/** Values of a field that occur: the first and the last in the order of the alphabet. */
function pickValues(entries: readonly Entry[], { field = '', kind, values }: Parameter): string[] {
  const found = entries.map((entry) => read(entry, field)).filter((value) => value !== undefined)
  const texts = [...new Set(found.map(String))]
    .filter((text) => kind !== 'choice' || values?.includes(text))
    .sort()
  return [...new Set([...texts.slice(0, 1), ...texts.slice(-1)])]
}

async function checkFilter(dataset: Dataset, kind: ScopeKind, parameter: Parameter) {
  const { wireName, field = '', repeats, exclude } = parameter
  const all = allOf(dataset, kind)
  const occurring = pickValues(all, parameter)
  expect(occurring.length).toBeGreaterThan(0)
  const values = repeats ? occurring : occurring.slice(0, 1)
  const hasValue = (entry: Entry) => values.includes(String(read(entry, field)))
  const included = await ask(
    dataset,
    kind,
    values.map((value): Pair => [wireName, value]),
  )
  expect(idsOf(included)).toEqual(newestFirst(all.filter(hasValue)))
  expect(included.length).toBeGreaterThan(0)
  if (!exclude) return
  const excluded = await ask(
    dataset,
    kind,
    values.map((value): Pair => [`${wireName}.not`, value]),
  )
  expect(idsOf(excluded)).toEqual(newestFirst(all.filter((entry) => !hasValue(entry))))
  const withField = idsOf(all.filter((entry) => read(entry, field) !== undefined))
  const known = new Set(withField)
  const parts = [...idsOf(included), ...idsOf(excluded).filter((id) => known.has(id))]
  expect(parts.map(String).toSorted()).toEqual(withField.map(String).toSorted())
}

async function checkRange(dataset: Dataset, kind: ScopeKind) {
  const all = allOf(dataset, kind)
  const times = all.map((entry) => Date.parse(String(read(entry, dataset.timePath))))
  const sinceMs = times[Math.floor(times.length / 4)] ?? 0
  const beforeMs = times[Math.floor(times.length / 2)] ?? 0
  const found = await ask(dataset, kind, [
    ['since', new Date(sinceMs).toISOString()],
    ['before', new Date(beforeMs).toISOString()],
  ])
  const inside = all.filter((_, at) => (times[at] ?? 0) >= sinceMs && (times[at] ?? 0) < beforeMs)
  expect(inside.length).toBeGreaterThan(0)
  expect(idsOf(found)).toEqual(newestFirst(inside))
}

async function checkOther(dataset: Dataset, kind: ScopeKind, { wireName }: Parameter) {
  const all = allOf(dataset, kind)
  const path = findScopedPath(dataset, scopes[kind]) ?? ''
  switch (wireName) {
    case 'product_category': {
      const category = 'zerotrust'
      const products = [...(productsOf.get(category) ?? []), 'dns']
      const found = await ask(dataset, kind, [
        [wireName, category.toUpperCase()],
        ['resource_product', 'dns'],
      ])
      const wanted = all.filter((entry) =>
        products.includes(String(read(entry, 'resource.product'))),
      )
      expect(idsOf(found)).toEqual(newestFirst(wanted))
      expect(productsOf.get(category)?.length).toBeGreaterThan(0)
      return
    }
    case 'hide_user_logs': {
      const found = await ask(dataset, kind, [[wireName, 'true']])
      const wanted = all.filter((entry) => read(entry, 'owner.id') !== read(entry, 'actor.id'))
      expect(wanted.length).toBeLessThan(all.length)
      expect(idsOf(found)).toEqual(newestFirst(wanted))
      expect(idsOf(await ask(dataset, kind, [[wireName, 'false']]))).toEqual(newestFirst(all))
      return
    }
    case 'export': {
      const { headers, text } = await askEmulator(small, path, [...everything, ['export', 'true']])
      expect(headers.get('content-type')).toMatch(/^text\/csv/)
      const rows = parseCsv(text)
      const idColumn = rows[0]?.indexOf('id') ?? -1
      expect(rows.slice(1).map((row) => row[idColumn])).toEqual(newestFirst(all).slice(0, 100))
      return
    }
    case 'direction':
    case 'order':
      expect(idsOf(await ask(dataset, kind, [[wireName, 'asc']]))).toEqual(idsOf(all))
      expect(idsOf(await ask(dataset, kind, [[wireName, 'desc']]))).toEqual(newestFirst(all))
      return
    case 'limit':
    case 'per_page': {
      const filled = await fillRequired(small, dataset, scopes[kind], everything)
      const time = toRequestPairs(dataset, filled)
      const { body } = await askEmulator(small, path, [...time, [wireName, '3']])
      expect(idsOf(body.result)).toEqual(newestFirst(all).slice(0, 3))
      const byDefault = await askEmulator(small, path, time)
      expect(byDefault.body.result.length).toBe(
        Math.min(all.length, dataset.pagination.defaultSize),
      )
      return
    }
    case 'page':
    case 'cursor': {
      const size: Pair = [dataset.pagination.sizeParameter, '3']
      const filled = await fillRequired(small, dataset, scopes[kind], [...everything, size])
      const asked = toRequestPairs(dataset, filled)
      const first = await askEmulator(small, path, asked)
      const next = wireName === 'page' ? '2' : String(first.body.result_info?.cursor)
      const { body } = await askEmulator(small, path, [...asked, [wireName, next]])
      expect(idsOf(body.result)).toEqual(newestFirst(all).slice(3, 6))
      return
    }
    default:
      throw new Error(`No test knows how to check ${wireName}.`)
  }
}

/** A small reader of RFC 4180, so that what is written is not read by its writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|$)/y
  for (;;) {
    const match = cell.exec(text)
    if (!match || cell.lastIndex > text.length) throw new Error('This is not CSV.')
    const raw = match[1] ?? ''
    rows.at(-1)?.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw)
    if (match[2] === '\r\n') rows.push([])
    if (cell.lastIndex === text.length) break
  }
  return rows.filter((row) => row.length > 1)
}

describe.each(cases)('$name', ({ dataset, kind }) => {
  test.each(dataset.parameters.map((parameter) => [parameter.wireName, parameter] as const))(
    '%s gives what a naive filter over all entries gives',
    async (_, parameter) => {
      if (parameter.role === 'time') await checkRange(dataset, kind)
      else if (parameter.field !== undefined) await checkFilter(dataset, kind, parameter)
      else await checkOther(dataset, kind, parameter)
    },
  )

  test('an unknown parameter and an unusable value are refused by name', async () => {
    const path = findScopedPath(dataset, scopes[kind]) ?? ''
    for (const pair of [
      ['colour', 'red'],
      [dataset.pagination.sizeParameter, '1001'],
      [dataset.pagination.sizeParameter, '0'],
      ['since', 'yesterday'],
    ] as Pair[]) {
      const rest = everything.filter(([key]) => key !== pair[0])
      const { status, body } = await askEmulator(small, path, [...rest, pair])
      expect(status).toBe(400)
      expect(body.success).toBe(false)
      expect(body.result).toBeNull()
      expect(body.errors.map(({ message }) => message).join()).toContain(pair[0])
    }
  })
})

describe('audit log v2', () => {
  const path = () => findScopedPath(datasets[0] as Dataset, scopes.account) ?? ''

  test.each(['since', 'before'])('refuses a request without %s, without a code', async (name) => {
    const pairs = everything.filter(([key]) => key !== name)
    const { status, body } = await askEmulator(small, path(), pairs)
    expect(status).toBe(400)
    expect(body).toEqual({
      success: false,
      errors: [{ message: expect.stringContaining(name) }],
      messages: [],
      result: null,
    })
  })

  test('refuses an unknown product category and an unknown action type', async () => {
    for (const pair of [
      ['product_category', 'gardening'],
      ['action_type', 'destroy'],
    ] as Pair[]) {
      expect((await askEmulator(small, path(), [...everything, pair])).status).toBe(400)
    }
  })

  test('answers a range in the future with an empty list', async () => {
    const { status, body } = await askEmulator(small, path(), [
      ['since', '2027-01-01'],
      ['before', '2027-02-01'],
    ])
    expect([status, body.result, body.result_info]).toEqual([200, [], { count: 0 }])
  })

  test('takes dates, offsets and nanoseconds as bounds', async () => {
    const ids = async (since: string) =>
      idsOf(
        (
          await askEmulator(small, path(), [
            ['since', since],
            ['before', '2026-12-01'],
          ])
        ).body.result,
      )
    const midnight = await ids('2026-11-18T00:00:00.000000000Z')
    expect(midnight.length).toBeGreaterThan(0)
    expect(await ids('2026-11-18')).toEqual(midnight)
    expect(await ids('2026-11-18T02:00:00+02:00')).toEqual(midnight)
  })
})

describe('audit log v1', () => {
  const v1 = datasets[1] as Dataset
  const path = () => findScopedPath(v1, scopes.account) ?? ''
  const lastPage = () => allOf(v1, 'account').length

  test('has no result_info, and needs neither since nor before', async () => {
    const { body } = await askEmulator(small, path())
    expect(body.result.length).toBe(100)
    expect(Object.keys(body)).not.toContain('result_info')
  })

  test('takes ranges of IPv6 addresses', async () => {
    const { body } = await askEmulator(small, path(), [
      ['actor.ip', '2001:db8:351::/48'],
      ['per_page', '1000'],
    ])
    const isWanted = (entry: Entry) => /^2001:db8:351:/.test(String(read(entry, 'actor.ip')))
    expect(body.result.length).toBeGreaterThan(0)
    expect(idsOf(body.result)).toEqual(newestFirst(allOf(v1, 'account').filter(isWanted)))
  })

  test('answers 400 to the page after a full last page, and an empty page otherwise', async () => {
    const after = await askEmulator(small, path(), [
      ['per_page', '1'],
      ['page', String(lastPage() + 1)],
    ])
    expect(after.status).toBe(400)
    const size = [7, 11].find((each) => lastPage() % each !== 0) ?? 13
    const beyond = await askEmulator(small, path(), [
      ['per_page', String(size)],
      ['page', String(Math.ceil(lastPage() / size) + 1)],
    ])
    expect([beyond.status, beyond.body.result]).toEqual([200, []])
    const none = await askEmulator(small, path(), [['actor.email', 'nobody@acme.example']])
    expect([none.status, none.body.result]).toEqual([200, []])
  })

  test('can be told to answer an empty page after the last one, and to have a ceiling', async () => {
    const options = { seed: 7, entries: 1000, now }
    const forms = { failsAfterFullLastPage: false, pageCeiling: 10 }
    const lenient = createEmulator({ ...options, forms: { failsAfterFullLastPage: false } })
    const page: Pair[] = [
      ['per_page', '1'],
      ['page', String(lastPage() + 1)],
    ]
    expect((await askEmulator(lenient, path(), page)).status).toBe(200)
    const low = createEmulator({ ...options, forms })
    expect(
      (
        await askEmulator(low, path(), [
          ['per_page', '1'],
          ['page', '10'],
        ])
      ).status,
    ).toBe(200)
    expect(
      (
        await askEmulator(low, path(), [
          ['per_page', '1'],
          ['page', '11'],
        ])
      ).status,
    ).toBe(400)
  })
})

describe('disputed forms', () => {
  const [v2] = datasets as [Dataset]
  const pairs: Pair[] = [...everything, ['limit', '2']]

  async function askWith(forms: NonNullable<Parameters<typeof createEmulator>[0]['forms']>) {
    const emulator = createEmulator({ seed: 7, entries: 50, now, forms })
    return (await askEmulator(emulator, findScopedPath(v2, scopes.account) ?? '', pairs)).body
  }

  test('can be switched one by one', async () => {
    expect((await askWith({})).result_info).toEqual({ count: 2, cursor: expect.any(String) })
    expect((await askWith({ count: 'text' })).result_info?.count).toBe('2')
    expect((await askWith({ cursorPlace: 'cursors.after' })).result_info).toEqual({
      count: 2,
      cursors: { after: expect.any(String) },
    })
    const [entry] = (await askWith({ scope: 'object' })).result
    expect(read(entry ?? {}, 'resource.scope.type')).toMatch(/^[a-z]+$/)
    expect((await askWith({ entryIds: 'hex' })).result[0]?.id).toMatch(/^[0-9a-f]{32}$/)
    expect((await askWith({})).result[0]?.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })

  test('can show an empty cursor on the last page', async () => {
    const emulator = createEmulator({ seed: 7, entries: 50, now, forms: { cursorAtEnd: 'empty' } })
    const path = findScopedPath(v2, scopes.account) ?? ''
    const { body } = await askEmulator(emulator, path, [...everything, ['limit', '1000']])
    expect(body.result_info).toEqual({ count: body.result.length, cursor: '' })
  })
})

describe('the email filter of the Access sign-in log', () => {
  const dataset = datasets.find(({ id }) => id === 'access-authentication-logs') as Dataset
  const askWire = async (query: string) => {
    const path = findScopedPath(dataset, scopes.account) ?? ''
    const pairs = query.split('&').map((pair) => pair.split('=') as [string, string])
    const { body } = await askEmulator(small, path, [...pairs, ['limit', '1000']])
    return body.result.map(({ user_email: email }) => String(email))
  }

  test.each([
    ['email=whitfield', (email: string) => email.includes('whitfield')],
    ['email=whitfield&emailOp=contains', (email: string) => email.includes('whitfield')],
    ['email=WHITFIELD&emailOp=contains', () => false],
    ['email=whitfield&email_exact=true', () => false],
    ['email=whitfield&emailOp=neq', (email: string) => !email.includes('whitfield')],
    ['email=whitfield&emailOp=neq&email_exact=true', () => true],
    ['email=dana.whitfield@acme.example&emailOp=eq', (email: string) => /^dana\.w/.test(email)],
  ])('%s compares as the reference says', async (query, matches) => {
    const all = allOf(dataset, 'account').map(({ user_email: email }) => String(email))
    expect(await askWire(query)).toEqual(all.filter(matches).toReversed())
  })
})
