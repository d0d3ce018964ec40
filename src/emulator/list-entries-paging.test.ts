import { beforeAll, describe, expect, test } from 'vitest'
import type { Dataset } from '../catalog/define-dataset.ts'
import { datasets } from '../catalog/index.ts'
import type { ScopeKind } from '../catalog/scopes.ts'
import { findScopedPath } from '../query/address/path-meaning.ts'
import type { Scope } from '../query/log-query.ts'
import type { Pair } from '../query/query-string.ts'
import { createEmulator, type Emulator } from './app.ts'
import { askAllPages, askEmulator, findScopes } from './testing/ask-emulator.ts'

const now = () => Date.parse('2026-11-19T15:20:00.000Z')
const everything: Pair[] = [
  ['since', '2026-10-01T00:00:00Z'],
  ['before', '2026-12-01T00:00:00Z'],
]

type Entry = Record<string, unknown>

const small = createEmulator({ seed: 7, entries: 1000, now })
let scopes: Record<ScopeKind, Scope>

beforeAll(async () => {
  scopes = await findScopes(small)
})

/** A log that is read by windows has no pages. */
const cases = datasets
  .filter(({ pagination }) => pagination.style !== 'window')
  .flatMap((dataset) =>
    dataset.scopes.map(({ kind }) => ({ name: `${dataset.id} of ${kind}`, dataset, kind })),
  )

/** Entries of a log without ids are compared as a whole. */
const idsOf = (entries: readonly Entry[]) =>
  entries.map((entry) => entry.id ?? JSON.stringify(entry))
const newestFirst = (entries: readonly Entry[]) => idsOf(entries).toReversed()

function allOf(dataset: Dataset, kind: ScopeKind, emulator: Emulator = small): Entry[] {
  return emulator.entries(dataset.id, scopes[kind]) as Entry[]
}

describe.each(cases)('an emulator of 1,000 entries', ({ dataset, kind, name }) => {
  test.each(['1', '7'])(`joins the pages of %s of ${name}`, async (size) => {
    const { sizeParameter } = dataset.pagination
    const directionKey = dataset.parameters.find(({ role }) => role === 'direction')?.wireName ?? ''
    const ids = idsOf(allOf(dataset, kind))
    for (const direction of ['asc', 'desc']) {
      const pairs: Pair[] = [...everything, [directionKey, direction], [sizeParameter, size]]
      const pages = await askAllPages(small, dataset, scopes[kind], pairs)
      expect(
        pages.slice(0, -1).filter(({ length }) => length !== Number(size)).length,
      ).toBeLessThan(2)
      expect(idsOf(pages.flat())).toEqual(direction === 'asc' ? ids : ids.toReversed())
    }
  })
})

describe('an emulator of many entries', () => {
  const large = createEmulator({ seed: 7, entries: 50_000, now })
  // So that both have dozens of pages.
  const sizes = [
    { size: '100', many: createEmulator({ seed: 7, entries: 10_000, now }) },
    { size: '1000', many: large },
  ]

  test.each(cases.flatMap((each) => sizes.map((size) => ({ ...each, ...size }))))(
    'joins the pages of $size of $name',
    async ({ dataset, kind, size, many }) => {
      const directionKey =
        dataset.parameters.find(({ role }) => role === 'direction')?.wireName ?? ''
      const ids = idsOf(allOf(dataset, kind, many))
      for (const direction of ['asc', 'desc']) {
        const pairs: Pair[] = [
          ...everything,
          [directionKey, direction],
          [dataset.pagination.sizeParameter, size],
        ]
        const found = idsOf((await askAllPages(many, dataset, scopes[kind], pairs)).flat())
        // Comparing as text keeps a failure from printing 50,000 lines.
        expect(found.length).toBe(ids.length)
        expect(found.join() === (direction === 'asc' ? ids : ids.toReversed()).join()).toBe(true)
      }
    },
  )

  test('joins the numbered pages of a filtered log', async () => {
    const dataset = datasets.find(({ id }) => id === 'account-audit-logs-v1') as Dataset
    const pages = await askAllPages(large, dataset, scopes.account, [
      ['actor.ip', '192.0.2.0/24'],
      ['per_page', '100'],
    ])
    const isWanted = (entry: Entry) =>
      String((entry.actor as { ip?: string }).ip).startsWith('192.0.2.')
    const wanted = allOf(dataset, 'account', large).filter(isWanted)
    expect(wanted.length).toBeGreaterThan(1000)
    expect(idsOf(pages.flat())).toEqual(newestFirst(wanted))
  })
})

describe('cursors', () => {
  const [v2] = datasets as [Dataset]

  async function firstCursor(pairs: readonly Pair[]) {
    const path = findScopedPath(v2, scopes.account) ?? ''
    const { body } = await askEmulator(small, path, pairs)
    return { path, cursor: String(body.result_info?.cursor) }
  }

  test('are URL-safe and go on where the page ended', async () => {
    const { path, cursor } = await firstCursor([...everything, ['limit', '5']])
    expect(cursor).toMatch(/^[\w-]+=*$/)
    const pairs: Pair[] = [...everything, ['limit', '5'], ['cursor', cursor]]
    const { body } = await askEmulator(small, path, pairs)
    expect(idsOf(body.result)).toEqual(newestFirst(allOf(v2, 'account')).slice(5, 10))
  })

  test('are refused when anything else changes', async () => {
    const asked: Pair[] = [...everything, ['limit', '5'], ['action_type', 'update']]
    const { path, cursor } = await firstCursor(asked)
    const changes: Pair[][] = [
      [...everything, ['limit', '5'], ['action_type', 'create']],
      [...everything, ['limit', '5'], ['action_type.not', 'update']],
      [...everything, ['limit', '6'], ['action_type', 'update']],
      [...asked, ['direction', 'asc']],
      [...asked.slice(1), ['since', '2026-10-02']],
    ]
    expect((await askEmulator(small, path, [...asked, ['cursor', cursor]])).status).toBe(200)
    for (const pairs of changes) {
      const { status, body } = await askEmulator(small, path, [...pairs, ['cursor', cursor]])
      expect(status).toBe(400)
      expect(body.errors[0]?.message).toContain('cursor')
    }
  })

  test('are refused when they are garbage, altered or of another log', async () => {
    const { path, cursor } = await firstCursor([...everything, ['limit', '5']])
    const altered = `${cursor.slice(0, 30)}${cursor[30] === 'A' ? 'B' : 'A'}${cursor.slice(31)}`
    for (const bad of ['garbage', 'AAAA', altered, cursor.slice(4), `${cursor}AAAA`]) {
      const pairs: Pair[] = [...everything, ['limit', '5'], ['cursor', bad]]
      expect((await askEmulator(small, path, pairs)).status).toBe(400)
    }
    const other = findScopedPath(datasets[3] as Dataset, scopes.account)
    expect((await askEmulator(small, other ?? '', [['cursor', cursor]])).status).toBe(400)
  })

  test('stay where they are while new entries appear', async () => {
    let nowMs = now()
    const emulator = createEmulator({ seed: 7, entries: 1000, now: () => nowMs })
    const path = findScopedPath(v2, scopes.account) ?? ''
    const pairs: Pair[] = [...everything, ['limit', '5']]
    const first = await askEmulator(emulator, path, pairs)
    const before = idsOf(emulator.entries(v2.id, scopes.account) as Entry[])
    nowMs += 6 * 3_600_000
    const cursor = String(first.body.result_info?.cursor)
    const second = await askEmulator(emulator, path, [...pairs, ['cursor', cursor]])
    expect(idsOf(second.body.result)).toEqual(before.toReversed().slice(5, 10))
    expect(emulator.entries(v2.id, scopes.account).length).toBeGreaterThan(before.length)
  })
})
