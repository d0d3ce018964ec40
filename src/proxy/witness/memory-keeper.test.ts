import { afterEach, describe, expect, it, vi } from 'vitest'
import { digestRecord } from '../../evidence/witness/format-record.ts'
import { verifyChain } from '../../evidence/witness/verify-batch.ts'
import { toSha256 } from '../../query/identity/sha-256.ts'
import { createMemoryKeeper, type MemoryLimits } from './memory-keeper.ts'
import { createSearchRecords } from './search-records.ts'
import type { RecordDraft } from './witness-keeper.ts'

afterEach(() => vi.useRealTimers())

const owner = { principal: 'person alice', searchId: 'a' }
const toDraft = (requestId: string, target = '/client/v4/x'): RecordDraft => ({
  ...{ requestId, target, upstream: 'emulator', method: 'GET', status: 200, ray: null, date: null },
  ...{ sha256: null, bytes: null, entries: null, credential: null, principal: 'person:alice' },
  at: '2026-11-21T12:00:00.000Z',
})

function createKeeper(limits?: Partial<MemoryLimits>) {
  let nowMs = 1_000_000_000
  const keeper = createMemoryKeeper(() => nowMs, toSha256, {
    ...{ maxRecords: 20_000, maxBytes: 1e9, maxSearches: 1e9, maxDroppedSearches: 10 },
    ...limits,
  })
  let requests = 0
  return {
    ...keeper,
    add(principal: string, searchId: string, target?: string) {
      const requestId = `r${++requests}`
      void keeper.begin({ principal, searchId }, requestId)
      void keeper.end({ principal, searchId }, requestId, toDraft(requestId, target))
    },
    count: async (principal: string, searchId: string) =>
      (await keeper.read({ principal, searchId }))?.records.length,
    passTime(ms: number) {
      nowMs += ms
    },
  }
}

describe('the keeper in memory', () => {
  it('numbers records and chains them', async () => {
    const { add, read } = createKeeper()
    for (const _ of [1, 2, 3]) add('person alice', 'a')
    const kept = await read(owner)
    expect(kept?.records.map(({ number }) => number)).toEqual([1, 2, 3])
    expect(verifyChain(kept?.records ?? [])).toEqual([])
  })

  it('knows no search without an answer, and none of another principal', async () => {
    const { begin, end, add, read } = createKeeper()
    void begin(owner, 'r')
    void end(owner, 'r', undefined)
    expect(await read(owner)).toBeUndefined()
    add('person alice', 'a')
    expect(await read({ ...owner, principal: 'service alice' })).toBeUndefined()
    expect(await read({ principal: 'a person', searchId: 'alice' })).toBeUndefined()
  })

  it('waits for answers under way, but not for ever and not for later ones', async () => {
    vi.useFakeTimers()
    const { begin, end, read } = createKeeper()
    void begin(owner, 'r1')
    const first = read(owner)
    void begin(owner, 'r2')
    void end(owner, 'r1', toDraft('r1'))
    expect((await first)?.records).toHaveLength(1)
    const second = read(owner)
    await vi.advanceTimersByTimeAsync(10_000)
    expect((await second)?.records).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('waits for no answer of which no record can be made', async () => {
    const { begin, end, read, add } = createKeeper()
    add('person alice', 'a')
    void begin(owner, 'r')
    expect(() => end(owner, 'r', toDraft('r', '\ud800'))).toThrow(TypeError)
    expect((await read(owner))?.records).toHaveLength(1)
  })

  it('keeps a search for an hour after its last use', async () => {
    const { add, count, passTime } = createKeeper()
    add('person alice', 'a')
    passTime(3_599_000)
    expect(await count('person alice', 'a')).toBe(1)
    passTime(3_599_000)
    expect(await count('person alice', 'a')).toBe(1)
    passTime(3_600_000)
    expect(await count('person alice', 'a')).toBeUndefined()
  })

  it('drops the oldest search of the principal with most records, and says so', async () => {
    const { add, read, count } = createKeeper({ maxRecords: 6 })
    add('person bob', 'b')
    for (const id of ['a', 'a', 'c', 'c', 'd']) add('person alice', id)
    await count('person alice', 'a')
    add('person alice', 'd')
    // “c” was used longest ago; bob’s only record is older, and stays.
    expect(await read({ ...owner, searchId: 'c' })).toEqual({ records: [], heads: [], dropped: 2 })
    expect([await count('person alice', 'a'), await count('person bob', 'b')]).toEqual([2, 1])
    add('person alice', 'c')
    const [record] = (await read({ ...owner, searchId: 'c' }))?.records ?? []
    expect([record?.number, typeof record?.previous]).toEqual([3, 'string'])
  })

  it('lets no principal fill the memory with few and long records at the cost of another', async () => {
    const { add, count } = createKeeper({ maxBytes: 200_000 })
    for (const _ of Array.from({ length: 100 })) add('person alice', 'a')
    const target = `/client/v4/x?${'y'.repeat(16_000)}`
    for (let n = 0; n < 100; n++) add('person eve', `s${n}`, target)
    expect(await count('person alice', 'a')).toBe(100)
    expect(await count('person eve', 's99')).toBe(1)
  })

  it('has a limit of searches, which takes from the principal with most of them', async () => {
    const { add, count } = createKeeper({ maxSearches: 3 })
    add('person alice', 'a')
    for (const id of ['1', '2', '3', '4']) add('person eve', id)
    expect(await count('person alice', 'a')).toBe(1)
    const kept = await Promise.all(['1', '2', '3', '4'].map((id) => count('person eve', id)))
    expect(kept).toEqual([0, 0, 1, 1])
  })

  it('keeps to its memory with ten thousand searches of hostile length', async () => {
    const { add, count } = createKeeper({ maxBytes: 2_000_000 })
    const target = `/client/v4/x?${'y'.repeat(16_000)}`
    for (let n = 0; n < 10_000; n++) add('person eve', `s${n}`, target)
    let kept = 0
    for (let n = 0; n < 10_000; n++) kept += (await count('person eve', `s${n}`)) ?? 0
    expect(kept).toBeGreaterThan(100)
    expect(kept).toBeLessThan(126)
  })
})

describe('the records of one search', () => {
  it('are 5,000 at most; more are counted, and the chain stays whole', () => {
    const { add, keep } = createSearchRecords(toSha256)
    for (let n = 0; n < 5_010; n++) add(toDraft(`r${n}`))
    const { records, dropped } = keep()
    expect([records.length, dropped, records.at(-1)?.number]).toEqual([5_000, 10, 5_000])
    expect(verifyChain(records)).toEqual([])
  })

  it('have eight megabytes at most', () => {
    const { add, keep, bytes } = createSearchRecords(toSha256)
    const target = `/client/v4/x?${'y'.repeat(16_000)}`
    for (let n = 0; n < 1_000; n++) add(toDraft(`r${n}`, target))
    expect(bytes()).toBeLessThanOrEqual(8 * 1_048_576)
    expect(keep().records.length + keep().dropped).toBe(1_000)
    expect(keep().dropped).toBeGreaterThan(400)
  })

  it('accept a signature that continues those of its key, and no other', () => {
    const { add, keep, seal } = createSearchRecords(toSha256)
    for (const id of ['1', '2', '3']) add(toDraft(id))
    const { records } = keep()
    const sign = (first: number, last: number, key = 'k') => {
      const end = records.find(({ number }) => number === last)
      const latest = end ? digestRecord(end) : ''
      const type = 'gumshoe-witness-head/1' as const
      const head = { type, first, last, latest, key, previous: null, root: '', at: '' }
      return { head, signature: '' }
    }
    const changed = sign(1, 2)
    expect(seal({ ...changed, head: { ...changed.head, latest: 'x' } })).toBe(false)
    expect([seal(sign(2, 2)), seal(sign(1, 4)), seal(sign(1, 2)), seal(sign(1, 3))]).toEqual([
      false,
      false,
      true,
      false,
    ])
    expect([seal(sign(3, 3)), keep().heads.length]).toEqual([true, 2])
    expect([seal(sign(1, 3, 'other')), keep().heads.length]).toEqual([true, 1])
  })
})
