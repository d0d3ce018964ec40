import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { formatChange } from '../../../query/change/format-change.ts'
import { createColumnEntryStore } from '../column-entry-store.ts'
import { type EntryStore, onlySource, type StoreSource } from '../entry-store.ts'
import { createRemoteStore } from '../testing/create-remote-store.ts'
import { toEntryText, toPageBytes } from '../testing/page-bytes.ts'

const v2 = getDataset('account-audit-logs-v2')
const at = (second: number) => new Date(Date.UTC(2026, 10, 1, 0, 0, second)).toISOString()

/** An entry of v2 about a resource. */
const update = (second: number, id: string, result: unknown, more = {}) =>
  toEntryText(`e${second}`, second, {
    action: { time: at(second), type: 'update', result: 'success', ...more },
    resource: { id, response: { result } },
  })

async function load(store: EntryStore, texts: readonly string[]) {
  const { ticket, problem } = await store.stage(toPageBytes(texts), 1, onlySource)
  if (problem) throw new Error(problem.kind)
  await store.commit([[ticket]], { at: 'end', direction: 'desc' })
}

const sayAll = async (store: EntryStore) =>
  (await store.changes(await store.listRows('all'))).map(formatChange)

describe.each<[string, (sources: readonly StoreSource[]) => EntryStore]>([
  ['in this thread', (sources) => createColumnEntryStore(sources)],
  ['behind a channel', createRemoteStore],
])('the changes of entries of a store %s', (_, create) => {
  it('are told by earlier entries of the list, on whichever page', async () => {
    const store = create([{ id: onlySource, dataset: v2 }])
    await load(store, [update(9, 'a', { on: false }), update(8, 'b', { ttl: 2 })])
    expect(await sayAll(store)).toEqual(['no earlier version loaded', 'no earlier version loaded'])
    await load(store, [
      update(7, 'a', null, { result: 'failure' }),
      update(6, 'a', undefined),
      update(5, 'a', undefined),
      update(4, 'a', { on: true }),
      update(3, 'b', { ttl: 1 }),
      update(2, 'a', { on: 'never' }),
    ])
    expect((await sayAll(store)).slice(0, 2)).toEqual(['on: true → false', 'ttl: 1 → 2'])
    expect((await sayAll(store))[5]).toBe('on: never → true')
    store.dispose()
  })

  it('are told with many different resources, whose ids have no dictionary', async () => {
    const store = create([{ id: onlySource, dataset: v2 }])
    const count = 9_000
    const toText = (number: number, result: unknown) =>
      JSON.stringify({
        id: `n${number}-${JSON.stringify(result)}`,
        action: { time: at(100 - number / 1_000), type: 'update', result: 'success' },
        resource: { id: `resource-${number}`, response: { result } },
      })
    const now = Array.from({ length: count }, (_, number) => toText(number, { n: number }))
    await load(store, now)
    const before = JSON.stringify({
      id: 'before',
      action: { time: at(1), type: 'update', result: 'success' },
      resource: { id: 'resource-8000', response: { result: { n: 'old' } } },
    })
    await load(store, [before])
    const changes = await store.changes(Uint32Array.of(8_000, 8_001))
    expect(changes.map(formatChange)).toEqual(['n: old → 8000', 'no earlier version loaded'])
    store.dispose()
  })

  it('count others with the same value around an entry, not the entry itself', async () => {
    const store = create([{ id: onlySource, dataset: v2 }])
    const toText = (second: number, email: string) =>
      toEntryText(`e${second}`, second, { actor: { email } })
    await load(store, [toText(50, 'a@x'), toText(40, 'a@x'), toText(30, 'b@x'), toText(2, 'a@x')])
    const values = ['a@x', 'b@x', 'c@x'].map((value) => ({ path: 'actor.email', value }))
    const near = {
      sinceMs: Date.parse(at(10)),
      beforeMs: Date.parse(at(59)),
      values,
      exceptId: 'e40',
    }
    expect(await store.countNear(near)).toEqual([1, 1, 0])
    store.dispose()
  })
})
