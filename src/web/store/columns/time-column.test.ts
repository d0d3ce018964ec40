import { expect, test } from 'vitest'
import { chunkSize } from './chunked-array.ts'
import { createTimeColumn } from './time-column.ts'

const startMs = Date.UTC(2026, 10, 20)

function fill(timeAt: (row: number) => number, rows = chunkSize + 10) {
  const column = createTimeColumn()
  for (let row = 0; row < rows; row++) column.push(timeAt(row))
  const read = Array.from({ length: rows }, (_, row) => column.at(row))
  return { column, read, wanted: Array.from({ length: rows }, (_, row) => timeAt(row)) }
}

test('a full chunk takes half of the room, and times are the same', () => {
  const { column, read, wanted } = fill((row) => startMs - row * 1_000)
  expect(read).toEqual(wanted)
  expect(column.chunks.map(({ times }) => times.BYTES_PER_ELEMENT)).toEqual([4, 8])
})

test.each([
  ['is missing', (row: number) => (row === 9 ? Number.NaN : startMs)],
  ['is finer than milliseconds', (row: number) => (row === 9 ? startMs + 0.5 : startMs)],
  ['is far from the others', (row: number) => (row === 9 ? 0 : startMs)],
])('times are the same when one %s', (_, timeAt) => {
  const { read, wanted } = fill(timeAt)
  expect(read).toEqual(wanted)
})

test('times are the same when they span as much as fits', () => {
  const { column, read, wanted } = fill((row) => (row === 9 ? startMs + 0xffff_ffff : startMs))
  expect(read).toEqual(wanted)
  expect(column.chunks[0]?.times.BYTES_PER_ELEMENT).toBe(4)
})
