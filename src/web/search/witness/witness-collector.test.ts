import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WitnessAnswer, WitnessKey } from '../../../contract/witness.ts'
import { ApiFailure } from '../../api/api-failure.ts'
import { refuse } from '../testing/start-scripted-search.ts'
import { collectLimits, createWitnessCollector } from './witness-collector.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const toKey = (fingerprint: string): WitnessKey => ({ fingerprint, pem: '', isEphemeral: true })

/** An answer with records of these requests, signed at once. */
function makeAnswer(
  requestIds: readonly string[],
  { key = 'k1', ...more }: Partial<Omit<WitnessAnswer, 'key'>> & { key?: string } = {},
): WitnessAnswer {
  const records = requestIds.map((requestId, at) => ({
    record: { number: at + 1, requestId } as WitnessAnswer['records'][number]['record'],
    proof: [],
  }))
  const head = { first: 1, last: records.length, key } as WitnessAnswer['heads'][number]['head']
  return {
    records,
    heads: records.length > 0 ? [{ head, signature: `${key} ${requestIds.join()}` }] : [],
    ...{ key: toKey(key), dropped: 0, isKnown: true },
    ...more,
  }
}

/** A collector of a proxy that gives these answers, the last one again and again. */
function start(
  answers: readonly (WitnessAnswer | Error)[],
  limits: Partial<Record<keyof typeof collectLimits, number>> = {},
  listed: readonly string[] = [],
) {
  let asked = 0
  const collector = createWitnessCollector({
    async fetchAnswer() {
      const answer = answers[Math.min(asked++, answers.length - 1)]
      if (answer instanceof Error || !answer) throw answer
      return answer
    },
    listRequestIds: () => listed,
    limits: { ...collectLimits, ...limits },
  })
  const readIds = (requestIds: readonly string[]) => {
    const { records, ...witness } = collector.read(requestIds)
    return { ...witness, records: records.map(({ record }) => record.requestId) }
  }
  return { ...collector, readIds, asked: () => asked }
}

describe('the records of a search', () => {
  it('are merged from several answers, also when the proxy has dropped the first ones', async () => {
    const answers = [makeAnswer(['a', 'b']), makeAnswer(['b', 'c'], { dropped: 1 })]
    const { collect, readIds } = start(answers)
    await collect()
    await collect()
    const { records, heads, keys, ...others } = readIds(['a', 'b', 'c'])
    expect(records).toEqual(['a', 'b', 'c'])
    expect(heads).toHaveLength(2)
    expect(keys).toEqual([toKey('k1')])
    expect(others).toEqual({})
  })

  it('keep those of a proxy that was restarted, with its key', async () => {
    const { collect, readIds } = start([makeAnswer(['a']), makeAnswer(['b'], { key: 'k2' })])
    await collect()
    await collect()
    expect(readIds(['a', 'b'])).toMatchObject({
      records: ['a', 'b'],
      keys: [toKey('k1'), toKey('k2')],
    })
  })

  it.each<[string, WitnessAnswer | Error, RegExp]>([
    ['an older proxy', refuse(404), /older version/],
    ['a proxy that is away', new ApiFailure({ kind: 'unreachable' }), /could not be asked.*reach/],
    ['a proxy that forgot', makeAnswer([], { isKnown: false }), /does not know this search/],
    ['a proxy without records', makeAnswer([]), /made no record/],
    ['a proxy that dropped all', makeAnswer([], { dropped: 7 }), /has dropped 7/],
  ])('are absent for a reason: %s', async (_, answer, because) => {
    const { collect, readIds } = start([answer])
    await collect()
    expect(readIds(['a'])).toMatchObject({
      absentBecause: expect.stringMatching(because),
      records: [],
      keys: [],
      heads: [],
    })
  })

  it('say why some of them are missing', async () => {
    const { collect, readIds } = start([
      makeAnswer(['b'], { dropped: 1 }),
      new ApiFailure({ kind: 'offline' }),
      makeAnswer(['b']),
    ])
    await collect()
    expect(readIds(['a', 'b'])).toMatchObject({
      missingBecause: expect.stringMatching(/dropped 1/),
    })
    await collect()
    expect(readIds(['b', 'c'])).toMatchObject({ missingBecause: expect.stringMatching(/offline/) })
    expect(readIds(['b'])).not.toHaveProperty('missingBecause')
    await collect()
    expect(readIds(['c'])).toMatchObject({ missingBecause: expect.stringMatching(/no record/) })
  })

  it('are asked for after so many requests, and some time after the first', async () => {
    const { noteRequest, asked, stop, read } = start([makeAnswer(['a'])], { everyRequests: 3 })
    noteRequest()
    noteRequest()
    expect(asked()).toBe(0)
    noteRequest()
    await vi.advanceTimersByTimeAsync(0)
    expect(asked()).toBe(1)
    expect(read([]).records).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2 * collectLimits.maxAgeMs)
    expect(asked()).toBe(1)
    noteRequest()
    await vi.advanceTimersByTimeAsync(collectLimits.maxAgeMs - 1)
    expect(asked()).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(asked()).toBe(2)
    noteRequest()
    stop()
    await vi.advanceTimersByTimeAsync(2 * collectLimits.maxAgeMs)
    expect(asked()).toBe(2)
  })

  it('are not asked for again and again where there are none, but when a receipt is made', async () => {
    const { noteRequest, collect, asked } = start([refuse(404)], { everyRequests: 1 })
    for (let at = 0; at < 5; at++) {
      noteRequest()
      await vi.advanceTimersByTimeAsync(0)
    }
    expect(asked()).toBe(1)
    await collect()
    expect(asked()).toBe(2)
  })

  it('are asked for again after a failure that may be over', async () => {
    const answers = [new ApiFailure({ kind: 'unreachable' }), makeAnswer(['a'])]
    const { noteRequest, asked, readIds } = start(answers)
    noteRequest()
    await vi.advanceTimersByTimeAsync(collectLimits.maxAgeMs)
    expect(asked()).toBe(1)
    await vi.advanceTimersByTimeAsync(collectLimits.maxAgeMs)
    expect(asked()).toBe(2)
    expect(readIds(['a']).records).toEqual(['a'])
  })

  it('stay limited in number: those of pages that are not listed go first', async () => {
    const answers = [makeAnswer(['a', 'b', 'c', 'd'])]
    const { collect, readIds } = start(answers, { maxRecords: 2 }, ['a', 'd'])
    await collect()
    expect(readIds(['a', 'd']).records).toEqual(['a', 'd'])
  })

  it('are not waited for when the receipt is canceled, nor for ever', async () => {
    const collector = createWitnessCollector({
      fetchAnswer: (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason))
        }),
      listRequestIds: () => [],
      limits: { ...collectLimits, maxWaitMs: 20 },
    })
    const cancel = new AbortController()
    const canceled = collector.collect(cancel.signal)
    const next = collector.collect()
    await vi.advanceTimersByTimeAsync(0)
    cancel.abort(new Error('canceled'))
    await expect(canceled).rejects.toThrow('canceled')
    vi.useRealTimers()
    await next
    expect(collector.read(['a']).absentBecause).toMatch(/could not be asked/)
  })
})
