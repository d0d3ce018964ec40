/** A list of several sources takes hardly more requests than one log with as many entries. */
import { expect, it } from 'vitest'
import { createApi, makeEntries, v2 } from '../testing/start-scripted-search.ts'
import { startSourcesSearch } from '../testing/start-scripted-sources.ts'

const dayMs = 86_400_000
const dayEndMs = Date.parse('2026-11-01T23:59:59.999Z')

/** The number of requests for sources with these numbers of entries, each spread over the whole range. */
async function countRequests(counts: readonly number[]) {
  const started = startSourcesSearch(
    counts.map((count, number) => {
      const apartMs = Math.floor((dayMs - 1_000) / count)
      const entries = makeEntries(count, (i) => dayEndMs - i * apartMs - number)
      return { id: `s${number}`, dataset: v2, api: createApi(entries, 'desc') }
    }),
  )
  const state = await started.read('loadAll')
  const loaded = counts.reduce((sum, count) => sum + count, 0)
  expect(state).toMatchObject({ verdict: 'complete', loaded })
  started.store.dispose()
  return counts.map(
    (_, number) => started.requests.filter(({ source }) => source === `s${number}`).length,
  )
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

it('of four equally dense sources', async () => {
  const [one = 0] = await countRequests([80_000])
  const four = await countRequests([20_000, 20_000, 20_000, 20_000])
  expect(sum(four) / one).toBeLessThanOrEqual(1.1)
})

it('of sparse sources beside a dense one', async () => {
  const [one = 0] = await countRequests([40_000])
  const [dense = 0, ...sparse] = await countRequests([40_000, 40, 3, 500])
  expect(dense).toBeLessThanOrEqual(one * 1.1)
  expect(Math.max(...sparse)).toBeLessThanOrEqual(2)
})
