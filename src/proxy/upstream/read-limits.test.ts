import { expect, it } from 'vitest'
import { parseRatelimit, parseRetryAfter } from './read-limits.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')

it.each([
  ['7', 7_000],
  ['7.9', 7_900],
  ['0', 1_000],
  ['86400', 300_000],
  ['Sat, 21 Nov 2026 12:00:05 GMT', 5_000],
  ['Sat, 21 Nov 2026 11:00:00 GMT', 1_000],
  ['Sat, 99 Nov 2026 11:00:00 GMT', undefined],
  ['abc', undefined],
  ['-1', undefined],
  ['7, 9', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After: %s is a wait of %s ms', (header, expected) => {
  expect(parseRetryAfter(header, nowMs)).toBe(expected)
})

it.each([
  ['"default";r=50;t=30', { requests: 50, resetMs: 30_000 }],
  ['"burst";r=9;t=1, "default";r=3;t=30', { requests: 3, resetMs: 30_000 }],
  ['"default";r=-1;t=30', undefined],
  ['default;r=1;t=2', undefined],
  ['"a";r=1e9;t=1', undefined],
  [undefined, undefined],
])('Ratelimit: %s', (header, expected) => {
  expect(parseRatelimit(header)).toEqual(expected)
})
