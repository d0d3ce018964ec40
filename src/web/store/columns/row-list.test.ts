import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRowList } from './row-list.ts'

/** Rows that mostly follow one another, as pages bring them, or not at all, as a filter leaves them. */
const rows = fc
  .array(fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 60 })), { maxLength: 4 })
  .map((runs) =>
    runs.flatMap(([first, count]) => Array.from({ length: count }, (_, at) => first + at)),
  )
const scattered = fc.array(fc.nat(1_000), { maxLength: 40 })
const change = fc.record({
  from: fc.nat(60),
  count: fc.option(fc.nat(120), { nil: undefined }),
  rows: fc.oneof(rows, scattered),
})

describe('createRowList', () => {
  it('lists what a plain list does', () => {
    fc.assert(
      fc.property(
        fc.oneof(rows, scattered),
        fc.array(change, { maxLength: 12 }),
        (first, changes) => {
          const list = createRowList(Uint32Array.from(first))
          let plain = first
          for (const { from, count, rows } of changes) {
            if (count === undefined) {
              list.append(Uint32Array.from(rows))
              plain = [...plain, ...rows]
            } else {
              const start = Math.min(from, plain.length)
              const end = Math.min(start + count, plain.length)
              list.replace(start, end - start, Uint32Array.from(rows))
              plain = [...plain.slice(0, start), ...rows, ...plain.slice(end)]
            }
            expect([...list.slice()]).toEqual(plain)
            expect(list.length()).toBe(plain.length)
            for (const index of [0, count ?? 7, plain.length - 1]) {
              expect(list.at(index)).toBe(plain[index] ?? 0)
            }
            expect([...list.slice(5, 70)]).toEqual(plain.slice(5, 70))
            const mask = Uint8Array.from({ length: 1_100 }, (_, row) => (row % 3 === 0 ? 1 : 0))
            expect([...list.select(mask)]).toEqual(plain.filter((row) => mask[row] === 1))
            const isWanted = (row: number) => row % 7 === 3
            const found = plain.findIndex((row, index) => index >= from && isWanted(row))
            expect(list.findIndex(from, isWanted)).toBe(found === -1 ? plain.length : found)
            for (const row of [0, 30, 600]) expect(list.indexOf(row)).toBe(plain.indexOf(row))
          }
        },
      ),
    )
  })

  it('gives no rows beyond its ends', () => {
    const list = createRowList(Uint32Array.of(3, 4, 9))
    expect([...list.slice(-5, 2)]).toEqual([3, 4])
    expect([...list.slice(2, 90)]).toEqual([9])
    expect([...list.slice(4, 2)]).toEqual([])
  })
})
