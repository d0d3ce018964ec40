import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { afterEach, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { createColumnEntryStore } from '../../store/column-entry-store.ts'
import { type EntryStore, onlySource } from '../../store/entry-store.ts'
import { toEntryText, toPageBytes } from '../../store/testing/page-bytes.ts'
import { endReactWork, renderHook } from '../../ui/testing/render-hook.tsx'
import { useLoosening } from './use-loosening.ts'

const dataset = getDataset('account-audit-logs-v2')

let unmount = () => {}
afterEach(async () => {
  unmount()
  await endReactWork()
})

/** A store of two entries, whose rules cannot be read while `broken` holds an error. */
async function createStore(broken: { error: Error | undefined }): Promise<EntryStore> {
  const store = createColumnEntryStore([{ id: onlySource, dataset }])
  const texts = [toEntryText('b', 2), toEntryText('a', 1)]
  const { ticket } = await store.stage(toPageBytes(texts), 0, onlySource)
  await store.commit([[ticket ?? Number.NaN]], { at: 'end', direction: 'desc' })
  return {
    ...store,
    rulesOf: (rows) => (broken.error ? Promise.reject(broken.error) : store.rulesOf(rows)),
  }
}

function start(store: EntryStore) {
  const source = { id: onlySource, dataset, source: { scope: { kind: 'user' } } }
  const session = { store, sources: [source] } as unknown as SearchSession
  const client = new QueryClient()
  const seen: { row: number; failure: unknown }[] = []
  const rendered = renderHook(
    ({ row }: { row: number }) => {
      const state = useLoosening(session, { row }, { isWanted: true, version: '1' })
      seen.push({ row, failure: state.failure })
      return state
    },
    { row: 0 },
    (child) => <QueryClientProvider client={client}>{child}</QueryClientProvider>,
  )
  unmount = rendered.unmount
  return { rendered, seen }
}

it('reads what became of the entry', async () => {
  const { rendered } = start(await createStore({ error: undefined }))
  await expect.poll(() => rendered.result?.loosening).toMatchObject({ tracked: [] })
  expect(rendered.result?.failure).toBeUndefined()
})

it('says why the list could not be read, and reads it again when asked to', async () => {
  const error = new Error('out of memory')
  const broken: { error: Error | undefined } = { error }
  const { rendered } = start(await createStore(broken))
  await expect.poll(() => rendered.result?.failure).toEqual({ error })
  expect(rendered.result?.loosening).toBeUndefined()
  broken.error = undefined
  rendered.result?.retry()
  await expect.poll(() => rendered.result?.loosening).toMatchObject({ tracked: [] })
  expect(rendered.result?.failure).toBeUndefined()
})

it('does not say of an entry what failed for the one before', async () => {
  const broken: { error: Error | undefined } = { error: new Error('out of memory') }
  const { rendered, seen } = start(await createStore(broken))
  await expect.poll(() => rendered.result?.failure).toBeDefined()
  broken.error = undefined
  rendered.render({ row: 1 })
  await expect.poll(() => rendered.result?.loosening).toBeDefined()
  const ofNext = seen.filter(({ row }) => row === 1)
  expect(ofNext.length).toBeGreaterThan(1)
  expect(ofNext.filter(({ failure }) => failure !== undefined)).toEqual([])
})
