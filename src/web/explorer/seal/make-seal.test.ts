import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { compareSeals } from '../../../evidence/seal/compare-seals.ts'
import type { Seal } from '../../../query/address/seal-text.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import { createQuery, type LogQuery } from '../../../query/log-query.ts'
import { emptySearchState, type SearchState } from '../../search/engine/search-state.ts'
import { createColumnEntryStore } from '../../store/column-entry-store.ts'
import { onlySource } from '../../store/entry-store.ts'
import { toEntryText, toPageBytes } from '../../store/testing/page-bytes.ts'
import { compareResult, findReach, isEnough, listDifferences } from './compare-result.ts'
import { makeSeal, type SealedSession, toSealFacts } from './make-seal.ts'

const dataset = getDataset('account-audit-logs-v2')
const query = createQuery(dataset.id, { kind: 'account', id: 'a'.repeat(32) })
const source = { dataset: dataset.id, scope: query.scope }
const readMs = Date.parse('2026-11-01T01:00:00Z')
const finished = { ...emptySearchState, status: 'finished', verdict: 'complete' } as const
const { signal } = new AbortController()
const texts = Array.from({ length: 40 }, (_, at) => toEntryText(`e${at}`, 100 - at))

/** A session whose list has these pages, in the direction of the times. */
async function toSession(
  pages: readonly (readonly string[])[],
  state: Partial<SearchState> = finished,
): Promise<SealedSession & { store: ReturnType<typeof createColumnEntryStore> }> {
  const store = createColumnEntryStore([{ id: onlySource, dataset }])
  const tickets: number[] = []
  for (const page of pages) {
    const staged = await store.stage(toPageBytes(page), 1, onlySource)
    if (staged.ticket !== undefined) tickets.push(staged.ticket)
  }
  await store.commit([tickets], { at: 'end', direction: 'desc' })
  const session = {
    id: onlySource,
    source,
    dataset,
    query,
    queries: [query],
    roleFilters: [],
  } as const
  return {
    sources: [session],
    now: () => readMs,
    search: { getState: () => ({ ...emptySearchState, ...state }) },
    store,
  }
}

const toSeal = async (pages: readonly (readonly string[])[], asked: LogQuery = query) =>
  (await makeSeal(await toSession(pages), asked, { signal })).seal

describe('the fingerprint of a list', () => {
  it('does not depend on the pages in which it came', async () => {
    const one = await toSeal([texts])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 40 }), { maxLength: 4 }), async (cuts) => {
        const ends = [0, ...cuts.toSorted((a, b) => a - b), texts.length]
        const pages = ends.slice(1).map((end, at) => texts.slice(ends[at], end))
        expect(await toSeal(pages.filter((page) => page.length > 0))).toEqual(one)
      }),
      { numRuns: 20 },
    )
  })

  it('does not depend on local filters, nor on an entry that came twice', async () => {
    const session = await toSession([texts, texts.slice(0, 5)])
    const localFilters = [{ kind: 'text', mode: 'include', text: 'e1' }] as const
    await session.store.setView({ localFilters: { [onlySource]: localFilters } })
    expect(session.store.size().shown).toBeLessThan(texts.length)
    const { seal } = await makeSeal(session, { ...query, localFilters }, { signal })
    expect(seal).toEqual(await toSeal([texts]))
    expect(seal.count).toBe(40)
  })

  it('is another one for a list with an entry less, and the same content in other bytes', async () => {
    const one = await toSeal([texts])
    expect(compareSeals(one, await toSeal([texts.slice(1)])).kind).toBe('different')
    const rewritten = texts.map((text) => text.replace('{', '{ '))
    expect(compareSeals(one, await toSeal([rewritten])).kind).toBe('same-content')
  })

  it('reports its progress to the end, and can be cancelled', async () => {
    const session = await toSession([texts])
    const shares: number[] = []
    await makeSeal(session, query, { signal, onProgress: (share) => shares.push(share) })
    expect(shares.at(-1)).toBe(1)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    const stopped = AbortSignal.abort(new Error('Cancelled.'))
    await expect(makeSeal(session, query, { signal: stopped })).rejects.toThrow('Cancelled.')
  })

  it('leaves hidden logs out', async () => {
    const session = await toSession([texts])
    const own = formatSource(source)
    const [only] = session.sources
    const hidden = { ...query, sources: [source], hiddenSources: [own] }
    const { seal } = await makeSeal({ ...session, sources: [{ ...only, id: own }] }, hidden, {
      signal,
    })
    expect(seal.count).toBe(0)
  })
})

describe('the facts of a fingerprint', () => {
  it('have the time of the last reading, and until when entries were final', () => {
    const late = { sinceMs: 0, fromMs: 0, endMs: readMs, readMs: readMs + 61_500, dueMs: undefined }
    const state = { ...finished, late, mayStillChangeSince: '2026-11-01T00:50:00.500Z' }
    expect(toSealFacts(state, 0)).toEqual({
      verdict: 'complete',
      at: '2026-11-01T01:01:01Z',
      finalUntil: '2026-11-01T00:50:00Z',
    })
  })

  it('have the time of the last page where nothing is read again', () => {
    const page = { request: '', count: 1, nextCursor: '', bytes: 1, requestId: '', doubts: [] }
    const [ledger] = finished.ledger.sources
    const windows = ['2026-11-01T02:00:09.999Z', '2026-11-01T02:00:03.000Z'].map((at) => ({
      ...{ since: '', before: '', number: 1, query: 1, reason: 'start', outcome: 'end' },
      retries: [],
      pages: [{ ...page, at }],
    }))
    const sources = ledger ? [{ ...ledger, windows: windows as never }] : []
    expect(toSealFacts({ ...finished, ledger: { ...finished.ledger, sources } }, 0)).toEqual({
      verdict: 'complete',
      at: '2026-11-01T02:00:09Z',
      finalUntil: undefined,
    })
  })
})

describe('comparing', () => {
  /** The kind of the comparison, and of how many entries the contents were read for it. */
  async function compare(then: Seal, pages: readonly (readonly string[])[]) {
    const session = await toSession(pages)
    let contents = 0
    const store = {
      ...session.store,
      contentHashes(rows: Uint32Array, stop?: AbortSignal) {
        contents += rows.length
        return session.store.contentHashes(rows, stop)
      },
    }
    const result = await compareResult({ ...session, store }, query, then, signal, () => undefined)
    return { result, kind: result.comparison.kind, contents }
  }

  it('reads no contents where all bytes are the same, and finds no differences then', async () => {
    const earlier = await makeSeal(await toSession([texts]), query, { signal })
    const { result, kind, contents } = await compare(earlier.seal, [texts])
    expect([kind, contents]).toEqual(['same', 0])
    expect(result.made.seal).toEqual(earlier.seal)
    const from = { entries: earlier.entries, from: 'browser' } as const
    expect(listDifferences(result, earlier.seal, from, 'desc')).toEqual([])
  })

  it('reads the contents where a byte or the number of entries differs', async () => {
    const then = await toSeal([texts])
    const rewritten = texts.with(3, texts[3]?.replace('{', '{ ') ?? '')
    expect(await compare(then, [rewritten])).toMatchObject({ kind: 'same-content', contents: 40 })
    expect(await compare(then, [texts.slice(1)])).toMatchObject({ kind: 'different', contents: 39 })
  })

  it('of a range whose end could still change gives the same as a fingerprint made anew', async () => {
    const mayStillChangeSince = '2026-11-01T00:01:20Z'
    const session = await toSession([texts], { ...finished, mayStillChangeSince })
    const { seal: then } = await makeSeal(session, query, { signal })
    expect(then.final?.count).toBeGreaterThan(0)
    const { result, contents } = await compare(then, [texts])
    expect(contents).toBe(0)
    expect(result.comparison.final).toMatchObject({ isSame: true, countNow: then.final?.count })
    const fewer = await compare(then, [texts.slice(1)])
    expect(fewer.result.made.seal.final?.until).toBe(mayStillChangeSince)
  })
})

describe('a part of a range', () => {
  it('is compared by as many entries of the list', async () => {
    const part = await toSession([texts.slice(0, 10)], { status: 'waiting', verdict: 'partial' })
    const { seal: then } = await makeSeal(part, query, { signal })
    expect(then).toMatchObject({ count: 10, verdict: 'partial' })
    const whole = await toSession([texts])
    const { comparison, made } = await compareResult(whole, query, then, signal, () => undefined)
    expect(comparison).toMatchObject({ kind: 'same', countNow: 10, verdictNow: 'complete' })
    expect(made.rows).toHaveLength(40)
  })

  it('is enough when as many entries are loaded; a whole range when all are', () => {
    const seal = { root: '', contentRoot: '', count: 10, at: '' }
    const waiting = { status: 'waiting', loaded: 10 } as const
    expect(isEnough({ ...seal, verdict: 'partial' }, waiting)).toBe(true)
    expect(isEnough({ ...seal, verdict: 'partial' }, { ...waiting, loaded: 9 })).toBe(false)
    expect(isEnough({ ...seal, verdict: 'complete' }, waiting)).toBe(false)
    expect(isEnough({ ...seal, verdict: 'unknown' }, { status: 'finished', loaded: 3 })).toBe(true)
  })

  it('reaches to its last entry', async () => {
    const { entries } = await makeSeal(await toSession([texts.slice(0, 3)]), query, { signal })
    const [firstMs, lastMs] = [100, 98].map((second) => Date.UTC(2026, 10, 1, 0, 0, second))
    expect(findReach(entries, 'desc')).toEqual({
      afterMs: lastMs,
      beforeMs: Number.POSITIVE_INFINITY,
    })
    expect(findReach(entries, 'asc')).toEqual({
      afterMs: Number.NEGATIVE_INFINITY,
      beforeMs: firstMs,
    })
  })
})
