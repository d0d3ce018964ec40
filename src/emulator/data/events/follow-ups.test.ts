import { describe, expect, test } from 'vitest'
import { toDnsRecord } from '../entries/bodies.ts'
import { createCast } from '../estate/cast.ts'
import { createEstate } from '../estate/estate.ts'
import { mix } from '../random.ts'
import { createTimePlan } from '../time-plan.ts'
import { createEventStream } from './events.ts'
import { findFollowUp } from './follow-ups.ts'
import { findSyncStep } from './zone-sync.ts'

const count = 20_000
const cases = [1, 2, 3].map((seed) => {
  const [account] = createEstate(mix(seed, 1)).accounts
  if (!account) throw new Error('There is no account.')
  const cast = createCast(mix(seed, 1), { id: account.id, number: 0 })
  const startMs = Date.parse('2026-10-20T00:00:00.000Z')
  const plan = createTimePlan({ key: seed, startMs, count, hourWeights: cast.hourWeights })
  const isSync = ({ index }: { index: number }) => findSyncStep(seed, index) !== undefined
  return { seed, isSync, stream: createEventStream({ key: seed, account, cast, plan }) }
})

describe.each(cases)('what systems do, with seed $seed', ({ stream, isSync }) => {
  const events = Array.from({ length: count }, (_, index) => stream.eventAt(index))
  const bySystem = events.filter(({ actor }) => actor.kind === 'system')

  test('is some percent of all', () => {
    expect(bySystem.length).toBeGreaterThan(count * 0.01)
    expect(bySystem.length).toBeLessThan(count * 0.05)
  })

  test('follows within 40 seconds on what a user did to the same zone or domain', () => {
    for (const event of bySystem.filter((each) => !isSync(each))) {
      const cause = events[event.index - 1]
      expect(cause?.actor.kind).toMatch(/person|service|account-token/)
      expect(cause?.failed).toBe(false)
      expect(cause && findFollowUp(cause.action)?.action).toBe(event.action)
      expect(event.zone).toBe(cause?.zone)
      if (event.action.product === 'registrar') {
        expect(event.resource.id).toBe(cause?.resource.id)
      }
      const delayMs = event.timeMs - (cause?.timeMs ?? 0)
      expect(delayMs).toBeGreaterThanOrEqual(0)
      expect(delayMs).toBeLessThanOrEqual(40_000)
    }
  })

  test('is, apart from that, a sync: a record is deleted, then created again with the same content', () => {
    const steps = bySystem.filter(isSync)
    expect(steps.length).toBeGreaterThan(32)
    for (const event of steps) {
      if (event.index % 2 === 0) continue
      const before = events[event.index - 1]
      expect([before?.action.verb, event.action.verb]).toEqual(['delete', 'create'])
      expect(event.resource).toEqual({ ...before?.resource, uri: expect.any(String) })
      expect(before && toDnsRecord(event)).toEqual(before && toDnsRecord(before))
    }
  })

  test('leaves events in order, and findable by time', () => {
    for (const { index, timeMs } of events.slice(1)) {
      expect(timeMs).toBeGreaterThanOrEqual(stream.timeOf(index - 1))
      const first = stream.firstAt(timeMs)
      expect(first).toBeLessThanOrEqual(index)
      expect(stream.timeOf(first)).toBe(timeMs)
    }
  })
})
