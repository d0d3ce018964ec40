/** The keeper on Workers, with objects in this process; `worker.test.ts` runs it in workerd. */
import { describe, expect, it } from 'vitest'
import { verifyBatch, verifyChain } from '../../evidence/witness/verify-batch.ts'
import { toSha256 } from '../../query/identity/sha-256.ts'
import { createObjectKeeper, createSearchObject } from './object-keeper.ts'
import { createProvenRecords } from './proven-records.ts'
import { signRecords } from './sign-records.ts'
import { createEphemeralKey } from './signing-key.ts'
import type { RecordDraft } from './witness-keeper.ts'

const owner = { principal: 'person alice', searchId: 'a' }
const toDraft = (requestId: string): RecordDraft => ({
  ...{ requestId, target: '/client/v4/x', upstream: 'https://api.cloudflare.com', method: 'GET' },
  ...{ status: 200, ray: null, date: null, sha256: null, bytes: null, entries: null },
  ...{ credential: null, principal: 'person:alice', at: '2026-11-21T12:00:00.000Z' },
})

/** Objects with a storage that outlives them. */
function createNamespace() {
  const storages = new Map<string, Map<string, unknown>>()
  const objects = new Map<string, ReturnType<typeof createSearchObject>>()
  const alarms = new Map<string, number>()
  const clock = { nowMs: 1_000_000_000 }

  function createStorage(name: string) {
    const stored = storages.get(name) ?? new Map<string, unknown>()
    storages.set(name, stored)
    return {
      get: async (key: string) => stored.get(key),
      put: async (entries: Record<string, unknown>) => {
        for (const [key, value] of Object.entries(entries)) stored.set(key, structuredClone(value))
      },
      list: async ({ prefix }: { prefix: string }) => {
        const found = [...stored].filter(([key]) => key.startsWith(prefix))
        return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)))
      },
      setAlarm: async (atMs: number) => void alarms.set(name, atMs),
      deleteAll: async () => stored.clear(),
    }
  }

  const namespace = {
    idFromName: (name: string) => name,
    get: (id: unknown) => ({
      fetch: (url: string, init: RequestInit) => {
        const name = String(id)
        const object =
          objects.get(name) ??
          createSearchObject({ storage: createStorage(name) }, () => clock.nowMs)
        objects.set(name, object)
        return object.answer(new Request(url, init))
      },
    }),
  }
  return { namespace, objects, storages, alarms, clock }
}

async function addRecords(
  keeper: ReturnType<typeof createObjectKeeper>,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) {
    await keeper.begin(owner, id)
    await keeper.end(owner, id, toDraft(id))
  }
}

const createTools = async (keeper: ReturnType<typeof createObjectKeeper>) => ({
  ...{ keeper, hash: toSha256, proven: createProvenRecords(), now: () => 0 },
  key: await createEphemeralKey(),
})

describe('the keeper on Workers', () => {
  it('continues a chain and its signatures after the object was evicted', async () => {
    const { namespace, objects } = createNamespace()
    const keeper = createObjectKeeper(namespace)
    const tools = await createTools(keeper)
    await addRecords(keeper, ['1', '2'])
    await signRecords(tools, owner)
    objects.clear()
    await addRecords(keeper, ['3'])
    await signRecords(tools, owner)
    objects.clear()
    const { records, heads, isKnown } = await signRecords(tools, owner)
    expect([records.length, isKnown]).toEqual([3, true])
    expect(verifyChain(records.map(({ record }) => record))).toEqual([])
    expect(heads.map(({ head }) => [head.first, head.last])).toEqual([
      [1, 2],
      [3, 3],
    ])
  })

  it('signs all records anew for an instance with another key', async () => {
    const { namespace, objects } = createNamespace()
    const keeper = createObjectKeeper(namespace)
    const [first, second] = [await createTools(keeper), await createTools(keeper)]
    await addRecords(keeper, ['1'])
    await signRecords(first, owner)
    await addRecords(keeper, ['2'])
    await signRecords(first, owner)
    for (const tools of [second, first, second]) {
      objects.clear()
      const { records, heads, key } = await signRecords(tools, owner)
      expect(heads.map(({ head }) => [head.first, head.last, head.key])).toEqual([
        [1, 2, key.fingerprint],
      ])
      for (const { head } of heads) expect(verifyBatch(head, records)).toEqual([])
    }
  })

  it('gives two who sign at the same time the same signatures', async () => {
    const keeper = createObjectKeeper(createNamespace().namespace)
    const tools = await createTools(keeper)
    await addRecords(keeper, ['1', '2'])
    const [a, b] = await Promise.all([signRecords(tools, owner), signRecords(tools, owner)])
    expect(a).toEqual(b)
  })

  it('stores nothing for a search that is only asked about, and tells no other principal', async () => {
    const { namespace, storages, alarms } = createNamespace()
    const keeper = createObjectKeeper(namespace)
    expect(await keeper.read(owner)).toBeUndefined()
    expect([...storages.values()].map(({ size }) => size)).toEqual([0])
    expect(alarms.size).toBe(0)
    await addRecords(keeper, ['1'])
    expect(await keeper.read({ ...owner, principal: 'person eve' })).toBeUndefined()
  })

  it('waits for answers under way', async () => {
    const keeper = createObjectKeeper(createNamespace().namespace)
    await keeper.begin(owner, '1')
    const read = keeper.read(owner)
    await keeper.end(owner, '1', toDraft('1'))
    expect((await read)?.records).toHaveLength(1)
  })

  it('deletes a search an hour after its last use', async () => {
    const { namespace, objects, storages, alarms, clock } = createNamespace()
    const keeper = createObjectKeeper(namespace)
    await addRecords(keeper, ['1'])
    const [name = ''] = alarms.keys()
    expect(alarms.get(name)).toBe(clock.nowMs + 3_600_000)
    clock.nowMs += 1_800_000
    await keeper.read(owner)
    expect(alarms.get(name)).toBe(clock.nowMs + 3_600_000)
    await objects.get(name)?.expire()
    expect(storages.get(name)?.size).toBe(0)
    expect(await keeper.read(owner)).toBeUndefined()
  })
})
