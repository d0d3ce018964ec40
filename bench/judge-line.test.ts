import { describe, expect, it } from 'vitest'
import { judgeLine } from './judge-line.ts'
import type { Line, Ratio } from './part.ts'

const plain: Line = { claim: 'first row', measured: 200, unit: 'ms' }
const toReact: Ratio = { to: 'bare React', baseline: 100, limit: 2.5, direction: 'at most' }
const toNginx: Ratio = { to: 'nginx', baseline: 400, limit: 0.5, direction: 'at least' }

describe('judgeLine', () => {
  it('gives an absolute figure no verdict', () => {
    expect(judgeLine(plain)).toEqual({ verdict: 'NONE' })
    expect(judgeLine({ ...plain, measured: Number.NaN })).toEqual({ verdict: 'NONE' })
  })

  it.each<[string, number, Ratio, string, number]>([
    ['below what it may be at most', 200, toReact, 'PASS', 2],
    ['at what it may be at most', 250, toReact, 'PASS', 2.5],
    ['above what it may be at most', 251, toReact, 'FAIL', 2.51],
    ['above what it must be at least', 300, toNginx, 'PASS', 0.75],
    ['at what it must be at least', 200, toNginx, 'PASS', 0.5],
    ['below what it must be at least', 100, toNginx, 'FAIL', 0.25],
  ])('judges a ratio %s', (_, measured, ratio, verdict, found) => {
    expect(judgeLine({ ...plain, measured, ratio })).toEqual({ verdict, ratio: found })
  })

  it('judges the ratio alone: a machine that is slower by a factor changes no verdict', () => {
    for (const factor of [1, 2.5, 100]) {
      const ratio = { ...toReact, baseline: 100 * factor }
      expect(judgeLine({ ...plain, measured: 240 * factor, ratio }).verdict).toBe('PASS')
      expect(judgeLine({ ...plain, measured: 260 * factor, ratio }).verdict).toBe('FAIL')
    }
  })

  it('never passes a line whose baseline is missing, and says why', () => {
    const ratio = { ...toReact, baseline: Number.NaN, missing: 'the peers could not be installed' }
    expect(judgeLine({ ...plain, measured: 0, ratio })).toEqual({
      verdict: 'NOT JUDGED',
      reason: 'the peers could not be installed',
    })
  })

  it.each([Number.NaN, 0, -1, Infinity])('never passes a line whose baseline is %s', (baseline) => {
    for (const ratio of [toReact, toNginx]) {
      const judgment = judgeLine({ ...plain, ratio: { ...ratio, baseline } })
      expect(judgment.verdict).toBe('NOT JUDGED')
      expect(judgment.reason).toBe(`${ratio.to} could not be measured`)
    }
  })

  it.each([Number.NaN, Infinity])('fails a figure of %s that has a baseline', (measured) => {
    for (const ratio of [toReact, toNginx]) {
      expect(judgeLine({ ...plain, measured, ratio })).toEqual({ verdict: 'FAIL' })
    }
  })

  it('judges an exact count', () => {
    const count: Line = { claim: 'failed requests', measured: 0, unit: 'of 10', expected: 0 }
    expect(judgeLine(count).verdict).toBe('PASS')
    expect(judgeLine({ ...count, measured: 1 }).verdict).toBe('FAIL')
    expect(judgeLine({ ...count, measured: Number.NaN }).verdict).toBe('FAIL')
  })
})
