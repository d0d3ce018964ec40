/** A log with numbered pages and without entry ids: whatever its two limits count, each entry is in the list once. */
import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import type { ApiForms } from '../../../emulator/api-forms.ts'
import { fillRequired } from '../../../emulator/testing/ask-emulator.ts'
import type { Direction } from '../../../query/log-query.ts'
import { addRequired, findMissingFilter } from '../../../query/required/required-filter.ts'
import {
  createWorld,
  createWorldQuery,
  listIds,
  listTrueIds,
  readRange,
  startEmulatedSearch,
} from '../testing/start-emulated-search.ts'

const dataset = getDataset('access-scim-logs')
const range = { since: '2026-10-25T00:00:00.000Z', before: '2026-11-19T12:00:00.000Z' }

async function read(forms: Partial<ApiForms>, direction: Direction, how: 'loadAll' | 'loadMore') {
  const world = await createWorld(forms, 80_000)
  const query = createWorldQuery(world, dataset.id)
  const missing = findMissingFilter(query)
  if (!missing) throw new Error('Nothing is missing.')
  const pairs = await fillRequired(world.emulator, dataset, query.scope, [])
  const asked = {
    ...addRequired(
      query,
      missing,
      pairs.map(([, value]) => value),
    ),
    direction,
  }
  const started = startEmulatedSearch(world, asked, range)
  const state = await readRange(started, how)
  const expected = listTrueIds(world, asked, range)
  return { state, ids: await listIds(started), expected, requests: started.requests }
}

describe('the SCIM log', () => {
  it.each([
    ['answer', 'desc', 'loadMore'],
    ['answer', 'asc', 'loadAll'],
    ['list', 'desc', 'loadAll'],
    ['list', 'asc', 'loadMore'],
  ] as const)(
    'is read whole where limit counts the %s, %s, by %s',
    async (scimLimit, direction, how) => {
      const { state, ids, expected, requests } = await read({ scimLimit }, direction, how)
      expect(state).toMatchObject({ status: 'finished', verdict: 'complete' })
      expect(expected.length).toBeGreaterThan(1_100)
      expect(ids.toSorted()).toEqual(expected.toSorted())
      // Two entries of one text are both there.
      expect(ids.some((id) => id.endsWith('-2'))).toBe(true)
      for (const request of requests) expect(request).toMatch(/per_page=(\d+)&limit=\1&page=1$/)
    },
  )
})
