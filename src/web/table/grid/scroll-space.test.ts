import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScrollSpace, maxSpace } from './scroll-space.ts'

const rowHeight = 30
const view = 700
const extra = 80

function createMillion() {
  const space = createScrollSpace()
  space.resize({ content: 1_000_000 * rowHeight, extra, view })
  return space
}

const lastTop = 1_000_000 * rowHeight + extra - view
const lastPosition = maxSpace + extra - view

describe('the space of a short list', () => {
  it('is the list itself', () => {
    const space = createScrollSpace()
    space.resize({ content: 3_000, extra, view })
    expect(space.height()).toBe(3_000)
    expect(space.scrolled(1_234.5)).toBeUndefined()
    expect([space.top(), space.shift(), space.alignScrollBar()]).toEqual([1_234.5, 0, undefined])
    expect(space.goTo(99_999)).toBe(3_000 + extra - view)
  })
})

describe('the space of a million rows', () => {
  it('is short enough to be drawn exactly', () => {
    expect(createMillion().height()).toBe(maxSpace)
    expect(maxSpace * 3).toBeLessThan(2 ** 24)
  })

  it('has the last row at its end, and the first at its start', () => {
    const space = createMillion()
    space.scrolled(lastPosition)
    expect(space.top()).toBe(lastTop)
    space.scrolled(0)
    expect(space.top()).toBe(0)
  })

  it('moves by exactly what the wheel says', () => {
    const space = createMillion()
    let position = 2_000_000
    space.scrolled(position)
    for (const step of [100, 120, -53, 1_200, 3.5]) {
      const before = space.top()
      position += step
      expect(space.scrolled(position)).toBeUndefined()
      expect(space.top() - before).toBeCloseTo(step)
    }
  })

  it('puts the bar right at rest without moving the rows', () => {
    const space = createMillion()
    space.scrolled(2_000_000)
    for (let i = 1; i <= 50; i++) space.scrolled(2_000_000 + i * 1_000)
    const top = space.top()
    const position = space.alignScrollBar()
    expect(position).toBeLessThan(2_050_000)
    expect(space.top()).toBe(Math.round(top))
    expect(space.alignScrollBar()).toBeUndefined()
    // The browser reports the position that was set: that is no movement.
    space.scrolled(position ?? 0)
    expect(space.top()).toBe(Math.round(top))
  })

  it('reaches both ends by steps alone', () => {
    for (const [start, step, end] of [
      [lastPosition - 5_000, 900, lastTop],
      [5_000, -900, 0],
    ] as const) {
      const space = createMillion()
      let position: number = start
      space.scrolled(position)
      for (let i = 0; i < 2_000 && space.top() !== end; i++) {
        position = Math.max(0, Math.min(lastPosition, position + step))
        position = space.scrolled(position) ?? position
      }
      expect(space.top()).toBe(end)
    }
  })

  it('keeps its place while the list grows', () => {
    const space = createMillion()
    space.scrolled(2_000_000)
    const top = space.top()
    space.resize({ content: 1_001_000 * rowHeight, extra, view })
    expect(space.top()).toBe(top)
    space.alignScrollBar()
    expect(space.top()).toBe(top)
  })

  it('keeps its place when a list grows beyond what can be scrolled', () => {
    const space = createScrollSpace()
    space.resize({ content: maxSpace, extra, view })
    space.scrolled(4_000_000)
    space.resize({ content: maxSpace * 2, extra, view })
    expect(space.top()).toBe(4_000_000)
    expect(space.alignScrollBar()).toBeCloseTo(2_000_000, -3)
    expect(space.top()).toBe(4_000_000)
  })
})

it('goes to any place, in lists of any length, exactly to the pixel', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3_000_000 }),
      fc.constantFrom(24, 30, 38),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (rows, height, part) => {
        const space = createScrollSpace()
        const content = rows * height
        space.resize({ content, extra, view })
        const most = Math.max(0, content + extra - view)
        const wanted = Math.round(part * most)
        const position = space.goTo(wanted)
        expect(space.top()).toBe(wanted)
        expect(position).toBeGreaterThanOrEqual(0)
        expect(position).toBeLessThanOrEqual(Math.max(0, space.height() + extra - view))
        expect(Number.isInteger(space.shift())).toBe(true)
      },
    ),
  )
})
