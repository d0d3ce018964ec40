import { describe, expect, it } from 'vitest'
import type { FailureDetail } from '../../api/api-failure.ts'
import { findBackoff } from './backoff.ts'

function refusal(status: number, code: number, retryAfterS?: number): FailureDetail {
  return { kind: 'refused', status, errors: [{ code }], retryAfterS, requestId: undefined }
}

describe('a wait that ends by itself', () => {
  it.each<[string, FailureDetail, object]>([
    ['a limit of the API', refusal(429, 10429, 7), { kind: 'limited', untilMs: 7_000 }],
    ['a limit without a time', refusal(429, 10429), { kind: 'limited', untilMs: 60_000 }],
    ['a limit of hours', refusal(429, 10429, 7_200), { kind: 'limited', untilMs: 300_000 }],
    ['the proxy’s own limit', refusal(429, 990032, 2), { kind: 'share', untilMs: 2_000 }],
    ['too many at once', refusal(429, 990033, 1), { kind: 'busy', untilMs: 1_000 }],
    ['too many wrong keys', refusal(429, 990016, 9), { kind: 'attempts', untilMs: 9_000 }],
    ['an open circuit', refusal(503, 990061, 15), { kind: 'unavailable', untilMs: 15_000 }],
    ['a proxy that is stopped', refusal(503, 990062), { kind: 'unreachable', untilMs: 5_000 }],
    ['a proxy that is gone', { kind: 'unreachable' }, { kind: 'unreachable', untilMs: 5_000 }],
    ['a missing network', { kind: 'offline' }, { kind: 'offline', untilMs: undefined }],
  ])('follows from %s', (_, failure, backoff) => {
    expect(findBackoff(failure, 0, 0)).toEqual(backoff)
  })

  it.each<[string, FailureDetail]>([
    ['a refusal', refusal(403, 10000)],
    ['a failure of the API after its retries', refusal(502, 990050)],
    ['a failure that names no time', refusal(503, 1)],
    ['a damaged page', { kind: 'not-a-page', problem: { kind: 'not-json', detail: '' } }],
  ])('does not follow from %s', (_, failure) => {
    expect(findBackoff(failure, 0, 0)).toBeUndefined()
  })

  it('grows while the proxy does not answer, and is given up after some minutes', () => {
    const backoffs = Array.from({ length: 11 }, (_, n) =>
      findBackoff({ kind: 'unreachable' }, 0, n),
    )
    expect(backoffs.map((backoff) => backoff && (backoff.untilMs ?? 0) / 1_000)).toEqual([
      5,
      10,
      20,
      ...Array(7).fill(30),
      undefined,
    ])
  })
})
