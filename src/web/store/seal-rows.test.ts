import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import type { FilterMode, LocalFilter } from '../../query/log-query.ts'
import { createColumnEntryStore } from './column-entry-store.ts'
import { type EntryStore, onlySource, type StoreSource } from './entry-store.ts'
import { createRemoteStore } from './testing/create-remote-store.ts'
import { toEntryText, toPageBytes } from './testing/page-bytes.ts'

const dataset = getDataset('account-audit-logs-v2')
const by = (rule: string, mode: FilterMode = 'include'): LocalFilter => ({
  kind: 'rule',
  mode,
  rule,
})
const view = (...filters: LocalFilter[]) => ({ localFilters: { [onlySource]: filters } })

/** Loads entries a, b … at the end of the list. */
async function load(store: EntryStore, ids: string, chain = 1): Promise<void> {
  const texts = [...ids].map((id) => toEntryText(id, 100 - id.charCodeAt(0) + 97))
  const staged = await store.stage(toPageBytes(texts), chain, onlySource)
  if (staged.problem) throw new Error(staged.problem.kind)
  await store.commit([[staged.ticket]], { at: 'end', direction: 'desc' })
}
const listShown = async (store: Pick<EntryStore, 'rows'>) =>
  (await store.rows(0, 99)).map(({ id }) => id).join('')

describe.each<[string, (sources: readonly StoreSource[]) => EntryStore]>([
  ['in this thread', (sources) => createColumnEntryStore(sources)],
  ['behind a channel', createRemoteStore],
])('the rows that differ from a link, in a store %s', (_, create) => {
  const open = () => create([{ id: onlySource, dataset }])

  it('are shown by a filter, alone or together, and hidden by one that excludes them', async () => {
    const store = open()
    await load(store, 'abcdef')
    await store.setSealRows({ new: Uint32Array.of(1, 4), changed: Uint32Array.of(2) })
    expect(await store.setView(view(by('seal.new')))).toEqual({ stored: 6, shown: 2 })
    expect(await listShown(store)).toBe('be')
    await store.setView(view(by('seal.new'), by('seal.changed')))
    expect(await listShown(store)).toBe('bce')
    await store.setView(view(by('seal.new', 'exclude')))
    expect(await listShown(store)).toBe('acdf')
  })

  it('are none before they are known, and other ones when they are told again', async () => {
    const store = open()
    await load(store, 'abc')
    expect(await store.setView(view(by('seal.new')))).toEqual({ stored: 3, shown: 0 })
    const rows = { new: Uint32Array.of(2), changed: new Uint32Array() }
    expect(await store.setSealRows(rows)).toEqual({ stored: 3, shown: 1 })
    expect(await listShown(store)).toBe('c')
    await load(store, 'de', 2)
    expect(await listShown(store)).toBe('c')
    await store.setSealRows({ new: Uint32Array.of(3), changed: Uint32Array.of(2) })
    expect(await listShown(store)).toBe('d')
  })

  it('narrow what other filters show', async () => {
    const store = open()
    await load(store, 'abc')
    await store.setSealRows({ new: Uint32Array.of(0, 1), changed: new Uint32Array() })
    const text: LocalFilter = { kind: 'text', mode: 'include', text: '"id":"b"' }
    await store.setView(view(by('seal.new'), text))
    expect(await listShown(store)).toBe('b')
    await store.setView(view(by('seal.new'), by('effect.loosens')))
    expect(await listShown(store)).toBe('')
  })

  it('are those of the list in a part of it', async () => {
    const store = open()
    await load(store, 'abcd')
    const part = store.narrow({
      filters: { [onlySource]: [] },
      since: new Date(Date.UTC(2026, 10, 1, 0, 1, 38)).toISOString(),
      before: undefined,
    })
    const shown = view(by('seal.new'))
    await part.setView(shown)
    await part.setSealRows({ new: Uint32Array.of(1, 3), changed: new Uint32Array() })
    expect(await part.setView(shown)).toMatchObject({ stored: 3, shown: 1 })
    expect(await listShown(part)).toBe('b')
  })
})
