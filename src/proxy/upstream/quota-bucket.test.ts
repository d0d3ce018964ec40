import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createQuotaBucket, type QuotaBucket } from './quota-bucket.ts'

const windowMs = 300_000

describe('the quota', () => {
  it('grants no more than its limit in any five minutes, however it is asked', () => {
    const wish = fc.record({
      pauseMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30_000 })),
      lane: fc.constantFrom('interactive' as const, 'bulk' as const),
      times: fc.integer({ min: 1, max: 200 }),
      asker: fc.constantFrom(undefined, 'alice', 'bob'),
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_200 }), fc.array(wish), (limit, wishes) => {
        const bucket = createQuotaBucket(limit)
        const grantedMs: number[] = []
        let nowMs = 1_000
        for (const { pauseMs, lane, times, asker } of wishes) {
          nowMs += pauseMs
          for (let i = 0; i < times; i++) {
            if (bucket.take(lane, nowMs, asker).granted) grantedMs.push(nowMs)
          }
        }
        for (const endMs of grantedMs) {
          const inWindow = grantedMs.filter((each) => each <= endMs && each > endMs - windowMs)
          expect(inWindow.length).toBeLessThanOrEqual(Math.max(2, limit))
        }
      }),
    )
  })

  it('uses its limit: who waits as told gets 720 in the first five minutes', () => {
    const bucket = createQuotaBucket(720)
    let granted = 0
    for (let nowMs = 0; nowMs < windowMs; ) {
      const answer = bucket.take('interactive', nowMs)
      if (answer.granted) granted++
      else nowMs += answer.waitMs
    }
    expect(granted).toBeGreaterThan(715)
    expect(granted).toBeLessThanOrEqual(720)
  })

  it('keeps a part in hand for people while long runs take all they can', () => {
    const bucket = createQuotaBucket(720)
    let bulk = 0
    while (bucket.take('bulk', 0).granted) bulk++
    let interactive = 0
    while (bucket.take('interactive', 0).granted) interactive++
    expect([bulk, interactive]).toEqual([84, 36])
  })

  it('is not called back early by a later, shorter pause', () => {
    const bucket = createQuotaBucket(720)
    bucket.report({ status: 429, retryAfterMs: 60_000 }, 0)
    expect(bucket.report({ status: 429, retryAfterMs: 1_000 }, 1_000)).toBe(59_000)
    expect(bucket.take('interactive', 59_999).granted).toBe(false)
    expect(bucket.take('interactive', 60_000).granted).toBe(true)
  })

  it('says a wait after which it grants', () => {
    const bucket = createQuotaBucket(60)
    while (bucket.take('interactive', 0).granted);
    const refused = bucket.take('interactive', 0)
    expect(refused).toMatchObject({ granted: false, isCoolOff: false })
    const waitMs = refused.granted ? 0 : refused.waitMs
    expect(bucket.take('interactive', waitMs - 50)).toMatchObject({ granted: false })
    expect(bucket.take('interactive', waitMs)).toEqual({ granted: true })
  })

  it('stands still for as long as a 429 asks, for everybody', () => {
    const bucket = createQuotaBucket(720)
    expect(bucket.report({ status: 429, retryAfterMs: 7_000 }, 1_000)).toBe(7_000)
    for (const lane of ['interactive', 'bulk'] as const) {
      expect(bucket.take(lane, 7_999)).toEqual({ granted: false, waitMs: 1, isCoolOff: true })
    }
    expect(bucket.state(2_000)).toMatchObject({
      remaining: 0,
      coolOffUntil: '1970-01-01T00:00:08.000Z',
    })
    expect(bucket.take('interactive', 8_000)).toEqual({ granted: true })
  })

  it('grows the pause from one to five minutes when 429s name none, and starts over after a success', () => {
    const bucket = createQuotaBucket(720)
    const refuse = (nowMs: number) => bucket.report({ status: 429 }, nowMs)
    expect([refuse(0), refuse(1e6), refuse(2e6), refuse(3e6)]).toEqual([6e4, 12e4, 24e4, 3e5])
    bucket.report({ status: 200 }, 4e6)
    expect(refuse(5e6)).toBe(6e4)
  })

  it('pauses long runs when upstream has little left, and people only when it has nothing', () => {
    const bucket = createQuotaBucket(720)
    bucket.report({ status: 200, left: { requests: 3, resetMs: 30_000 } }, 0)
    expect(bucket.take('bulk', 0)).toEqual({ granted: false, waitMs: 30_000, isCoolOff: false })
    const people = [1, 2, 3, 4].map(() => bucket.take('interactive', 0).granted)
    expect(people).toEqual([true, true, true, false])
    expect(bucket.take('bulk', 30_000)).toEqual({ granted: true })
  })

  it('survives a clock that is set back', () => {
    const bucket = createQuotaBucket(6)
    expect(bucket.take('interactive', 1e9).granted).toBe(true)
    expect(bucket.take('interactive', 0)).toMatchObject({ granted: false })
    expect(bucket.take('interactive', 120_000)).toEqual({ granted: true })
  })

  it('says how many of the last five minutes were used, of how many, and when all are back', () => {
    const bucket = createQuotaBucket(720)
    expect(bucket.state(0)).toMatchObject({ used: 0, limit: 720, remaining: 720, resetsAt: null })
    for (let n = 0; n < 10; n++) bucket.take('interactive', 0)
    for (let n = 0; n < 5; n++) bucket.take('bulk', 200_000)
    expect(bucket.state(250_000)).toMatchObject({
      used: 15,
      remaining: 705,
      resetsAt: '1970-01-01T00:08:20.000Z',
    })
    expect(bucket.state(windowMs)).toMatchObject({ used: 5, remaining: 715 })
    expect(bucket.state(500_000)).toMatchObject({ used: 0, remaining: 720, resetsAt: null })
    bucket.report({ status: 200, left: { requests: 30, resetMs: 10_000 } }, 500_000)
    expect(bucket.state(500_000)).toMatchObject({ used: 0, remaining: 30 })
  })
})

describe('a quota that has forgotten what was asked', () => {
  it('says for five minutes that more may have been asked than it knows', () => {
    const bucket = createQuotaBucket(720, { filledForMs: 10_000 })
    const mayBeMore = (nowMs: number) => bucket.state(nowMs).mayBeMore
    expect([1_000, 1_000 + windowMs - 1, 1_000 + windowMs].map(mayBeMore)).toEqual([
      true,
      true,
      false,
    ])
    expect(createQuotaBucket(720).state(1_000).mayBeMore).toBe(false)
  })
})

describe('the quota among several', () => {
  /** Everybody asks as often as they may, from then on; how many each was granted. */
  function race(names: readonly string[], bucket: QuotaBucket, fromMs: number, untilMs: number) {
    const granted = new Map(names.map((name) => [name, 0]))
    const nextMs = new Map(names.map((name) => [name, fromMs]))
    for (let nowMs = fromMs; nowMs < untilMs; nowMs += 100) {
      for (const name of names) {
        while ((nextMs.get(name) ?? 0) <= nowMs) {
          const answer = bucket.take('interactive', nowMs, name)
          if (answer.granted) granted.set(name, (granted.get(name) ?? 0) + 1)
          else nextMs.set(name, nowMs + answer.waitMs)
        }
      }
    }
    return names.map((name) => granted.get(name) ?? 0)
  }

  it('belongs to one who is alone', () => {
    const [alone] = race(['alice'], createQuotaBucket(720), 0, windowMs)
    expect(alone).toBeGreaterThan(710)
  })

  it('is given evenly to those who ask without pause, whoever began', () => {
    const bucket = createQuotaBucket(720)
    race(['alice'], bucket, 0, 60_000)
    const [alice = 0, bob = 0, carol = 0] = race(
      ['alice', 'bob', 'carol'],
      bucket,
      60_000,
      windowMs,
    )
    // Two a second come in, for four minutes.
    expect(alice + bob + carol).toBeGreaterThan(460)
    for (const each of [alice, bob, carol]) {
      expect(each).toBeGreaterThan(140)
      expect(each).toBeLessThan(180)
    }
  })

  it('lets somebody new ask within a second while another one asks for all there is', () => {
    const bucket = createQuotaBucket(720)
    race(['hog'], bucket, 0, 100_000)
    let waitedMs = 0
    let answer = bucket.take('interactive', 100_000, 'person')
    while (!answer.granted) {
      waitedMs += answer.waitMs
      // The hog is always a little earlier.
      while (bucket.take('interactive', 100_000 + waitedMs, 'hog').granted);
      answer = bucket.take('interactive', 100_000 + waitedMs, 'person')
    }
    expect(waitedMs).toBeLessThanOrEqual(1_000)
  })

  it('leaves half of what is at hand to who asked in the last minute, and all to whoever asks alone', () => {
    const bucket = createQuotaBucket(720)
    const takeAll = (name: string, nowMs: number) => {
      let count = 0
      while (bucket.take('interactive', nowMs, name).granted) count++
      return count
    }
    bucket.take('interactive', 0, 'person')
    expect(takeAll('hog', 59_000)).toBe(60)
    expect(takeAll('person', 59_000)).toBe(30)
    expect(takeAll('hog', 180_000)).toBe(120)
  })

  it('does not count the proxy’s own questions as somebody', () => {
    const bucket = createQuotaBucket(720)
    bucket.take('bulk', 0)
    let alone = 0
    while (bucket.take('interactive', 0, 'alice').granted) alone++
    expect(alone).toBe(119)
  })
})
