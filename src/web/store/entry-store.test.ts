import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { toDigest } from '../../query/identity/digest-id.ts'
import type { FieldFilter, FilterMode } from '../../query/log-query.ts'
import { createColumnEntryStore } from './column-entry-store.ts'
import {
  type CommitOptions,
  type EntryStore,
  type FindProgress,
  onlySource,
  type StoreSource,
} from './entry-store.ts'
import { createRemoteStore } from './testing/create-remote-store.ts'
import { toEntryText, toPageBytes } from './testing/page-bytes.ts'

const v2 = getDataset('account-audit-logs-v2')
const atEnd: CommitOptions = { at: 'end', direction: 'desc' }

async function stage(
  store: EntryStore,
  texts: readonly string[],
  chain = 1,
  source = onlySource,
): Promise<number> {
  const { ticket, problem } = await store.stage(toPageBytes(texts), chain, source)
  if (problem) throw new Error(problem.kind)
  return ticket
}

async function load(store: EntryStore, texts: readonly string[], chain = 1) {
  return store.commit([[await stage(store, texts, chain)]], atEnd)
}

const idsOf = async (store: EntryStore) => (await store.rows(0, 99)).map(({ id }) => id)

async function findAll(store: EntryStore, text: string): Promise<number[]> {
  const hits: number[] = []
  let last: FindProgress | undefined
  await store.findText(
    text,
    (progress) => {
      hits.push(...progress.hits)
      last = progress
    },
    new AbortController().signal,
  )
  // Progress from another thread may arrive after the answer.
  while (!last?.isDone) await new Promise((resolve) => setTimeout(resolve, 1))
  expect(last).toMatchObject({ searched: store.size().shown, of: store.size().shown })
  return hits
}

/** The texts of rows, read as they are exported. */
async function readAll(store: EntryStore, rows: Uint32Array): Promise<string[]> {
  const found: string[] = []
  while (found.length < rows.length) {
    const { bytes, lengths } = await store.readTexts(rows.subarray(found.length))
    let at = 0
    for (const length of lengths) {
      found.push(new TextDecoder().decode(bytes.subarray(at, at + length)))
      at += length
    }
    expect(at).toBe(bytes.length)
  }
  return found
}

const local = (
  pointer: string,
  text: string,
  more: Partial<FieldFilter> = {},
): { localFilters: Record<string, FieldFilter[]> } => ({
  localFilters: {
    [onlySource]: [{ kind: 'field', pointer, mode: 'include', text, isExact: true, ...more }],
  },
})

describe.each<[string, (sources: readonly StoreSource[]) => EntryStore]>([
  ['in this thread', (sources) => createColumnEntryStore(sources)],
  ['behind a channel', createRemoteStore],
])('the entry store %s', (_, create) => {
  const use = async (
    run: (store: EntryStore) => Promise<void>,
    sources: readonly StoreSource[] = [{ id: onlySource, dataset: v2 }],
  ) => {
    const store = create(sources)
    try {
      await run(store)
    } finally {
      store.dispose()
    }
  }

  it('says what a page holds before it is part of the list', () =>
    use(async (store) => {
      const texts = [toEntryText('a', 9), toEntryText('b', 8)]
      expect(await store.stage(toPageBytes(texts, 'next'), 1, onlySource)).toMatchObject({
        count: 2,
        nextCursor: 'next',
        lastTime: '2026-11-01T00:00:08.000Z',
      })
      expect(store.size()).toEqual({ stored: 0, shown: 0 })
      expect(await store.rows(0, 9)).toEqual([])
      expect(await store.get(0)).toBeUndefined()
    }))

  it('commits a page once, and shows what another view or commit changed since', () =>
    use(async (store) => {
      const texts = [toEntryText('a', 9), toEntryText('b', 8), toEntryText('b', 8)]
      const ticket = await stage(store, texts)
      expect(store.size()).toEqual({ stored: 0, shown: 0 })
      expect(await store.commit([[ticket]], atEnd)).toEqual({
        ...{ added: 2, repeated: 1, conflicting: 0, stored: 2, shown: 2 },
        sources: { [onlySource]: { added: 2, repeated: 1, conflicting: 0 } },
      })
      expect(store.size()).toEqual({ stored: 2, shown: 2 })
      expect(await store.rows(0, 2)).toMatchObject([{ id: 'a' }, { id: 'b' }])
      expect(await store.commit([[ticket]], atEnd)).toMatchObject({ added: 0, stored: 2 })
      await store.commit([[await stage(store, [toEntryText('c', 10)], 2)]], {
        ...atEnd,
        at: 'start',
      })
      expect(await store.rows(0, 2)).toMatchObject([{ id: 'c' }, { id: 'a' }])
      await store.setView(local('/id', 'b'))
      expect(await store.rows(0, 1)).toMatchObject([{ id: 'b' }])
    }))

  it('says why a body is no page, and keeps nothing of it', () =>
    use(async (store) => {
      const bytes = new TextEncoder().encode('{"success":true,"result":[{"id":"a"}').buffer
      expect(await store.stage(bytes, 1, onlySource)).toMatchObject({
        problem: { kind: 'not-json' },
      })
    }))

  it('keeps entries in the order of their chain', () =>
    use(async (store) => {
      expect(await load(store, [toEntryText('a', 9), toEntryText('b', 10)])).toEqual({
        ...{ added: 2, repeated: 0, conflicting: 0, stored: 2, shown: 2 },
        sources: { [onlySource]: { added: 2, repeated: 0, conflicting: 0 } },
      })
      await load(store, [toEntryText('c', 8)])
      expect(await idsOf(store)).toEqual(['a', 'b', 'c'])
      expect(await store.rows(1, 2)).toMatchObject([{ index: 1, row: 1, id: 'b' }])
      expect(store.size()).toEqual({ stored: 3, shown: 3 })
    }))

  it('merges streams by time and keeps what lies beyond an instant for later', () =>
    use(async (store) => {
      const one = await stage(store, [toEntryText('a', 9), toEntryText('c', 7)], 1)
      const two = await stage(store, [toEntryText('b', 8), toEntryText('d', 4)], 2)
      const until = '2026-11-01T00:00:07Z'
      await store.commit([[one], [two]], { ...atEnd, until })
      expect(await idsOf(store)).toEqual(['a', 'b', 'c'])
      await store.commit([[one], [two]], atEnd)
      expect(await idsOf(store)).toEqual(['a', 'b', 'c', 'd'])
    }))

  it('merges upwards when the oldest comes first', () =>
    use(async (store) => {
      const one = await stage(store, [toEntryText('a', 1), toEntryText('d', 5)], 1)
      const two = await stage(store, ['{"id":"b"}', toEntryText('c', 4)], 2)
      await store.commit([[one], [two]], { at: 'end', direction: 'asc' })
      expect(await idsOf(store)).toEqual(['b', 'a', 'c', 'd'])
    }))

  it('119: merges times in any spelling by their instant, and shows them as they were spelled', () =>
    use(async (store) => {
      const texts = (times: string[]) =>
        times.map((time, i) => JSON.stringify({ id: `${time} ${i}`, action: { time } }))
      const one = ['2028-02-29T12:00:02.000000001Z', '2028-02-29T14:00:00+02:00', '2028-02-29']
      const two = ['2028-02-29T12:00:01Z', '2028-02-29T11:59:59.999999999Z']
      const tickets = [await stage(store, texts(one), 1), await stage(store, texts(two), 2)]
      await store.commit(
        tickets.map((ticket) => [ticket]),
        atEnd,
      )
      const shown = (await store.rows(0, 9)).map(({ time }) => time)
      expect(shown).toEqual([one[0], two[0], one[1], two[1], one[2]])
    }))

  it('puts newer entries in front without renaming the others', () =>
    use(async (store) => {
      await load(store, [toEntryText('a', 1), toEntryText('b', 0)])
      const ticket = await stage(store, [toEntryText('y', 9), toEntryText('z', 8)], 2)
      await store.commit([[ticket]], { at: 'start', direction: 'desc' })
      expect((await store.rows(0, 9)).map(({ index, row, id }) => [index, row, id])).toEqual([
        [0, 2, 'y'],
        [1, 3, 'z'],
        [2, 0, 'a'],
        [3, 1, 'b'],
      ])
      expect(await store.get(0)).toMatchObject({ id: 'a', index: 2 })
    }))

  it('forgets discarded pages', () =>
    use(async (store) => {
      const ticket = await stage(store, [toEntryText('a', 1)])
      await store.discard([ticket])
      expect(await store.commit([[ticket]], atEnd)).toMatchObject({ added: 0, stored: 0 })
      await load(store, [toEntryText('a', 1)])
      expect(await idsOf(store)).toEqual(['a'])
    }))

  it('keeps of what is read again and again only what is new', () =>
    use(async (store) => {
      const stageNew = async (texts: readonly string[], chain: number) => {
        const page = await store.stageNew(toPageBytes(texts, 'next'), chain, onlySource)
        if (page.problem) throw new Error(page.problem.kind)
        return page
      }
      const [a, b, c] = [toEntryText('a', 1), toEntryText('b', 2), toEntryText('c', 3)]
      const noId = JSON.stringify({ action: { time: '2026-11-01T00:00:00Z' } })
      await load(store, [a])
      const first = await stageNew([b, a], 2)
      expect(first).toMatchObject({ count: 2, kept: 1, firstRow: 1, nextCursor: 'next' })
      expect(first.lastTime).toBe('2026-11-01T00:00:01.000Z')
      const again = await stageNew([b, a], 3)
      expect(again).toMatchObject({ count: 2, kept: 0 })
      // Another text is another entry, and without an id nothing is known of it yet.
      const changed = toEntryText('b', 2, { extra: 1 })
      expect(await stageNew([c, changed, b, a, noId, noId], 4)).toMatchObject({
        ...{ count: 6, kept: 4, firstRow: 2 },
      })
      expect(await store.discard([first.ticket, again.ticket])).toEqual([1])
      const back = await stageNew([b, a], 5)
      expect(back).toMatchObject({ kept: 1, firstRow: 6 })
      expect(await store.countNew([back.ticket])).toMatchObject({ shown: 1 })
      await store.commit([[back.ticket]], { at: 'start', direction: 'desc' })
      expect(await idsOf(store)).toEqual(['b', 'a'])
      expect(await store.raw(6)).toBe(b)
      expect(await stageNew([b, a], 6)).toMatchObject({ kept: 0 })
    }))

  it('leaves out what it knows, and marks an id that has two bodies on both', () =>
    use(async (store) => {
      await load(store, [toEntryText('a', 1), toEntryText('b', 0)])
      const again = [toEntryText('a', 1), toEntryText('a', 1, { extra: 1 })]
      expect(await load(store, again, 2)).toMatchObject({
        ...{ added: 1, repeated: 1, conflicting: 1 },
      })
      expect((await store.rows(0, 9)).map(({ id, isConflicting }) => [id, isConflicting])).toEqual([
        ['a', true],
        ['b', false],
        ['a', true],
      ])
    }))

  it('marks added entries before an instant as late, and no others', () =>
    use(async (store) => {
      await load(store, [toEntryText('a', 9), toEntryText('c', 5)])
      const texts = [toEntryText('b', 7), toEntryText('c', 5), toEntryText('d', 20)]
      const receipt = await store.commit([[await stage(store, texts, 2)]], {
        at: 'start',
        direction: 'desc',
        lateBefore: '2026-11-01T00:00:10.000Z',
      })
      expect(receipt).toMatchObject({ added: 2, repeated: 1, late: 1, stored: 4 })
      expect((await store.rows(0, 9)).map(({ id, isLate }) => [id, isLate])).toEqual([
        ['d', false],
        ['a', false],
        ['b', true],
        ['c', false],
      ])
    }))

  it('keeps entries whose ids are names of object members', () =>
    use(async (store) => {
      const ids = ['toString', 'constructor', '__proto__', 'hasOwnProperty']
      await load(
        store,
        ids.map((id) => JSON.stringify({ id })),
      )
      expect(await idsOf(store)).toEqual(ids)
      expect(await store.locate('__proto__', '')).toEqual({ row: 2, index: 2 })
    }))

  it('121: keeps twins without id of one chain, and knows them when another chain brings them', () =>
    use(async (store) => {
      const twin = '{"action":{"time":"2026-11-01T00:00:00Z"}}'
      expect(await load(store, [twin], 1)).toMatchObject({ added: 1, repeated: 0 })
      expect(await load(store, [twin], 1)).toMatchObject({ added: 1, repeated: 0 })
      expect(await load(store, [twin, twin], 2)).toMatchObject({ added: 0, repeated: 2 })
      expect(await load(store, [twin], 2)).toMatchObject({ added: 1, repeated: 0 })
    }))

  it('keeps every entry that has neither id nor time', () =>
    use(async (store) => {
      await load(store, ['{}'], 1)
      expect(await load(store, ['{}', '7'], 2)).toMatchObject({ added: 2, repeated: 0 })
    }))

  it('gives the text of an entry exactly as it was sent', () =>
    use(async (store) => {
      const text = '{ "id" : "é😀", "n": 12345678901234567890, "s":"\\u0041" , "d":1,"d":2}'
      await load(store, ['{"id":"ü"}', text, '{"id":"\u20ac"}'])
      expect(await store.raw(1)).toBe(text)
      expect(await store.raw(2)).toBe('{"id":"€"}')
      await expect(store.raw(3)).rejects.toThrow('No entry at 3')
    }))

  it('gives the exact texts of many rows at once, in the order asked for', () =>
    use(async (store) => {
      const odd = '{ "id" : "é😀",\n "n": 12345678901234567890, "s":"\\u0041" , "d":1,"d":2}'
      await load(store, [toEntryText('a', 9), odd, '{"__proto__":{"x":1}}'])
      await load(store, [toEntryText('c', 1)], 2)
      expect([...(await store.listRows('shown'))]).toEqual([0, 1, 2, 3])
      const texts = await readAll(store, Uint32Array.of(3, 1, 0, 2))
      expect(texts).toEqual([
        ...[toEntryText('c', 1), odd, toEntryText('a', 9), '{"__proto__":{"x":1}}'],
      ])
      expect(await readAll(store, new Uint32Array())).toEqual([])
      const room = new ArrayBuffer(5_000_000)
      const { bytes, lengths } = await store.readTexts(Uint32Array.of(2), room)
      expect([bytes.length, bytes.buffer.byteLength]).toEqual([lengths[0], 5_000_000])
      expect(new TextDecoder().decode(bytes)).toBe('{"__proto__":{"x":1}}')
      const small = await store.readTexts(Uint32Array.of(2), new ArrayBuffer(3))
      expect(new TextDecoder().decode(small.bytes)).toBe('{"__proto__":{"x":1}}')
      await expect(store.readTexts(Uint32Array.of(0, 4))).rejects.toThrow('No entry at 4')
    }))

  it('gives as many texts as fit into some megabytes, and one that does not fit alone', () =>
    use(async (store) => {
      const huge = toEntryText('huge', 8, { text: 'x'.repeat(5_000_000) })
      const small = ['a', 'b', 'c', 'd'].map((id) => toEntryText(id, 7))
      await load(store, [...small.slice(0, 2), huge, ...small.slice(2)])
      const lengthsOf = async (rows: number[]) =>
        Array.from((await store.readTexts(Uint32Array.from(rows))).lengths)
      const [length] = small.map((text) => text.length)
      expect(await lengthsOf([0, 1, 2, 3, 4])).toEqual([length, length])
      expect(await lengthsOf([2, 3, 4])).toEqual([huge.length])
      expect(await lengthsOf([3, 4])).toEqual([length, length])
      expect(await readAll(store, await store.listRows('all'))).toEqual([
        ...[...small.slice(0, 2), huge, ...small.slice(2)],
      ])
    }))

  it('lists the rows of the view that is being chosen, and later entries do not join the list', () =>
    use(async (store) => {
      await load(store, [toEntryText('a', 9), toEntryText('b', 8), toEntryText('c', 7)])
      const chosen = store.setView(local('/id', 'b'))
      const shown = await store.listRows('shown')
      await chosen
      await load(store, [toEntryText('b', 6, { again: true })], 2)
      expect([...shown]).toEqual([1])
      expect([...(await store.listRows('shown'))]).toEqual([1, 3])
      expect([...(await store.listRows('all'))]).toEqual([0, 1, 2, 3])
      expect(await readAll(store, shown)).toEqual([toEntryText('b', 8)])
    }))

  it('122: gives exact texts of a page that starts with a byte order mark', () =>
    use(async (store) => {
      const page = new TextEncoder().encode('\ufeff{"success":true,"result":[{"id":"a"}]}')
      const { ticket = 0 } = await store.stage(page.buffer, 1, onlySource)
      await store.commit([[ticket]], atEnd)
      expect(await store.raw(0)).toBe('{"id":"a"}')
    }))

  it('120: marks an entry of an unknown shape and shows it all the same', () =>
    use(async (store) => {
      await load(store, ['{"id":"a","action":"plain text"}', '7', 'null', '[]', '{"id":"b"}'])
      const strange = (await store.rows(0, 9)).map(({ isStrange }) => isStrange)
      expect(strange).toEqual([true, true, true, true, false])
    }))

  it('finds an entry by id, one without id by its time, and a place by an instant', () =>
    use(async (store) => {
      const time = '2026-11-01T00:00:05Z'
      await load(store, [toEntryText('a', 9), JSON.stringify({ action: { time } })])
      expect(await store.locate('a', 'whatever')).toEqual({ row: 0, index: 0 })
      expect(await store.locate('', time)).toEqual({ row: 1, index: 1 })
      expect(await store.locate('nowhere', '')).toBeUndefined()
      expect(await store.seek(Date.parse('2026-11-01T00:00:08Z'))).toBe(1)
      expect(await store.seek(Date.parse('2026-10-01T00:00:00Z'))).toBe(2)
    }))

  it('shows what passes the local filters, also of pages that come later', () =>
    use(async (store) => {
      const by = (id: string, email: unknown) => toEntryText(id, 0, { actor: { email } })
      await load(store, [by('a', 'x@x.example'), by('b', 'y@x.example'), by('c', { odd: 1 })])
      expect(await store.setView(local('/actor/email', 'x@x.example'))).toEqual({
        ...{ stored: 3, shown: 1 },
      })
      await load(store, [by('d', 'x@x.example'), by('e', 'z@x.example')])
      expect(await idsOf(store)).toEqual(['a', 'd'])
      expect(await store.locate('e', '')).toEqual({ row: 4, index: -1 })
      await store.setView(local('/actor/email', 'X@X', { isExact: false, mode: 'exclude' }))
      expect(await idsOf(store)).toEqual(['b', 'c', 'e'])
      await store.setView(local('/actor/email', '{"odd":1}'))
      expect(await idsOf(store)).toEqual(['c'])
      await store.setView({ localFilters: {} })
      expect(store.size()).toEqual({ stored: 5, shown: 5 })
    }))

  it('filters by several values and networks of one column, and of unusual values', () =>
    use(async (store) => {
      const at = (id: string, ip_address: unknown, type = 'x') =>
        toEntryText(id, 0, { actor: { ip_address }, action: { type } })
      await load(store, [
        ...[at('a', '203.0.113.1'), at('b', '198.51.100.7'), at('c', '192.0.2.1'), at('d', null)],
        ...[at('e', '203.0.113.200', 'y'), at('f', { odd: '203.0.113.1' }), toEntryText('g', 0)],
      ])
      const address = (text: string, mode: FilterMode): FieldFilter => ({
        kind: 'field',
        pointer: '/actor/ip_address',
        mode,
        text,
        isExact: true,
      })
      const both = (mode: FilterMode) =>
        ['203.0.113.0/24', '198.51.100.7'].map((text) => address(text, mode))
      await store.setView({ localFilters: { [onlySource]: both('include') } })
      expect(await idsOf(store)).toEqual(['a', 'b', 'e'])
      await load(store, [at('h', '203.0.113.9'), at('i', '192.0.2.1')])
      expect(await idsOf(store)).toEqual(['a', 'b', 'e', 'h'])
      await store.setView({ localFilters: { [onlySource]: both('exclude') } })
      expect(await idsOf(store)).toEqual(['c', 'd', 'f', 'g', 'i'])
      const [byType] = local('/action/type', 'y').localFilters[onlySource] ?? []
      if (!byType) throw new Error('no filter')
      await store.setView({ localFilters: { [onlySource]: [...both('include'), byType] } })
      expect(await idsOf(store)).toEqual(['e'])
    }))

  it('filters by what has no column', () =>
    use(async (store) => {
      const zone = { resource: { request: '{"zone":{"name":"a.example"}}' } }
      await load(store, [toEntryText('a', 1, zone), toEntryText('b', 0)])
      await store.setView(local('/resource/request/zone/name', 'a.example'))
      expect(await idsOf(store)).toEqual(['a'])
    }))

  it('filters by a text and finds it in the same entries, also in those that come later', () =>
    use(async (store) => {
      const note = (id: string, note: unknown) => toEntryText(id, 0, { note })
      const json = JSON.stringify({ path: 'a/ü"' })
      const texts = [
        ...[note('a', 'Grafana'), note('b', { graFANA: 1 }), note('c', 'other'), note('d', json)],
        ...[note('e', 'a\u00fc').replace('ü', '\\u00fc'), note('f', 'A/Ü"'), note('g', 'null')],
      ]
      await load(store, texts.slice(0, 4))
      for (const text of ['grafana', 'GRAFANA"', 'ü', 'a/ü"', '"note":', 'null', '1}', 'x']) {
        await store.setView({ localFilters: {} })
        const found = await findAll(store, text)
        const ids = await idsOf(store)
        await store.setView({
          localFilters: { [onlySource]: [{ kind: 'text', mode: 'include', text }] },
        })
        const included = await idsOf(store)
        expect([text, included]).toEqual([text, found.map((hit) => ids[hit])])
        await store.setView({
          localFilters: { [onlySource]: [{ kind: 'text', mode: 'exclude', text }] },
        })
        expect((await idsOf(store)).concat(included).sort()).toEqual(ids.toSorted())
      }
      const both = ['ü', 'note'].map((text) => ({ kind: 'text', mode: 'include', text }) as const)
      await store.setView({ localFilters: { [onlySource]: both } })
      expect(await idsOf(store)).toEqual(['d'])
      await load(store, texts.slice(4))
      expect(await idsOf(store)).toEqual(['d', 'e', 'f'])
    }))

  it('filters by hours, beside other filters and in pages that come later', () =>
    use(async (store) => {
      const at = (id: string, time: unknown, email = 'x') =>
        JSON.stringify({ id, action: { time }, actor: { email } })
      await load(store, [
        ...[at('a', '2026-11-27T09:00:00Z'), at('b', '2026-11-27T19:00:00Z'), at('c', 'never')],
        ...[at('d', '2026-11-28T09:00:00Z'), at('e', '2026-11-27T10:00:00Z', 'y')],
      ])
      const hours = (mode: FilterMode) =>
        ({ kind: 'hours', mode, hours: 'mon-fri 07:00-19:00' }) as const
      await store.setView({ localFilters: { [onlySource]: [hours('include')] } })
      expect(await idsOf(store)).toEqual(['a', 'e'])
      await store.setView({ localFilters: { [onlySource]: [hours('exclude')] } })
      expect(await idsOf(store)).toEqual(['b', 'c', 'd'])
      const [byX] = local('/actor/email', 'x').localFilters[onlySource] ?? []
      await store.setView({
        localFilters: { [onlySource]: [hours('include'), ...(byX ? [byX] : [])] },
      })
      await load(store, [at('f', '2026-11-26T18:59:59.999Z'), at('g', '2026-11-26T06:59:59.999Z')])
      expect(await idsOf(store)).toEqual(['a', 'f'])
    }))

  it('lets a later choice of view overtake an earlier one', () =>
    use(async (store) => {
      await load(store, [toEntryText('a', 1), toEntryText('b', 0)])
      const first = store.setView(local('/id', 'a'))
      const second = store.setView(local('/id', 'b'))
      await Promise.all([first, second])
      expect(await idsOf(store)).toEqual(['b'])
    }))

  it('counts the values of a field over the view, most frequent first', () =>
    use(async (store) => {
      const by = (id: string, email?: unknown) => toEntryText(id, 0, { actor: { email } })
      await load(store, [
        ...[by('a', 'a@x.example'), by('b', 'b@x.example'), by('c', 'b@x.example')],
        ...[by('d'), by('e', null), by('f', ''), by('g', 7)],
      ])
      expect(await store.facet({ path: 'actor.email', limit: 2 })).toEqual({
        values: [
          { value: 'b@x.example', count: 2 },
          { value: 'a@x.example', count: 1 },
        ],
        missing: 2,
        instead: { nothing: 1, null: 1, structure: 0 },
        distinct: 4,
      })
      expect(await store.facet({ path: 'id', limit: 1 })).toMatchObject({
        ...{ values: [{ value: 'a', count: 1 }], distinct: 7, missing: 0 },
      })
      expect(await store.facet({ path: 'resource.request', limit: 9 })).toEqual({
        ...{ values: [], distinct: 0, missing: 7 },
      })
      expect(
        await store.facet({ path: 'actor.email', limit: 1, contains: '@X.', order: 'rare' }),
      ).toMatchObject({
        values: [{ value: 'a@x.example', count: 1 }],
        matching: { values: 2, isCut: false },
        ...{ missing: 2, distinct: 4 },
      })
      expect(await store.facet({ path: 'id', limit: 9, contains: 'B' })).toEqual({
        values: [{ value: 'b', count: 1 }],
        matching: { values: 1, isCut: false },
        ...{ missing: 0, distinct: 7 },
      })
      await store.setView(local('/id', 'b'))
      expect(await store.facet({ path: 'actor.email', limit: 2 })).toMatchObject({
        distinct: 1,
        missing: 0,
      })
    }))

  it('counts over time, by the most frequent values and the rest', () =>
    use(async (store) => {
      const typed = (id: string, second: number, type?: string) =>
        JSON.stringify({ id, action: { time: `2026-11-01T00:00:0${second}Z`, type } })
      await load(store, [
        ...[typed('a', 9, 'update'), typed('b', 8, 'update'), typed('c', 4, 'delete')],
        ...[typed('d', 4), '{"id":"e"}', toEntryText('f', 99)],
      ])
      const sinceMs = Date.parse('2026-11-01T00:00:00Z')
      expect(
        await store.histogram({
          edges: [sinceMs, sinceMs + 5_000, sinceMs + 10_000],
          ...{ by: 'action.type', series: 1 },
        }),
      ).toEqual({
        series: [
          { value: 'update', isRest: false, counts: [0, 2] },
          { value: '', isRest: true, counts: [2, 0] },
        ],
        outside: 2,
      })
    }))

  it('counts in buckets of unequal length, and by the hours of the week', () =>
    use(async (store) => {
      await load(
        store,
        [9, 8, 4, 3, 0].map((second) => toEntryText(`${second}`, second)),
      )
      const sinceMs = Date.parse('2026-11-01T00:00:00Z')
      const edges = [0, 1_000, 4_000, 8_500].map((ms) => sinceMs + ms)
      expect(await store.histogram({ edges, by: 'none', series: 1 })).toEqual({
        series: [{ value: '', isRest: true, counts: [1, 1, 2] }],
        outside: 1,
      })
      const hours = await store.hours('UTC')
      expect(hours.counts).toHaveLength(168)
      expect(hours.counts.reduce((sum, count) => sum + count, 0)).toBe(5)
      expect(hours.without).toBe(0)
      await expect(store.hours('Mars/Olympus')).rejects.toThrow('Mars/Olympus')
    }))

  it('finds texts as they stand in the entries, whatever their case and escapes', () =>
    use(async (store) => {
      await load(store, [
        ...['{"id":"Terraform"}', '{"id":"terra"}', '{"id":"say \\"Hi\\""}', '{"id":"a\\/b"}'],
        ...['{"id":"\\u00c9mile"}', '{"id":"ÉMILE"}', '{"body":"{\\"a\\":\\"x\\"}"}'],
      ])
      expect(await findAll(store, 'TERRAF')).toEqual([0])
      expect(await findAll(store, 'terra')).toEqual([0, 1])
      expect(await findAll(store, 'say "hi"')).toEqual([2])
      expect(await findAll(store, 'a/b')).toEqual([3])
      expect(await findAll(store, 'émile')).toEqual([4, 5])
      expect(await findAll(store, '{"a":"x"}')).toEqual([6])
      expect(await findAll(store, 'success')).toEqual([])
      expect(await findAll(store, 'orm"} , {"id')).toEqual([])
      expect(await findAll(store, '')).toEqual([])
    }))

  it('searches the view only, and tells places in it', () =>
    use(async (store) => {
      await load(store, [toEntryText('aa', 1), toEntryText('b', 0)])
      const ticket = await stage(store, [toEntryText('a', 9)], 2)
      await store.commit([[ticket]], { at: 'start', direction: 'desc' })
      expect(await findAll(store, '"id":"a')).toEqual([0, 1])
      await store.setView(local('/id', 'a', { isExact: false, mode: 'exclude' }))
      expect(await findAll(store, '"b"')).toEqual([0])
    }))

  it('stops a search with the reason of the signal', () =>
    use(async (store) => {
      await load(store, [toEntryText('a', 1)])
      const reason = new Error('enough')
      const search = store.findText('a', () => undefined, AbortSignal.abort(reason))
      await expect(search).rejects.toBe(reason)
    }))
})

describe.each([
  ['in the calling thread', createColumnEntryStore],
  ['in a worker', createRemoteStore],
])('a log without ids, %s', (_, create) => {
  const dataset = getDataset('access-authentication-logs')
  const toText = (second: number) =>
    JSON.stringify({ user_email: 'a@x.example', created_at: `2026-11-01T00:00:0${second}Z` })

  it('names entries by their digest, and finds each twin by its own name', async () => {
    const store = create([{ id: onlySource, dataset }])
    await load(store, [toText(3), toText(2), toText(2), toText(1)])
    // Another window brings the twins again, and one more of them.
    const receipt = await load(store, [toText(2), toText(2), toText(2)], 2)
    expect(receipt).toMatchObject({ added: 1, repeated: 2, stored: 5 })
    const rows = await store.rows(0, 5)
    const digest = toDigest(toText(2))
    expect(rows.map(({ id }) => id)).toEqual([
      `sha256-${toDigest(toText(3))}-1`,
      `sha256-${digest}-1`,
      `sha256-${digest}-2`,
      `sha256-${toDigest(toText(1))}-1`,
      `sha256-${digest}-3`,
    ])
    for (const { id, time, row } of rows) {
      expect(await store.locate(id, time)).toMatchObject({ row })
      expect((await store.get(row))?.id).toBe(id)
    }
    const time = '2026-11-01T00:00:02Z'
    expect(await store.locate(`sha256-${digest}-4`, time)).toBeUndefined()
    expect(await store.locate('', time)).toMatchObject({ row: 1 })
    store.dispose()
  })

  it('counts a twin of a known entry as new', async () => {
    const store = create([{ id: onlySource, dataset }])
    await load(store, [toText(1)])
    const poll = async (texts: string[], chain: number) => {
      const { ticket = 0 } = await store.stageNew(toPageBytes(texts), chain, onlySource)
      return ticket
    }
    const first = await poll([toText(1), toText(1)], 2)
    expect(await store.countNew([first])).toMatchObject({ shown: 1 })
    const second = await poll([toText(1), toText(1)], 3)
    expect(await store.countNew([first, second])).toMatchObject({ shown: 1 })
    expect(await store.countNew([await poll([toText(1)], 4)])).toMatchObject({ shown: 0 })
    store.dispose()
  })
})
