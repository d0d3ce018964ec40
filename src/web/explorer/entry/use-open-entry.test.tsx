import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { createQuery } from '../../../query/log-query.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { createColumnEntryStore } from '../../store/column-entry-store.ts'
import { type EntryStore, onlySource } from '../../store/entry-store.ts'
import { toEntryText, toPageBytes } from '../../store/testing/page-bytes.ts'
import { endReactWork, renderHook } from '../../ui/testing/render-hook.tsx'
import { type OpenEntryQuestion, type OpenEntryState, useOpenEntry } from './use-open-entry.ts'

const dataset = getDataset('account-audit-logs-v2')
const query = createQuery(dataset.id, { kind: 'account', id: '0'.repeat(32) })
const timeOf = (second: number) => new Date(Date.UTC(2026, 10, 1, 0, 0, second)).toISOString()
const referenceTo = (id: string, second: number) => ({ id, time: timeOf(second) })
const source = { request: '/the-page', status: 200, bytes: 1, count: 1 }

let unmount = () => {}
afterEach(async () => {
  unmount()
  await endReactWork()
})

async function createStore(texts: readonly string[]): Promise<EntryStore> {
  const store = createColumnEntryStore([{ id: onlySource, dataset }])
  await addPage(store, texts, 0)
  return store
}

async function addPage(store: EntryStore, texts: readonly string[], chain: number) {
  const { ticket } = await store.stage(toPageBytes(texts), chain, onlySource)
  await store.commit([[ticket ?? Number.NaN]], { at: 'end', direction: 'desc' })
}

const toSession = (store: EntryStore) =>
  ({ store, now: () => 0, findSource: () => source }) as unknown as SearchSession

/** The API as the page reaches it: answers with these entries, and counts how often it is asked. */
function stubApi(texts: readonly string[] | Error) {
  const asked: string[] = []
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    if (texts instanceof Error) throw texts
    return new Response(toPageBytes(texts))
  })
  return asked
}

function start(question: Partial<OpenEntryQuestion>) {
  const props: OpenEntryQuestion = {
    query,
    reference: undefined,
    row: undefined,
    session: undefined,
    version: '1',
    isIdle: true,
    ...question,
  }
  const client = new QueryClient()
  const rendered = renderHook(useOpenEntry, props, (child) => (
    <QueryClientProvider client={client}>{child}</QueryClientProvider>
  ))
  unmount = rendered.unmount
  async function until(status: OpenEntryState['status']) {
    await expect.poll(() => rendered.result?.status).toBe(status)
    return rendered.result
  }
  return {
    state: () => rendered.result,
    until,
    change: (change: Partial<OpenEntryQuestion>) => rendered.render({ ...props, ...change }),
  }
}

describe('the entry of the address', () => {
  it('is closed without a reference', async () => {
    const { until } = start({ session: toSession(await createStore([])) })
    expect(await until('closed')).toEqual({ status: 'closed' })
  })

  it('comes from the store with its text, its place and the answer that brought it', async () => {
    const asked = stubApi([])
    const texts = [toEntryText('b', 2), toEntryText('a', 1)]
    const { until } = start({
      reference: referenceTo('a', 1),
      session: toSession(await createStore(texts)),
    })
    expect(await until('found')).toEqual({
      status: 'found',
      open: {
        id: 'a',
        log: { dataset, scope: query.scope, filters: [] },
        entry: JSON.parse(texts[1] ?? ''),
        text: texts[1],
        isLate: false,
        index: 1,
        row: 1,
        source,
      },
    })
    expect(asked).toEqual([])
  })

  it('is the one of the row that was opened where several share id and time', async () => {
    const texts = [
      toEntryText('', 1, { zone: { id: 'x' } }),
      toEntryText('', 1, { zone: { id: 'y' } }),
    ]
    const { until } = start({
      reference: { id: '', time: timeOf(1) },
      row: 1,
      session: toSession(await createStore(texts)),
    })
    expect(await until('found')).toMatchObject({ open: { text: texts[1] } })
  })

  it('is found by its name where another entry is in that row', async () => {
    const texts = [toEntryText('b', 2), toEntryText('a', 1)]
    const { until } = start({
      reference: referenceTo('a', 1),
      row: 0,
      session: toSession(await createStore(texts)),
    })
    expect(await until('found')).toMatchObject({ open: { text: texts[1] } })
  })

  it('has no place in the table where local filters hide it', async () => {
    const store = await createStore([toEntryText('a', 1)])
    await store.setView({
      localFilters: {
        [onlySource]: [
          { kind: 'field', pointer: '/id', mode: 'exclude', text: 'a', isExact: true },
        ],
      },
    })
    const { until } = start({ reference: referenceTo('a', 1), session: toSession(store) })
    expect(await until('found')).toMatchObject({ open: { entry: { id: 'a' }, index: undefined } })
  })

  it('is waited for while pages are under way, and shown when one brings it', async () => {
    const asked = stubApi([])
    const store = await createStore([toEntryText('b', 2)])
    const question = { reference: referenceTo('a', 1), session: toSession(store), isIdle: false }
    const { state, until, change } = start(question)
    await endReactWork()
    expect(state()).toEqual({ status: 'loading' })
    await addPage(store, [toEntryText('a', 1)], 1)
    change({ version: '2' })
    expect(await until('found')).toMatchObject({ open: { index: 1 } })
    expect(asked).toEqual([])
  })

  it('is asked for by itself where the search lacks it, in the second around it', async () => {
    const text = toEntryText('a', 1)
    const asked = stubApi([toEntryText('b', 1), text])
    const { until } = start({
      reference: referenceTo('a', 1),
      session: toSession(await createStore([])),
    })
    expect(await until('found')).toMatchObject({
      open: { text, index: undefined, source: { count: 2, status: 200 } },
    })
    expect(asked).toHaveLength(1)
    const { searchParams } = new URL(asked[0] ?? '', 'http://localhost')
    expect(searchParams.get('id')).toBe('a')
    expect([searchParams.get('since'), searchParams.get('before')]).toEqual([timeOf(0), timeOf(2)])
  })

  it('is missing without an error where the API lacks it as well', async () => {
    stubApi([toEntryText('b', 1)])
    const { until } = start({
      reference: referenceTo('a', 1),
      session: toSession(await createStore([])),
    })
    expect(await until('missing')).toMatchObject({ error: null })
  })

  it('is missing with the error of the API, and can be asked for again', async () => {
    stubApi(new TypeError('Failed to fetch'))
    const { until } = start({
      reference: referenceTo('a', 1),
      session: toSession(await createStore([])),
    })
    const missing = await until('missing')
    expect(missing).toMatchObject({ error: expect.any(Error) })
    stubApi([toEntryText('a', 1)])
    if (missing?.status === 'missing') missing.retry()
    expect(await until('found')).toMatchObject({ open: { entry: { id: 'a' } } })
  })

  it('is missing with the error of the store, and can be asked for again', async () => {
    const store = await createStore([toEntryText('a', 1)])
    const locate = vi.spyOn(store, 'locate').mockRejectedValue(new Error('out of memory'))
    const { until } = start({ reference: referenceTo('a', 1), session: toSession(store) })
    const missing = await until('missing')
    expect(missing).toMatchObject({ error: new Error('out of memory') })
    locate.mockRestore()
    if (missing?.status === 'missing') missing.retry()
    expect(await until('found')).toMatchObject({ open: { index: 0 } })
  })

  it('stays open without a place when another search lacks it', async () => {
    const asked = stubApi([])
    const { state, until, change } = start({
      reference: referenceTo('a', 1),
      session: toSession(await createStore([toEntryText('a', 1)])),
    })
    expect(await until('found')).toMatchObject({ open: { index: 0 } })
    change({
      reference: referenceTo('a', 1),
      session: toSession(await createStore([toEntryText('b', 2)])),
      version: '2',
    })
    await expect
      .poll(() => state())
      .toMatchObject({ status: 'found', open: { entry: { id: 'a' }, index: undefined } })
    expect(asked).toEqual([])
  })

  it('stays what it was until another one is found', async () => {
    const store = await createStore([toEntryText('b', 2), toEntryText('a', 1)])
    const session = toSession(store)
    const { state, until, change } = start({ reference: referenceTo('a', 1), session })
    await until('found')
    const seen: unknown[] = []
    const { locate } = store
    vi.spyOn(store, 'locate').mockImplementation(async (...which) => {
      seen.push(state())
      return locate(...which)
    })
    change({ reference: referenceTo('b', 2), session })
    await expect.poll(() => state()).toMatchObject({ open: { entry: { id: 'b' } } })
    expect(seen).not.toHaveLength(0)
    for (const each of seen) expect(each).toMatchObject({ open: { entry: { id: 'a' } } })
  })

  it('is closed again when the address names none', async () => {
    const session = toSession(await createStore([toEntryText('a', 1)]))
    const { until, change } = start({ reference: referenceTo('a', 1), session })
    await until('found')
    change({ reference: undefined, session })
    expect(await until('closed')).toEqual({ status: 'closed' })
  })
})

it('names the entry of the other log that records the same event', async () => {
  const account = `accounts/${'0'.repeat(32)}`
  const [newId, oldId] = [`${account}/logs/audit`, `${account}/audit_logs`]
  const v1 = getDataset('account-audit-logs-v1')
  const store = createColumnEntryStore(
    [
      { id: newId, dataset },
      { id: oldId, dataset: v1 },
    ],
    undefined,
    [[newId, oldId]],
  )
  const actor = { email: 'a@shop.example' }
  const name = 'www.shop.example'
  const resource = { product: 'dns', type: 'record', request: { name } }
  const action = { time: timeOf(1), type: 'create', description: 'create record' }
  const entries = {
    [newId]: { id: 'n', action, actor, resource },
    [oldId]: {
      ...{ id: 'o', action: { type: 'record_create' }, actor, newValueJson: { name } },
      ...{ resource: { type: 'dns' }, when: timeOf(1) },
    },
  }
  for (const [chain, id] of [newId, oldId].entries()) {
    const bytes = toPageBytes([JSON.stringify(entries[id])])
    const { ticket } = await store.stage(bytes, chain, id)
    await store.commit([[ticket ?? Number.NaN]], { at: 'end', direction: 'desc' })
  }
  await store.reconcile()
  const { until } = start({
    query: {
      ...createQuery('timeline', query.scope),
      sources: [
        { dataset: dataset.id, scope: query.scope },
        { dataset: v1.id, scope: query.scope },
      ],
    },
    reference: { ...referenceTo('n', 1), source: newId },
    session: toSession(store as EntryStore),
  })
  expect(await until('found')).toMatchObject({
    open: {
      id: 'n',
      partner: {
        pair: { row: 1, source: oldId, certainty: 'certain' },
        reference: { id: 'o', time: timeOf(1), source: oldId },
        rows: [0, 1],
      },
    },
  })
  await endReactWork()
})
