import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { sliceEntries } from '../../cloudflare/slice-entries.ts'
import { createColumnEntryStore } from './column-entry-store.ts'
import { type CommitOptions, type EntryStore, onlySource, type StoreSource } from './entry-store.ts'
import { hashBytes } from './page-leaves.ts'
import { createRemoteStore } from './testing/create-remote-store.ts'
import { toEntryText, toPageBytes } from './testing/page-bytes.ts'

const v2 = getDataset('account-audit-logs-v2')
const signIns = getDataset('access-authentication-logs')
const atEnd: CommitOptions = { at: 'end', direction: 'desc' }
const atStart: CommitOptions = { at: 'start', direction: 'desc' }

const sha256 = (...parts: readonly Uint8Array[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
const encode = (text: string) => new TextEncoder().encode(text)
const toLeaf = (text: string) => sha256(Uint8Array.of(0), encode(text))

/** The leaf hashes of the entries of a page, by the bytes that the page has. */
function leavesOf(body: ArrayBuffer): readonly string[] {
  const bytes = new Uint8Array(body)
  return sliceEntries(bytes).map(({ start, end }) =>
    sha256(Uint8Array.of(0), bytes.subarray(start, end)),
  )
}

/** The root over leaf hashes as section 2.1 of RFC 6962 defines it. */
function toRoot(leaves: readonly string[]): string {
  const [only] = leaves
  if (only === undefined) return sha256()
  if (leaves.length === 1) return only
  let split = 1
  while (2 * split < leaves.length) split *= 2
  const sides = [leaves.slice(0, split), leaves.slice(split)]
  return sha256(Uint8Array.of(1), ...sides.map((side) => Buffer.from(toRoot(side), 'hex')))
}

function splitHashes(hashes: Uint8Array): readonly string[] {
  return Array.from({ length: hashes.length / hashBytes }, (_, at) =>
    Buffer.from(hashes.subarray(at * hashBytes, (at + 1) * hashBytes)).toString('hex'),
  )
}

/** The leaf hashes of the entries of a page, by what the store says about it. */
async function readLeaves(store: EntryStore, ticket: number): Promise<readonly string[]> {
  const [runs = []] = await store.pageLeaves([ticket])
  const leaves: string[] = []
  for (const run of runs) {
    if (run.hashes) leaves.push(...splitHashes(run.hashes))
    else {
      const rows = Uint32Array.from({ length: run.count }, (_, at) => run.firstRow + at)
      leaves.push(...splitHashes(await store.leafHashes(rows)))
    }
  }
  return leaves
}

type Staging = { texts: readonly string[]; chain?: number; source?: string; isPoll?: boolean }

async function stage(
  store: EntryStore,
  { texts, chain = 1, source = onlySource, isPoll }: Staging,
): Promise<number> {
  const method = isPoll ? store.stageNew : store.stage
  const { ticket, problem } = await method(toPageBytes(texts), chain, source)
  if (problem) throw new Error(problem.kind)
  return ticket
}

describe.each<[string, (sources: readonly StoreSource[]) => EntryStore]>([
  ['in this thread', (sources) => createColumnEntryStore(sources)],
  ['behind a channel', createRemoteStore],
])('the leaves of pages of the entry store %s', (_, create) => {
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

  it('are the rows of its entries, those of repeated and conflicting ones too', () =>
    use(async (store) => {
      const [a, b] = [toEntryText('a', 9), toEntryText('b', 8)]
      const otherB = toEntryText('b', 8, { note: 'changed' })
      const first = await stage(store, { texts: [a, b] })
      const second = await stage(store, { texts: [b, otherB, toEntryText('c', 7)] })
      await store.commit([[first, second]], atEnd)
      expect(await store.pageLeaves([second, first])).toEqual([
        [{ firstRow: 2, count: 3 }],
        [{ firstRow: 0, count: 2 }],
      ])
      expect(await readLeaves(store, second)).toEqual([b, otherB, toEntryText('c', 7)].map(toLeaf))
    }))

  it('are hashes while a page may still be dropped, and rows once it is in the list', () =>
    use(async (store) => {
      const texts = [toEntryText('a', 9), toEntryText('b', 8)]
      const ticket = await stage(store, { texts })
      expect(await store.pageLeaves([ticket])).toMatchObject([[{ hashes: expect.anything() }]])
      expect(await readLeaves(store, ticket)).toEqual(texts.map(toLeaf))
      await store.commit([[ticket]], atEnd)
      expect(await store.pageLeaves([ticket])).toEqual([[{ firstRow: 0, count: 2 }]])
    }))

  it('stay known when the page is discarded, or the rest of it', () =>
    use(async (store) => {
      const texts = [toEntryText('a', 9), toEntryText('b', 8), toEntryText('c', 7)]
      const [dropped, kept] = [await stage(store, { texts }), await stage(store, { texts })]
      await store.commit([[kept]], { ...atEnd, until: '2026-11-01T00:00:09Z' })
      expect(await store.discard([dropped, kept])).toEqual([0])
      expect(await readLeaves(store, dropped)).toEqual(texts.map(toLeaf))
      expect(await store.pageLeaves([kept])).toEqual([[{ firstRow: 3, count: 3 }]])
      expect(await readLeaves(store, kept)).toEqual(texts.map(toLeaf))
    }))

  it('of a poll are the rows of known entries, the hashes of waiting ones, and its own', () =>
    use(async (store) => {
      const [a, b, c] = [toEntryText('a', 9), toEntryText('b', 8), toEntryText('c', 7)]
      await store.commit([[await stage(store, { texts: [b, c] })]], atEnd)
      const waiting = await stage(store, { texts: [a, b, c], isPoll: true, chain: 2 })
      expect(await store.pageLeaves([waiting])).toEqual([
        [{ hashes: expect.anything() }, { firstRow: 0, count: 2 }],
      ])
      const newest = toEntryText('n', 10)
      const poll = await stage(store, { texts: [newest, a, b, c], isPoll: true, chain: 3 })
      expect(await readLeaves(store, poll)).toEqual([newest, a, b, c].map(toLeaf))
      // What waited under another ticket does not get lost with it.
      await store.discard([waiting])
      expect(await readLeaves(store, waiting)).toEqual([a, b, c].map(toLeaf))
      await store.commit([[poll]], atStart)
      expect(await store.pageLeaves([poll])).toEqual([
        [{ firstRow: 3, count: 1 }, { hashes: expect.anything() }, { firstRow: 0, count: 2 }],
      ])
      expect(await readLeaves(store, poll)).toEqual([newest, a, b, c].map(toLeaf))
    }))

  it('of a discarded poll are exact where a known row is next to its own', () =>
    use(async (store) => {
      const [a, b] = [toEntryText('a', 8), toEntryText('b', 9)]
      await store.commit([[await stage(store, { texts: [a] })]], atEnd)
      const poll = await stage(store, { texts: [a, b], isPoll: true, chain: 2 })
      await store.discard([poll])
      expect(await store.pageLeaves([poll])).toEqual([
        [{ firstRow: 0, count: 1 }, { hashes: expect.anything() }],
      ])
      expect(await readLeaves(store, poll)).toEqual([a, b].map(toLeaf))
    }))

  it('of a poll that brought nothing new are rows alone, and of an empty page nothing', () =>
    use(async (store) => {
      const texts = [toEntryText('a', 9), toEntryText('b', 8)]
      await store.commit([[await stage(store, { texts })]], atEnd)
      const poll = await stage(store, { texts, isPoll: true, chain: 2 })
      const empty = await stage(store, { texts: [], chain: 3 })
      await store.discard([poll, empty])
      expect(await store.pageLeaves([poll, empty])).toEqual([[{ firstRow: 0, count: 2 }], []])
    }))

  it('of entries without ids and of entries that are no objects are theirs, equal ones too', () =>
    use(
      async (store) => {
        const texts = ['{"user_email":"a"}', '{"user_email":"a"}', '7', 'null', '"\\ud83d"', '[ ]']
        const ticket = await stage(store, { texts })
        await store.commit([[ticket]], atEnd)
        const poll = await stage(store, { texts, isPoll: true, chain: 2 })
        expect(await readLeaves(store, poll)).toEqual(texts.map(toLeaf))
        await store.discard([poll])
        for (const each of [ticket, poll]) {
          expect(await readLeaves(store, each)).toEqual(texts.map(toLeaf))
        }
      },
      [{ id: onlySource, dataset: signIns }],
    ))

  it('of two sources are told apart, with equal ids and texts', () =>
    use(
      async (store) => {
        const texts = [toEntryText('a', 9), toEntryText('b', 8)]
        const one = await stage(store, { texts, source: 'one' })
        const two = await stage(store, { texts, source: 'two', chain: 2 })
        await store.commit([[one], [two]], atEnd)
        const poll = await stage(store, { texts, source: 'two', chain: 3, isPoll: true })
        expect(await store.pageLeaves([one, two, poll])).toEqual([
          [{ firstRow: 0, count: 2 }],
          [{ firstRow: 2, count: 2 }],
          [{ firstRow: 2, count: 2 }],
        ])
      },
      ['one', 'two'].map((id) => ({ id, dataset: v2 })),
    ))

  it('are the same in a part of the list', () =>
    use(async (store) => {
      const texts = [toEntryText('a', 9), toEntryText('b', 8)]
      const ticket = await stage(store, { texts })
      await store.commit([[ticket]], atEnd)
      const part = store.narrow({
        since: undefined,
        before: undefined,
        filters: { [onlySource]: [] },
      })
      await part.setView({ localFilters: {} })
      expect(await part.pageLeaves([ticket])).toEqual([[{ firstRow: 0, count: 2 }]])
      expect(splitHashes(await part.leafHashes(Uint32Array.of(1)))).toEqual([
        toLeaf(texts[1] ?? ''),
      ])
      part.dispose()
    }))

  it('can be forgotten, and nothing else', () =>
    use(async (store) => {
      const texts = [toEntryText('a', 9)]
      const [one, two] = [await stage(store, { texts }), await stage(store, { texts })]
      await store.commit([[one]], atEnd)
      await store.forgetLeaves([one, 99])
      await expect(store.pageLeaves([one])).rejects.toThrow(`ticket ${one}`)
      expect(await readLeaves(store, two)).toEqual(texts.map(toLeaf))
      expect(await store.raw(0)).toBe(texts[0])
    }))

  it('are hashed in the order that is asked, rows twice too', () =>
    use(async (store) => {
      const texts = Array.from({ length: 40 }, (_, at) => toEntryText(`e${at}`, 59 - at))
      for (let at = 0; at < texts.length; at += 10) {
        const ticket = await stage(store, { texts: texts.slice(at, at + 10) })
        await store.commit([[ticket]], atEnd)
      }
      const rows = Uint32Array.of(39, 0, 12, 12, 25, 1)
      expect(splitHashes(await store.leafHashes(rows))).toEqual(
        Array.from(rows, (row) => toLeaf(texts[row] ?? '')),
      )
      expect(await store.leafHashes(new Uint32Array())).toEqual(new Uint8Array())
      const { lengths, leaves } = await store.readTexts(rows, undefined, true)
      expect([lengths.length, leaves]).toEqual([rows.length, await store.leafHashes(rows)])
      expect(await store.readTexts(rows)).not.toHaveProperty('leaves')
    }))

  it('are refused for a row without an entry, and end when they are aborted', () =>
    use(async (store) => {
      const ticket = await stage(store, { texts: [toEntryText('a', 9)] })
      await expect(store.leafHashes(Uint32Array.of(7))).rejects.toThrow('7')
      await store.discard([ticket])
      await expect(store.leafHashes(Uint32Array.of(0))).rejects.toThrow('No entry at 0')
      await store.commit([[await stage(store, { texts: [toEntryText('b', 9)] })]], atEnd)
      const end = new AbortController()
      const hashing = store.leafHashes(Uint32Array.of(1), end.signal)
      end.abort(new Error('enough'))
      await expect(hashing).rejects.toThrow('enough')
      await expect(store.leafHashes(Uint32Array.of(1), end.signal)).rejects.toThrow('enough')
    }))

  it('have a content that is the same for equal JSON in other bytes', () =>
    use(async (store) => {
      const pairs = [
        ['{"id":"a","n":1.0,"t":"\\u00e9"}', '{ "t":"é", "n":1, "id":"a" }'],
        ['{"id":"b","n":9007199254740993}', '{"id":"b","n":9007199254740992}'],
        ['{"id":"c","t":"9007199254740993"}', '{"t":"9007199254740993","id":"c"}'],
        ['{"id":"d","t":"\\ud800"}', '{"t":"\\ud800","id":"d"}'],
      ]
      const texts = pairs.flat()
      await store.commit([[await stage(store, { texts })]], atEnd)
      const rows = Uint32Array.from(texts, (_, row) => row)
      const content = splitHashes(await store.contentHashes(rows))
      expect(content[0]).toBe(sha256(encode('{"id":"a","n":1,"t":"é"}')))
      expect(content[1]).toBe(content[0])
      // A double does not tell these numbers apart, and a lone surrogate has no canonical form: their bytes are compared.
      expect(content[2]).toBe(sha256(encode(texts[2] ?? '')))
      expect(content[3]).not.toBe(content[2])
      expect(content[5]).toBe(content[4])
      expect(content[7]).not.toBe(content[6])
    }))
})

it('returns the exact body of a page without entries, and no long one', async () => {
  const store = createColumnEntryStore([{ id: onlySource, dataset: v2 }])
  const stageText = (text: string) => store.stage(encode(text).buffer, 1, onlySource)
  const body = '\ufeff{ "success":true,"result":null }\n'
  expect(await stageText(body)).toMatchObject({ count: 0, body })
  expect(await store.stageNew(toPageBytes([]), 1, onlySource)).toHaveProperty('body')
  expect(await stageText(`{"success":true,"result":[]}${' '.repeat(65_536)}`)).not.toHaveProperty(
    'body',
  )
  expect(await store.stage(toPageBytes([toEntryText('a', 1)]), 1, onlySource)).not.toHaveProperty(
    'body',
  )
  store.dispose()
})

/** What happens to a store: pages arrive, are committed or discarded. */
const step = fc.oneof(
  fc.record({
    kind: fc.constantFrom('stage', 'poll'),
    source: fc.constantFrom('one', 'two', 'plain'),
    entries: fc.array(fc.record({ id: fc.nat(12), note: fc.nat(1), odd: fc.nat(9) }), {
      maxLength: 6,
    }),
  }),
  fc.record({
    kind: fc.constantFrom('commit', 'commit-part', 'discard'),
    at: fc.nat(),
  }),
)

function toText({ id, note, odd }: { id: number; note: number; odd: number }): string {
  if (odd === 0) return `[${id}]`
  return toEntryText(`e${id}`, 59 - id, note === 1 ? { note: 'é\u2028' } : {})
}

it('gives the root over the bytes of each page, whatever became of the pages', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const store = createColumnEntryStore([
        ...['one', 'two'].map((id) => ({ id, dataset: v2 })),
        { id: 'plain', dataset: signIns },
      ])
      const pages: { ticket: number; leaves: readonly string[] }[] = []
      const open: number[] = []
      for (const [chain, each] of steps.entries()) {
        if ('entries' in each) {
          const body = toPageBytes(each.entries.map(toText))
          const leaves = leavesOf(body)
          const staging = each.kind === 'poll' ? store.stageNew : store.stage
          const { ticket = 0 } = await staging(body, chain, each.source)
          pages.push({ ticket, leaves })
          open.push(ticket)
        } else {
          const at = each.at % Math.max(1, open.length)
          const tickets = open.slice(at, at + 1)
          if (each.kind !== 'commit-part') open.splice(at, 1)
          if (each.kind === 'discard') await store.discard(tickets)
          else {
            const until = each.kind === 'commit-part' ? { until: '2026-11-01T00:00:53Z' } : {}
            await store.commit([tickets], { ...atStart, ...until })
          }
        }
        for (const { ticket, leaves } of pages) {
          expect(toRoot(await readLeaves(store, ticket))).toBe(toRoot(leaves))
        }
      }
      store.dispose()
    }),
    { numRuns: 150 },
  )
})
