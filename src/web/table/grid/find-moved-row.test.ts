import { describe, expect, it } from 'vitest'
import type { StoredEntry } from '../../store/entry-store.ts'
import { findMovedRow, moveAnchor } from './find-moved-row.ts'

const time = '2026-11-20T10:00:00Z'
const toEntry = (index: number, row = index): StoredEntry => ({
  index,
  row,
  source: '0',
  id: `${row}`,
  time,
  entry: {},
  isStrange: false,
  isConflicting: false,
  isLate: false,
})

/** A list of which an entry is at a place, or nowhere. */
const source = (index: number) => ({
  get: async (row: number) => toEntry(index, row),
  seek: async (timeMs: number) => (timeMs === Date.parse(time) ? 70 : Number.NaN),
})
const unknown = { index: 0, entry: undefined }

describe('a place of the list, after its entries have moved', () => {
  it('is where its entry is by now, although its row was forgotten meanwhile', async () => {
    const seen = moveAnchor(unknown, 40, toEntry(40))
    const far = moveAnchor(seen, 40, undefined)
    expect(await findMovedRow(source(43), far)).toBe(43)
  })

  it('is where the entry is that was seen first, although another one was read for its index since', async () => {
    const seen = moveAnchor(unknown, 40, toEntry(40))
    const readAgain = moveAnchor(seen, 40, toEntry(40, 37))
    const list = { ...source(0), get: async (row: number) => toEntry(row + 3, row) }
    expect(await findMovedRow(list, readAgain)).toBe(43)
  })

  it('is of another entry once the list was scrolled', async () => {
    const scrolled = moveAnchor(moveAnchor(unknown, 40, toEntry(40)), 41, toEntry(41))
    const list = { ...source(0), get: async (row: number) => toEntry(row + 3, row) }
    expect(await findMovedRow(list, scrolled)).toBe(44)
  })

  it('is where its entry would be, when that is not shown any more', async () => {
    expect(await findMovedRow(source(-1), moveAnchor(unknown, 40, toEntry(40)))).toBe(70)
  })

  it('stays where it is while its row is still on its way', async () => {
    const seen = moveAnchor(unknown, 40, toEntry(40))
    expect(await findMovedRow(source(43), moveAnchor(seen, 5_000, undefined))).toBe(5_000)
  })

  it('stays where it is when its entry is not shown any more and has no time', async () => {
    const timeless = moveAnchor(unknown, 40, { ...toEntry(40), time: '' })
    expect(await findMovedRow(source(-1), timeless)).toBe(40)
  })
})
