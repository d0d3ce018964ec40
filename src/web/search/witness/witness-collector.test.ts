import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WitnessAnswer, WitnessKey } from '../../../contract/witness.ts'
import { ApiFailure } from '../../api/api-failure.ts'
import { refuse } from '../testing/start-scripted-search.ts'
import { collectLimits, createWitnessCollector } from './witness-collector.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const toKey = (fingerprint: string): WitnessKey => ({ fingerprint, pem: '', isEphemeral: true })

/** An answer with records of these requests in one batch, numbered from `first` on. */
function makeAnswer(
  requestIds: readonly string[],
  { key = 'k1', first = 1, dropped = 0, isKnown = true } = {},
): WitnessAnswer {
  const records = requestIds.map((requestId, at) => ({
    record: { number: first + at, requestId } as WitnessAnswer['records'][number]['record'],
    proof: [],
  }))
  const head = {
    ...{ first, last: first + records.length - 1, key },
  } as WitnessAnswer['heads'][number]['head']
  return {
    records,
    heads: records.length > 0 ? [{ head, signature: `${key} ${requestIds.join()}` }] : [],
    ...{ key: toKey(key), dropped, isKnown },
  }
}

/** The same answer with further batches. */
const join = (
  ...[one, ...others]: readonly [WitnessAnswer, ...WitnessAnswer[]]
): WitnessAnswer => ({
  ...one,
  records: [one, ...others].flatMap(({ records }) => records),
  heads: [one, ...others].flatMap(({ heads }) => heads),
})

/** A collector of a proxy that gives these answers, the last one again and again. */
function start(
  answers: readonly (WitnessAnswer | Error)[],
  limits: Partial<Record<keyof typeof collectLimits, number>> = {},
) {
  let asked = 0
  const fetchAnswer = async () => {
    const answer = answers[Math.min(asked++, answers.length - 1)]
    if (answer instanceof Error || !answer) throw answer
    return answer
  }
  const collector = createWitnessCollector(fetchAnswer, { ...collectLimits, ...limits })
  /** What was collected after so many questions. */
  async function collectTimes(times: number, requestIds: readonly string[] = []) {
    for (let at = 0; at < times; at++) await collector.collect()
    const { records, heads, ...witness } = collector.read(requestIds)
    return {
      ...witness,
      records: records.map(({ record }) => record.requestId),
      heads: heads.map(({ head }) => `${head.first}-${head.last} ${head.key}`),
    }
  }
  return { ...collector, collectTimes, asked: () => asked }
}

describe('the records of a search', () => {
  it('are merged from several answers, each batch once', async () => {
    const first = makeAnswer(['a', 'b'])
    const { collectTimes } = start([first, join(first, makeAnswer(['c'], { first: 3 }))])
    expect(await collectTimes(3, ['a', 'b', 'c'])).toEqual({
      ...{ records: ['a', 'b', 'c'], heads: ['1-2 k1', '3-3 k1'], keys: [toKey('k1')] },
    })
  })

  it('stay, when the proxy has dropped them', async () => {
    const later = makeAnswer(['c'], { first: 3, dropped: 2 })
    const { collectTimes } = start([makeAnswer(['a', 'b']), later])
    expect(await collectTimes(2, ['a', 'b', 'c'])).toEqual({
      ...{ records: ['a', 'b', 'c'], heads: ['1-2 k1', '3-3 k1'], keys: [toKey('k1')] },
    })
  })

  it('are counted where the proxy dropped them before they were collected', async () => {
    const later = makeAnswer(['d'], { first: 4, dropped: 3 })
    const { collectTimes } = start([makeAnswer(['a', 'b']), later])
    expect(await collectTimes(2, ['a', 'b', 'c', 'd'])).toMatchObject({
      ...{ records: ['a', 'b', 'd'], dropped: 1 },
      missingBecause: expect.stringMatching(/1 were dropped before/),
    })
  })

  it('keep those of a proxy that was restarted, with its key', async () => {
    const answers = [makeAnswer(['b'], { first: 2, dropped: 1 }), makeAnswer(['c'], { key: 'k2' })]
    const { collectTimes } = start(answers)
    expect(await collectTimes(3)).toEqual({
      ...{ records: ['b', 'c'], heads: ['2-2 k1', '1-1 k2'], dropped: 1 },
      keys: [toKey('k1'), toKey('k2')],
    })
  })

  it('have one signature, when the proxy signs them again with another key', async () => {
    const answers = [makeAnswer(['a', 'b']), makeAnswer(['a', 'b', 'c'], { key: 'k2' })]
    expect(await start(answers).collectTimes(2)).toEqual({
      ...{ records: ['a', 'b', 'c'], heads: ['1-3 k2'], keys: [toKey('k2')] },
    })
  })

  it.each<[string, WitnessAnswer | Error, RegExp]>([
    ['an older proxy', refuse(404), /older version/],
    ['a proxy that is away', new ApiFailure({ kind: 'unreachable' }), /could not be asked.*reach/],
    ['a proxy that forgot', makeAnswer([], { isKnown: false }), /does not know this search/],
    ['a proxy without records', makeAnswer([]), /made no record/],
    ['a proxy that dropped all', makeAnswer([], { dropped: 7 }), /7 were dropped/],
  ])('are absent for a reason: %s', async (_, answer, because) => {
    expect(await start([answer]).collectTimes(1, ['a'])).toMatchObject({
      absentBecause: expect.stringMatching(because),
      ...{ records: [], keys: [], heads: [] },
    })
  })

  it('say why some of them are missing', async () => {
    const offline = new ApiFailure({ kind: 'offline' })
    const { collectTimes } = start([makeAnswer(['a']), offline, makeAnswer(['a'])])
    expect(await collectTimes(1, ['a'])).not.toHaveProperty('missingBecause')
    expect(await collectTimes(1, ['a', 'b'])).toMatchObject({
      missingBecause: expect.stringMatching(/offline/),
    })
    expect(await collectTimes(0, ['a'])).not.toHaveProperty('missingBecause')
    expect(await collectTimes(1, ['b'])).toMatchObject({
      missingBecause: expect.stringMatching(/made no record/),
    })
  })

  it('stay limited in number, in whole batches and without a gap', async () => {
    const answer = join(
      makeAnswer(['a', 'b']),
      makeAnswer(['c', 'd'], { first: 3 }),
      makeAnswer(['e'], { first: 5 }),
    )
    expect(await start([answer], { maxRecords: 3 }).collectTimes(2, ['a', 'e'])).toMatchObject({
      ...{ records: ['a', 'b'], heads: ['1-2 k1'], dropped: 3 },
      missingBecause: 'Only the first 3 records of a search are collected.',
    })
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
    const { noteRequest, asked, collectTimes } = start(answers)
    noteRequest()
    await vi.advanceTimersByTimeAsync(collectLimits.maxAgeMs)
    expect(asked()).toBe(1)
    await vi.advanceTimersByTimeAsync(collectLimits.maxAgeMs)
    expect(asked()).toBe(2)
    expect(await collectTimes(0)).toMatchObject({ records: ['a'] })
  })

  it('are not waited for when the receipt is canceled, nor for ever', async () => {
    const collector = createWitnessCollector(
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason))
        }),
      { ...collectLimits, maxWaitMs: 20 },
    )
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
