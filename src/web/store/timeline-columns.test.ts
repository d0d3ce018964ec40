/** The columns of a timeline and its role filters, beside reading each entry by itself, over random entries of all logs. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { datasets } from '../../catalog/index.ts'
import { type Role, toLocationKeys } from '../../catalog/roles.ts'
import {
  type TimelineRole,
  timelineRoles,
  toRoleKey,
} from '../../catalog/timeline/timeline-role.ts'
import { createRoleMatcher, readRoleValue } from '../../query/timeline/match-role.ts'
import type { RoleFilter } from '../../query/timeline/timeline-query.ts'
import { createColumnEntryStore } from './column-entry-store.ts'
import type { EntryStore, StoreSource } from './entry-store.ts'
import { toPageBytes } from './testing/page-bytes.ts'

const plainTexts = ['x', 'Kelvin', 'true', 'null', '7', 'tru\u0065', 'İ "q" \\', 'a@b.example']
const texts = [
  ...plainTexts,
  ...['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1', 'success', 'FAILURE', 'LOGIN'],
  ...['update', 'rec_add', 'login', 'post', 'Update DNS Record'],
]
const value = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...texts) },
  fc.constantFrom<unknown>(null, '', ' ', true, false, 7, 1e21, {}, { name: 'x' }, [], ['x']),
)

/** All locations of roles in a log, the other paths of their fields included; longer ones last. */
function listKeys({ fields, roles }: Dataset): readonly (readonly string[])[] {
  const keys = Object.values(roles).flatMap((locations) =>
    locations.flatMap((location) => {
      const { otherPaths = [] } = fields.find(({ path }) => path === location.field) ?? {}
      const others = otherPaths.map((field) => toLocationKeys({ ...location, field }))
      return [toLocationKeys(location), ...others]
    }),
  )
  return keys.toSorted((a, b) => a.length - b.length)
}

function setAt(entry: Record<string, unknown>, keys: readonly string[], set: unknown): void {
  const [key = '', ...rest] = keys
  if (rest.length === 0) entry[key] = set
  else {
    const inner = entry[key]
    const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    if (inner !== undefined && !isObject) return
    const next = (inner ?? {}) as Record<string, unknown>
    entry[key] = next
    setAt(next, rest, set)
  }
}

/** Random entries: each has values at some locations, of any kind. */
function sampleEntries(dataset: Dataset, count: number, seed: number): readonly object[] {
  const keys = listKeys(dataset)
  const entry = fc
    .uniqueArray(fc.tuple(fc.nat(keys.length - 1), value), {
      selector: ([at]) => at,
      minLength: 1,
      maxLength: 25,
    })
    .map((chosen) => {
      const built = {}
      for (const [at, set] of chosen.toSorted(([a], [b]) => a - b)) {
        setAt(built, keys[at] ?? [], set)
      }
      return built
    })
  return fc.sample(entry, { numRuns: count, seed })
}

/** Entries with a text of their own at one location of each role, so that dictionaries become too large. */
function makeDistinctEntries(dataset: Dataset, count: number): readonly object[] {
  return Array.from({ length: count }, (_, number) => {
    const built = {}
    for (const role of timelineRoles) {
      const locations = role === 'verb' ? [] : (dataset.roles[role] ?? [])
      const location = locations[number % locations.length]
      if (location) setAt(built, toLocationKeys(location), toDistinctText(role, number))
    }
    return built
  })
}

/** The last thousand of the entries repeat the texts of the first. */
function toDistinctText(role: string, number: number): string {
  const each = number % 5_000
  return role === 'address' ? `10.0.${each >> 8}.${each & 255}` : `${role} of ${each}`
}

const sources: readonly StoreSource[] = datasets.map((dataset) => ({
  id: dataset.id,
  dataset,
  timeline: { log: dataset.id, scope: 'all' },
}))

type Loaded = { dataset: Dataset; entry: unknown }

async function load(store: EntryStore, entriesOf: (dataset: Dataset) => readonly object[]) {
  const loaded: Loaded[] = []
  for (const [chain, { id, dataset }] of sources.entries()) {
    const entries = entriesOf(dataset).map((entry, at) => ({ id: `${chain} ${at}`, ...entry }))
    for (let from = 0; from < entries.length; from += 1500) {
      const page = entries.slice(from, from + 1500)
      const bytes = toPageBytes(page.map((entry) => JSON.stringify(entry)))
      const { ticket = 0 } = await store.stage(bytes, chain, id)
      await store.commit([[ticket]], { at: 'end', direction: 'desc' })
      loaded.push(...page.map((entry) => ({ dataset, entry })))
    }
  }
  expect(store.size().stored).toBe(loaded.length)
  return loaded
}

async function expectCounts(store: EntryStore, loaded: readonly Loaded[], role: TimelineRole) {
  const counts = new Map<string, number>()
  let missing = 0
  for (const { dataset, entry } of loaded) {
    const read = readRoleValue(dataset, entry, role)
    if (read === undefined) missing++
    else counts.set(read, (counts.get(read) ?? 0) + 1)
  }
  const facet = await store.facet({ path: toRoleKey(role), limit: loaded.length })
  const sort = (pairs: (readonly [string, number])[]) =>
    pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))
  expect(sort(facet.values.map(({ value, count }) => [value, count]))).toEqual(sort([...counts]))
  expect([facet.missing, facet.distinct]).toEqual([missing, counts.size])
}

async function expectFiltered(
  store: EntryStore,
  loaded: readonly Loaded[],
  filters: readonly RoleFilter[],
) {
  await store.setView({
    localFilters: {},
    roleFilters: Object.fromEntries(sources.map(({ id }) => [id, filters])),
  })
  const expected = loaded.flatMap(({ dataset, entry }, row) =>
    filters.every((filter) => createRoleMatcher(dataset, filter)(entry)) ? [row] : [],
  )
  expect([...(await store.listRows('shown'))]).toEqual(expected)
  return expected.length
}

const toFilter = (valuesOf: (role: TimelineRole) => readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...timelineRoles), { minLength: 1, maxLength: 3 }).chain((roles) =>
    fc.tuple(
      ...roles.map((role) =>
        fc.record({
          role: fc.constant(role),
          mode: fc.constantFrom('include' as const, 'exclude' as const),
          values: fc.uniqueArray(fc.constantFrom(...valuesOf(role)), {
            minLength: 1,
            maxLength: 3,
          }),
        }),
      ),
    ),
  )

const networks = ['192.0.2.7', '192.0.2.0/24', '2001:db8::/32', '10.0.1.0/24', '10.0.4.4']

describe('over random entries of all logs', () => {
  const store = createColumnEntryStore(sources)
  /** The same entries without columns of roles. */
  const plainStore = createColumnEntryStore(sources.map(({ id, dataset }) => ({ id, dataset })))
  let loaded: readonly Loaded[] = []
  beforeAll(async () => {
    const entriesOf = (dataset: Dataset) => sampleEntries(dataset, 200, 18)
    loaded = await load(store, entriesOf)
    await load(plainStore, entriesOf)
  })
  afterAll(() => {
    store.dispose()
    plainStore.dispose()
  })

  it.each(timelineRoles)('counts %s as it is read from each entry', (role) =>
    expectCounts(store, loaded, role),
  )

  it('filters as the matcher does, with the columns and by the text', async () => {
    const words = [...texts, 'failure', 'sign-in', 'create', 'other', 'false', 'absent']
    const filters = toFilter((role) => (role === 'address' ? networks : words))
    let found = 0
    await fc.assert(
      fc.asyncProperty(filters, async (given) => {
        found += await expectFiltered(store, loaded, given)
        await expectFiltered(plainStore, loaded, given)
      }),
      { numRuns: 120, seed: 18 },
    )
    expect(found).toBeGreaterThan(1000)
  })
})

describe('with more values than a dictionary has', () => {
  const count = 6_000
  const store = createColumnEntryStore(sources)
  let loaded: readonly Loaded[] = []
  beforeAll(async () => {
    loaded = await load(store, (dataset) => [
      ...makeDistinctEntries(dataset, count),
      ...sampleEntries(dataset, 50, 19),
    ])
  })
  afterAll(() => store.dispose())

  it('filters as the matcher does', async () => {
    const numbers = [0, 4, 404, 1028, 4996]
    const filters = toFilter((role) =>
      role === 'address'
        ? networks
        : [...numbers.map((each) => toDistinctText(role as Role, each)), 'x', 'true'],
    )
    let found = 0
    await fc.assert(
      fc.asyncProperty(filters, async (given) => {
        found += await expectFiltered(store, loaded, given)
      }),
      { numRuns: 25, seed: 18 },
    )
    expect(found).toBeGreaterThan(1000)
    await store.setView({ localFilters: {} })
  })

  it.each<TimelineRole>(['resourceName', 'resourceId', 'ray', 'address', 'outcome', 'verb'])(
    'counts %s',
    (role) => expectCounts(store, loaded, role),
    30_000,
  )

  it('has no dictionary of these', async () => {
    for (const path of ['resource_name', 'resource_id', 'ray', 'address', 'user_agent']) {
      // Only a dictionary knows what there is instead of a value.
      expect(await store.facet({ path, limit: 1 })).not.toHaveProperty('instead')
    }
  })

  it('hashes entries that come after a role was counted', async () => {
    const [source] = sources
    if (!source) throw new Error('There is no log.')
    const entries = makeDistinctEntries(source.dataset, count + 40).slice(count)
    const more = entries.map((entry, at) => ({ id: `more ${at}`, ...entry }))
    const bytes = toPageBytes(more.map((entry) => JSON.stringify(entry)))
    const { ticket = 0 } = await store.stage(bytes, 99, source.id)
    await store.commit([[ticket]], { at: 'end', direction: 'desc' })
    const added = more.map((entry) => ({ dataset: source.dataset, entry }))
    await expectCounts(store, [...loaded, ...added], 'resourceName')
  })
})
