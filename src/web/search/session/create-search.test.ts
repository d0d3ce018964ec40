import { describe, expect, it } from 'vitest'
import type { StoredEntry } from '../../store/entry-store.ts'
import {
  type Api,
  createApi,
  makeEntries,
  refuse,
  startSearch,
  v1,
  v2,
} from '../testing/start-scripted-search.ts'

const entry = { row: 0, index: 0 } as StoredEntry

describe.each([v2, v1])('a search of $id', (dataset) => {
  it.each([0, 1, 99, 100, 101, 1000, 1099, 1100, 1101, 2100, 2500])(
    'reads all of %i entries once and in order, and then says it is complete',
    async (count) => {
      const all = makeEntries(count, (i) => Date.parse('2026-11-01T23:59:00Z') - i * 10_000)
      const { readAll, ids } = startSearch(dataset, createApi(all, 'desc'))
      const state = await readAll()
      expect(state).toMatchObject({ status: 'finished', verdict: 'complete', loaded: count })
      expect(await ids()).toEqual(all.map(({ id }) => id))
    },
  )

  it('reads the oldest first as well', async () => {
    const all = makeEntries(1400)
    const { readAll, ids } = startSearch(dataset, createApi(all, 'asc'), 'asc')
    expect(await readAll()).toMatchObject({ verdict: 'complete', loaded: 1400 })
    expect(await ids()).toEqual(all.map(({ id }) => id).reverse())
  })

  it('asks for a small first page and large ones after it', async () => {
    const { readAll, requests } = startSearch(dataset, createApi(makeEntries(1300), 'desc'))
    await readAll()
    const sizes = requests.map(({ pairs }) => new Map(pairs).get(dataset.pagination.sizeParameter))
    expect(sizes[0]).toBe('100')
    expect(new Set(sizes.slice(1))).toEqual(new Set(['1000']))
  })

  it('keeps what was loaded when a page fails, and goes on from there on the next try', async () => {
    const all = makeEntries(1400)
    const api = createApi(all, 'desc', (_, calls) => {
      if (calls === 2) throw refuse(502)
      return undefined
    })
    const { search, waitUntilIdle, readAll, ids } = startSearch(dataset, api)
    search.loadMore()
    await waitUntilIdle()
    search.loadMore()
    await waitUntilIdle()
    expect(search.getState()).toMatchObject({ status: 'failed', loaded: 100, verdict: 'partial' })
    expect(await readAll()).toMatchObject({ status: 'finished', loaded: 1400 })
    expect(await ids()).toEqual(all.map(({ id }) => id))
  })

  it('has its rows read again when pairs were found, also if their number stays the same', async () => {
    const { search, readAll } = startSearch(dataset, createApi(makeEntries(3), 'desc'))
    const { loaded, shown, revision } = await readAll()
    search.notePairs({ stored: loaded, shown, pairsShown: 0 })
    const next = { revision: revision + 1, quietRevision: revision + 1, shown }
    expect(search.getState()).toMatchObject(next)
  })

  it('has the entries of the first page until the list has them', async () => {
    const seen: (number | undefined)[] = []
    const { search, readAll } = startSearch(
      dataset,
      createApi(makeEntries(1_200), 'desc', () => {
        search.noteFirstEntries([entry, entry])
        seen.push(search.getState().firstEntries?.length)
        return undefined
      }),
    )
    const { firstEntries, loaded } = await readAll()
    // The list had entries when the second page was asked for.
    expect(seen.slice(0, 2)).toEqual([2, undefined])
    expect([firstEntries, loaded]).toEqual([undefined, 1_200])
  })

  it.each([400, 429])('forgets the entries of a page that ends in a %i', async (status) => {
    const { search, untilStill } = startSearch(dataset, () => {
      search.noteFirstEntries([entry])
      throw refuse(status)
    })
    search.loadMore()
    search.noteFirstEntries([entry])
    expect(search.getState().firstEntries).toEqual([entry])
    await untilStill()
    expect(search.getState().firstEntries).toBeUndefined()
    search.noteFirstEntries([entry])
    expect(search.getState().firstEntries).toBeUndefined()
  })

  it('shows a 400 on the first page as an error', async () => {
    const { readAll } = startSearch(dataset, () => {
      throw refuse(400)
    })
    expect(await readAll()).toMatchObject({ status: 'failed', loaded: 0 })
  })

  it('counts nothing of a damaged page', async () => {
    const { readAll } = startSearch(dataset, () => ({
      success: true,
      result: [{ id: 'a' }],
      result_info: { count: 2 },
    }))
    expect(await readAll()).toMatchObject({
      status: 'failed',
      loaded: 0,
      failure: { kind: 'not-a-page', problem: { kind: 'count-differs' } },
    })
  })

  it('121: keeps alike entries without id, also where windows overlap', async () => {
    const all = makeEntries(150).map(({ id: _, ...rest }, i) =>
      i % 3 === 0 ? rest : { ...rest, id: `e${i}` },
    )
    const twin = all[99]
    if (twin) all.splice(99, 0, { ...twin }, { ...twin })
    const { readAll } = startSearch(dataset, createApi(all, 'desc'))
    expect(await readAll()).toMatchObject({ verdict: 'complete', loaded: all.length })
  })

  it('stops quietly', async () => {
    const { search, requests } = startSearch(dataset, createApi(makeEntries(50), 'desc'))
    search.stop()
    search.loadMore()
    expect(requests).toHaveLength(0)
  })
})

describe('the end of a v1 list', () => {
  it('goes on past a ceiling of page numbers', async () => {
    const all = makeEntries(4500, (i) => Date.parse('2026-11-01T23:59:59Z') - i * 1_000)
    const api = createApi(all, 'desc', (parameters) => {
      if (Number(parameters.get('page')) > 2) throw refuse(400)
      return undefined
    })
    const { readAll, ids } = startSearch(v1, api)
    expect(await readAll()).toMatchObject({ verdict: 'complete', loaded: 4500 })
    expect(await ids()).toEqual(all.map(({ id }) => id))
  })

  it('says unknown when a ceiling cuts through one moment', async () => {
    const all = makeEntries(2500, () => Date.parse('2026-11-01T12:00:00Z'))
    const api = createApi(all, 'desc', (parameters) => {
      if (Number(parameters.get('page')) > 1) throw refuse(400)
      return undefined
    })
    const state = await startSearch(v1, api).readAll()
    expect(state).toMatchObject({ status: 'finished', verdict: 'unknown', loaded: 1000 })
    expect(state.reason).toContain('refused a further page')
  })
})

describe('a v1 that does not do as it is told', () => {
  it('is not asked for ever when it ignores the page number', async () => {
    const all = makeEntries(1000, (i) => Date.parse('2026-11-01T12:00:00Z') - i)
    let calls = 0
    const state = await startSearch(v1, (parameters) => {
      calls++
      return { success: true, result: all.slice(0, Number(parameters.get('per_page'))) }
    }).readAll()
    expect(state).toMatchObject({ status: 'finished', verdict: 'unknown', loaded: 1000 })
    expect(calls).toBeLessThan(12)
  })

  it('is read whole when its pages are smaller than asked for', async () => {
    const all = makeEntries(3000, (i) => Date.parse('2026-11-01T23:59:59Z') - i * 5_000)
    const api = createApi(all, 'desc')
    const { readAll, ids } = startSearch(v1, (parameters, calls) => {
      const capped = new Map(parameters)
      capped.set('per_page', String(Math.min(500, Number(parameters.get('per_page')))))
      return api(capped, calls)
    })
    expect(await readAll()).toMatchObject({ status: 'finished', verdict: 'complete', loaded: 3000 })
    expect(await ids()).toEqual(all.map(({ id }) => id))
  })

  it('is read whole when its order is off by some seconds', async () => {
    const all = makeEntries(
      3000,
      (i) => Date.parse('2026-11-01T23:59:59Z') - i * 1_000 - (i % 4) * 1_500,
    )
    const { readAll } = startSearch(v1, createApi(all, 'desc'))
    expect(await readAll()).toMatchObject({ verdict: 'complete', loaded: 3000 })
  })
})

describe('the end of a v2 list', () => {
  it('118: starts the window again when a cursor has expired', async () => {
    const all = makeEntries(3500, (i) => Date.parse('2026-11-01T23:59:59Z') - i * 5_000)
    let expired = false
    const api = createApi(all, 'desc', (parameters) => {
      if (parameters.has('cursor') && !expired) {
        expired = true
        throw refuse(400)
      }
      return undefined
    })
    const { readAll, ids } = startSearch(v2, api)
    expect(await readAll()).toMatchObject({ verdict: 'complete', loaded: 3500 })
    expect(await ids()).toEqual(all.map(({ id }) => id))
  })

  it('112: does not call a full page without a cursor the end before it has looked further', async () => {
    const all = makeEntries(1250)
    const withoutCursor = createApi(all, 'desc')
    const { readAll } = startSearch(v2, (parameters, calls) => {
      const body = withoutCursor(parameters, calls) as { result_info: { cursor?: string } }
      delete body.result_info.cursor
      return body
    })
    expect(await readAll()).toMatchObject({ verdict: 'complete', loaded: 1250 })
  })

  it('112: says unknown when full pages without a cursor bring nothing new', async () => {
    const page = makeEntries(1000, () => Date.parse('2026-11-01T12:00:00Z'))
    const api: Api = (parameters) => {
      const result = page.slice(0, Number(parameters.get('limit')))
      return { success: true, result, result_info: { count: result.length } }
    }
    expect(await startSearch(v2, api).readAll()).toMatchObject({
      status: 'finished',
      verdict: 'unknown',
      loaded: 1000,
    })
  })

  it('stops at a cursor that comes again', async () => {
    let i = 0
    const api: Api = () => {
      const when = new Date(Date.parse('2026-11-01T23:00:00Z') - i * 60_000).toISOString()
      const result = [{ id: `x${i++}`, when, action: { time: when } }]
      return { success: true, result, result_info: { count: 1, cursor: 'same' } }
    }
    expect(await startSearch(v2, api).readAll()).toMatchObject({
      status: 'failed',
      failure: { kind: 'repeated-cursor' },
    })
  })

  it('does not ask for ever when ever new cursors bring known entries', async () => {
    let i = 0
    const api: Api = () => {
      const when = '2026-11-01T12:00:00.000Z'
      const result = [{ id: 'always', when, action: { time: when } }]
      return { success: true, result, result_info: { count: 1, cursor: `cursor-${i++}` } }
    }
    expect(await startSearch(v2, api).readAll()).toMatchObject({
      status: 'finished',
      verdict: 'unknown',
      loaded: 1,
    })
    expect(i).toBeLessThan(10)
  })

  it('follows a few empty pages that promise more, and then says unknown', async () => {
    let i = 0
    const api: Api = () => ({
      success: true,
      result: [],
      result_info: { count: 0, cursor: `cursor-${i++}` },
    })
    const state = await startSearch(v2, api).readAll()
    expect(state).toMatchObject({ status: 'finished', verdict: 'unknown', loaded: 0 })
    expect(i).toBe(4)
  })
})
