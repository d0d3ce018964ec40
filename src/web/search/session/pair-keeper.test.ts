import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { createColumnEntryStore } from '../../store/column-entry-store.ts'
import { createPageTasks } from '../../store/pages/page-tasks.ts'
import { toPageBytes } from '../../store/testing/page-bytes.ts'
import type { SearchState } from '../engine/search-state.ts'
import { emptySearchState } from '../engine/search-state.ts'
import type { Search } from './create-search.ts'
import { createPairKeeper } from './pair-keeper.ts'

const sources = [
  { id: 'v2', dataset: getDataset('account-audit-logs-v2') },
  { id: 'v1', dataset: getDataset('account-audit-logs-v1') },
]
const email = 'ann@example.com'

const v2 = (id: string, at: string) =>
  JSON.stringify({
    id,
    action: { time: at, type: 'create', result: 'success' },
    actor: { email, ip_address: '192.0.2.1' },
    resource: { id: `record-${id}`, product: 'dns_records', type: 'dns_record' },
  })
const v1 = (id: string, at: string) =>
  JSON.stringify({
    id: `old-${id}`,
    when: at,
    action: { type: 'rec_add', result: true },
    actor: { email, ip: '192.0.2.1' },
    resource: { id: `record-${id}`, type: 'dns.record' },
  })

/** A store with counterparts that shows pairs in one row, and a search whose state the test sets. */
async function start() {
  const store = createColumnEntryStore(sources, createPageTasks(), [['v2', 'v1']])
  await store.setView({ localFilters: {}, pairs: { shown: 'joined' } })
  let state: SearchState = emptySearchState
  const listeners = new Set<() => void>()
  const noted: number[] = []
  const pairing: boolean[] = []
  const search = {
    getState: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    notePairs: ({ shown }: { shown: number }) => noted.push(shown),
    notePairing: (isPairing: boolean) => pairing.push(isPairing),
  } as unknown as Search
  const keeper = createPairKeeper(store)
  keeper.watch(search)
  let chains = 0
  return {
    noted,
    pairing,
    async add(texts: readonly [readonly string[], readonly string[]]) {
      const tickets = await Promise.all(
        (['v2', 'v1'] as const).map(async (source, at) => {
          const staged = await store.stage(toPageBytes(texts[at] ?? []), ++chains, source)
          return [staged.ticket ?? Number.NaN]
        }),
      )
      return keeper.commit(tickets, { at: 'end', direction: 'desc' })
    },
    set(change: Partial<SearchState>) {
      state = { ...state, ...change }
      for (const listener of listeners) listener()
    },
  }
}

const times = ['2026-11-01T00:00:09.100Z', '2026-11-01T00:00:05.100Z']
const bothLogs = [
  times.map((time, at) => v2(String(at), time)),
  times.map((time, at) => v1(String(at), time)),
] as const

describe('pairs', () => {
  it('are found before the rows of a page are shown', async () => {
    const { add, noted } = await start()
    expect(await add(bothLogs)).toMatchObject({ added: 4, stored: 4, shown: 2, pairsShown: 2 })
    expect(noted).toEqual([])
  })

  it('are drawn in rows that a change of view has shown before they were found', async () => {
    const { add, noted, set } = await start()
    set({ loaded: 4, shown: 4 })
    await add(bothLogs)
    expect(noted).toEqual([])
    // The search takes over the size of the list, which is the same, so that no row would be read again.
    set({ loaded: 4, shown: 2 })
    expect(noted).toEqual([2])
    set({ loaded: 4 })
    expect(noted).toEqual([2])
  })

  it('are found when loading the whole range pauses, and not before', async () => {
    const { add, noted, pairing, set } = await start()
    set({ status: 'loading', progress: { isPaused: false, share: 0, pages: 1 } })
    expect(await add(bothLogs)).toMatchObject({ stored: 4, shown: 4 })
    set({ loaded: 4 })
    expect(noted).toEqual([])
    set({ status: 'paused' })
    expect(pairing).toEqual([true])
    await expect.poll(() => noted).toEqual([2])
    await expect.poll(() => pairing).toEqual([true, false])
    set({ status: 'finished', progress: undefined })
    expect(noted).toEqual([2])
  })
})
