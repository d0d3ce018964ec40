import { afterEach, expect, test, vi } from 'vitest'
import { packSpans } from './packed-spans.ts'
import { createPageArchive } from './page-archive.ts'
import { createPageTasks, type PageTasks } from './page-tasks.ts'

afterEach(() => {
  vi.useRealTimers()
})

const pages = 9
const perPage = 20

/** An archive of packed pages and one unpacked page, and a count of the pages that were unpacked. */
async function createFullArchive(sourceCount?: number) {
  const own = createPageTasks()
  let packed = 0
  let unpacked = 0
  const tasks: PageTasks = {
    ...own,
    async pack(...pieces) {
      const result = await own.pack(...pieces)
      packed++
      return result
    },
    unpack(...args) {
      unpacked++
      return own.unpack(...args)
    },
  }
  const archive = createPageArchive(tasks, () => 0, sourceCount)
  for (let page = 0; page < pages; page++) {
    const texts = Array.from({ length: perPage }, (_, entry) => toText(page * perPage + entry))
    let end = 0
    const spans = texts.map(({ length }) => {
      const start = end
      end += length
      return { start, end }
    })
    archive.add(new TextEncoder().encode(texts.join('')), packSpans(spans))
  }
  await expect.poll(() => packed).toBe(pages - 1)
  return { archive, unpacked: () => unpacked }
}

function toText(row: number): string {
  return JSON.stringify({ row, text: `a text that is long enough to be packed ${row}` })
}

test('whoever reads more pages at a time than stay unpacked gets the text of all', async () => {
  const { archive } = await createFullArchive()
  const rows = Array.from({ length: pages * perPage }, (_, at) => (at * 7) % (pages * perPage))
  const read = await Promise.all([...rows, ...rows].map((row) => archive.read(row)))
  expect(read).toEqual([...rows, ...rows].map(toText))
  archive.dispose()
})

test('what was unpacked to be read is kept for a while, and given back when nobody reads', async () => {
  const { archive, unpacked } = await createFullArchive()
  vi.useFakeTimers()
  await archive.read(0)
  await archive.read(1)
  expect(unpacked()).toBe(1)
  await vi.advanceTimersByTimeAsync(11_000)
  expect(await archive.read(1)).toBe(toText(1))
  expect(unpacked()).toBe(2)
  archive.dispose()
})

test('a page that is being unpacked when memory is given back is read all the same', async () => {
  const { archive } = await createFullArchive()
  vi.useFakeTimers()
  const reading = archive.read(25)
  vi.advanceTimersByTime(11_000)
  expect(await reading).toBe(toText(25))
  archive.dispose()
})

test('rows that alternate between the pages of seven sources unpack each page once', async () => {
  const { archive, unpacked } = await createFullArchive(7)
  for (let entry = 0; entry < perPage; entry++) {
    for (let page = 0; page < 7; page++) await archive.read(page * perPage + entry)
  }
  expect(unpacked()).toBe(7)
  archive.dispose()
})
