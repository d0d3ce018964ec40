import { describe, expect, it } from 'vitest'
import { findStatusWaitMs } from './status-query.ts'

const token = { state: 'active-user-token', words: 'It is active.', checkedAt: '2026-11-21' }
const readable = { id: 'a', readable: true }
const live = { mode: 'live' as const, token, datasets: [readable] }

describe('the status is asked for again', () => {
  it.each([
    ['soon while the credential is being checked', { ...live, token: null }, 1, 2_000],
    ['not for ever where nothing is told of it', { ...live, token: null }, 15, false],
    [
      'while a log cannot be read',
      { ...live, datasets: [readable, { ...readable, readable: false }] },
      1,
      60_000,
    ],
    ['while it is not known', { ...live, datasets: [{ ...readable, reason: 'x' }] }, 99, 60_000],
    ['not when all can be read', live, 1, false],
    ['not in demo mode', { ...live, mode: 'demo' as const, token: null }, 1, false],
  ])('%s', (_, status, answers, waitMs) => {
    expect(findStatusWaitMs(status, answers)).toBe(waitMs)
  })
})
