import { expect, it } from 'vitest'
import { findKeyTarget } from './find-key-target.ts'

it.each([
  ['ArrowDown', 3, 4],
  ['j', 3, 4],
  ['ArrowUp', 3, 2],
  ['k', 0, 0],
  ['PageDown', 3, 13],
  ['PageDown', 95, 99],
  ['PageUp', 3, 0],
  ['Home', 50, 0],
  ['End', 0, 99],
  ['x', 5, undefined],
  ['toString', 5, undefined],
])('%s leads from row %i to row %s of 100', (key, current, target) => {
  expect(findKeyTarget(key, current, 100, 10)).toBe(target)
})

it('leads nowhere in an empty list', () => {
  expect(findKeyTarget('End', 0, 0, 10)).toBeUndefined()
})
