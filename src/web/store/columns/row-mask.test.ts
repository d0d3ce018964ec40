import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRowMask } from './row-mask.ts'

it('counts the rows of a range as a loop over them does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1_500), { maxLength: 900 }),
      fc.array(fc.nat(1_500), { maxLength: 90 }),
      fc.nat(1_600),
      fc.nat(1_600),
      (added, removed, from, length) => {
        const mask = createRowMask()
        mask.add(Uint32Array.from(added))
        for (const row of removed) mask.remove(row)
        for (const each of [mask, createRowMask(mask)]) {
          let expected = 0
          for (let row = from; row < from + length; row++) if (each.has(row)) expected++
          expect(each.countIn(from, from + length)).toBe(expected)
        }
      },
    ),
  )
})

it('counts a range of which every row is in the set', () => {
  const mask = createRowMask()
  mask.add(Uint32Array.from({ length: 5_000 }, (_, row) => row))
  expect(mask.countIn(0, 5_000)).toBe(5_000)
  expect(mask.countIn(3, 4_998)).toBe(4_995)
  expect(mask.countIn(4_999, 9_999)).toBe(1)
  expect(mask.countIn(7, 3)).toBe(0)
})
