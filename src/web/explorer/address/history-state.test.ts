import { describe, expect, it } from 'vitest'
import { createNow, readHistoryState } from './history-state.ts'

const timeRange = { since: '2026-11-01T00:00:00Z', before: '2026-11-02T00:00:00Z' }

describe('the state of a history entry', () => {
  it('is read as it was written', () => {
    const askedBecause = 'Only the API knows.'
    const unasked = ['user/audit_logs']
    const flags = { opensEntry: true, isFromLink: true }
    const state = { timeRange, ...flags, row: 4, run: 9, unasked, askedBecause }
    expect(readHistoryState(structuredClone(state))).toEqual(state)
  })

  it.each([undefined, null, 'text', 7, [], {}])('is empty where it is %j', (state) => {
    const {
      timeRange,
      opensEntry = false,
      isFromLink = false,
      row,
      run = 0,
    } = readHistoryState(state)
    expect({ timeRange, opensEntry, isFromLink, row, run }).toEqual({
      timeRange: undefined,
      opensEntry: false,
      isFromLink: false,
      row: undefined,
      run: 0,
    })
  })

  it.each([
    { since: 'yesterday', before: timeRange.before },
    { since: timeRange.since },
    { since: 1, before: 2 },
    'x',
    null,
  ])('lacks a time range that is %j', (unusable) => {
    expect(readHistoryState({ timeRange: unusable, row: 4 })).toMatchObject({
      timeRange: undefined,
      row: 4,
    })
  })

  it.each([-1, 1.5, Number.NaN, '4', null])('lacks a row that is %j', (row) => {
    expect(readHistoryState({ row, timeRange })).toMatchObject({ row: undefined, timeRange })
  })

  it.each([7, {}, 'x'.repeat(501)])('takes no reason from %j', (askedBecause) => {
    expect(readHistoryState({ askedBecause })).not.toHaveProperty('askedBecause')
  })

  it.each(['user/audit_logs', [1], {}, Array(41).fill('x')])(
    'takes no hidden logs from %j',
    (unasked) => {
      expect(readHistoryState({ unasked })).not.toHaveProperty('unasked')
    },
  )

  it.each(['true', 1, {}])('takes no flag from %j', (flag) => {
    expect(readHistoryState({ opensEntry: flag, isFromLink: flag })).toMatchObject({
      opensEntry: false,
      isFromLink: false,
    })
  })
})

it('numbers of searches rise, also over those before a reload', () => {
  const [one, two] = [createNow(5), createNow(5)]
  expect(two.run).toBeGreaterThan(one.run)
  expect(one.run).toBeGreaterThan(Date.parse('2026-01-01T00:00:00Z'))
  expect(one).toMatchObject({ nowMs: 5, isReload: false })
})
