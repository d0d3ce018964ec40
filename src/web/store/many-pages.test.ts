import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { createColumnEntryStore } from './column-entry-store.ts'
import { type EntryStore, onlySource } from './entry-store.ts'
import { createPageTasks, type PageTasks } from './pages/page-tasks.ts'
import { toPageBytes } from './testing/page-bytes.ts'

const v2 = getDataset('account-audit-logs-v2')
const pages = 14
const perPage = 700
const count = pages * perPage
const startMs = Date.UTC(2026, 10, 1)

/** Each entry has a Ray ID of its own, one of 300 addresses, and every tenth a body that says so. */
function toText(number: number): string {
  return JSON.stringify({
    id: `entry-${number}`,
    action: {
      time: new Date(startMs - number * 1000).toISOString(),
      type: number % 3 === 0 ? 'delete' : 'update',
    },
    actor: { ip_address: `192.0.2.${number % 300}` },
    raw: { cf_ray_id: `ray-${number}`, uri: `/same/${Math.floor(number / 2)}` },
    resource: {
      product: `product-${number % 7}`,
      request: { note: number % 10 === 0 ? 'every tenth – ünïque' : 'x'.repeat(60) },
    },
  })
}

/** Counts how many pages were packed, and unpacked in this thread. */
function createCountingTasks() {
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
  return { tasks, packed: () => packed, unpacked: () => unpacked }
}

async function fill(store: EntryStore): Promise<void> {
  for (let page = 0; page < pages; page++) {
    const numbers = Array.from({ length: perPage }, (_, i) => page * perPage + i)
    const { ticket = 0 } = await store.stage(toPageBytes(numbers.map(toText)), 1, onlySource)
    await store.commit([[ticket]], { at: 'end', direction: 'desc' })
  }
}

describe('a store of many pages, the older ones packed', () => {
  const { tasks, packed, unpacked } = createCountingTasks()
  const store = createColumnEntryStore([{ id: onlySource, dataset: v2 }], tasks)
  beforeAll(async () => {
    await fill(store)
    while (packed() < pages - 1) await new Promise((resolve) => setTimeout(resolve, 5))
  })
  const everyNumber = Array.from({ length: count }, (_, number) => number)

  const find = async (text: string) => {
    const hits: number[] = []
    const { signal } = new AbortController()
    await store.findText(text, (progress) => void hits.push(...progress.hits), signal)
    return hits
  }

  it('hashes entries of packed pages in the order that is asked', async () => {
    const rows = Uint32Array.from({ length: 2000 }, (_, at) => (at * 7919) % count)
    const hashes = await store.leafHashes(rows)
    const wanted = Array.from(rows, (row) =>
      createHash('sha256')
        .update(`\0${toText(row)}`)
        .digest(),
    )
    expect(Buffer.from(hashes).equals(Buffer.concat(wanted))).toBe(true)
  })

  it('gives all texts in order, and unpacks each page once for it', async () => {
    const rows = await store.listRows('all')
    const decoder = new TextDecoder()
    let number = 0
    while (number < count) {
      const { bytes, lengths } = await store.readTexts(rows.slice(number, number + 1000))
      let at = 0
      for (const length of lengths) {
        expect(decoder.decode(bytes.subarray(at, at + length))).toBe(toText(number++))
        at += length
      }
    }
    expect(unpacked()).toBe(pages - 1)
  })

  it('gives every entry as it came', async () => {
    for (const number of [0, perPage - 1, perPage, 3000, count - 1]) {
      expect(await store.raw(number)).toBe(toText(number))
      expect(await store.rows(number, number + 1)).toMatchObject([{ id: `entry-${number}` }])
      expect(await store.locate(`entry-${number}`, '')).toEqual({ row: number, index: number })
    }
  })

  it('finds text in packed pages and others, in the order of the list', async () => {
    expect(await find('ÜNÏQUE')).toEqual(everyNumber.filter((number) => number % 10 === 0))
    expect(await find('"ray-4321"')).toEqual([4321])
  })

  it('knows entries of packed pages again, and marks what differs', async () => {
    const texts = [toText(5), toText(6).replace('update', 'create').replace('delete', 'create')]
    const { ticket = 0 } = await store.stage(toPageBytes(texts), 2, onlySource)
    const receipt = await store.commit([[ticket]], { at: 'end', direction: 'desc' })
    expect(receipt).toMatchObject({ added: 1, repeated: 1, conflicting: 1, stored: count + 1 })
    expect(await store.get(6)).toMatchObject({ isConflicting: true })
  })

  it('counts a field with a value for each entry', async () => {
    expect(await store.facet({ path: 'raw.cf_ray_id', limit: 2 })).toEqual({
      values: [
        { value: 'ray-6', count: 2 },
        { value: 'ray-0', count: 1 },
      ],
      missing: 0,
      distinct: count,
    })
    expect(
      await store.facet({ path: 'raw.cf_ray_id', limit: 2, contains: 'RAY-77' }),
    ).toMatchObject({
      values: [
        { value: 'ray-77', count: 1 },
        { value: 'ray-770', count: 1 },
      ],
      matching: { values: everyNumber.filter((number) => String(number).startsWith('77')).length },
    })
    expect(
      await store.facet({ path: 'raw.cf_ray_id', limit: 1, contains: 'ray-6', order: 'rare' }),
    ).toMatchObject({ values: [{ value: 'ray-60', count: 1 }] })
    const again = JSON.stringify({ id: 'last', raw: { cf_ray_id: 'ray-4000' } })
    const { ticket = 0 } = await store.stage(toPageBytes([again, '{"id":"bare"}']), 3, onlySource)
    await store.commit([[ticket]], { at: 'end', direction: 'desc' })
    expect(await store.facet({ path: 'raw.cf_ray_id', limit: 1 })).toEqual({
      values: [{ value: 'ray-6', count: 2 }],
      missing: 1,
      distinct: count,
    })
    const { distinct, values } = await store.facet({ path: 'raw.uri', limit: 1 })
    expect([distinct, values]).toEqual([count / 2, [{ value: '/same/3', count: 3 }]])
  })

  it.each<[string, string, boolean, (number: number) => boolean]>([
    ['/actor/ip_address', '192.0.2.299', true, (number) => number % 300 === 299],
    ['/actor/ip_address', '.29', false, (number) => String(`.${number % 300}`).includes('.29')],
    ['/raw/cf_ray_id', 'ray-77', true, (number) => number === 77],
    ['/raw/cf_ray_id', 'RAY-77', false, (number) => String(number).startsWith('77')],
    ['/resource/request/note', 'ünÏque', false, (number) => number % 10 === 0],
    ['/resource/request', 'every tenth', false, (number) => number % 10 === 0],
  ])('filters by %s with %s', async (pointer, text, isExact, passes) => {
    await store.setView({
      localFilters: { [onlySource]: [{ kind: 'field', pointer, mode: 'include', text, isExact }] },
    })
    const rows = await store.rows(0, count)
    const expected = everyNumber.filter(passes)
    expect(rows.map(({ row }) => row).filter((row) => row < count)).toEqual(expected)
    const exclude = { kind: 'field' as const, pointer, mode: 'exclude' as const, text, isExact }
    const { stored, shown } = await store.setView({ localFilters: { [onlySource]: [exclude] } })
    expect(stored - shown).toBe(rows.length)
    await store.setView({ localFilters: {} })
  })
})
