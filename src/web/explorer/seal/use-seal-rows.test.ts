import { afterEach, describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import type { DifferenceKind, EntryDifference } from '../../../evidence/seal/compare-entries.ts'
import { createQuery, type LocalFilter, type LogQuery } from '../../../query/log-query.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { createColumnEntryStore } from '../../store/column-entry-store.ts'
import { type EntryStore, onlySource, type StoreSize } from '../../store/entry-store.ts'
import type { SealRows } from '../../store/findings.ts'
import { toEntryText, toPageBytes } from '../../store/testing/page-bytes.ts'
import { endReactWork, renderHook } from '../../ui/testing/render-hook.tsx'
import type { SealProgress } from './use-seal.ts'
import { toSealRows, useSealRows } from './use-seal-rows.ts'

const differ = (kind: DifferenceKind, nowIndex?: number): EntryDifference => ({
  kind,
  sourceText: 'user/audit_logs',
  timeMs: 0,
  ...(nowIndex !== undefined && { nowIndex }),
})

it('calls late entries new, and tells nothing of entries that are gone or only written otherwise', () => {
  const differences = [
    differ('late', 0),
    differ('gone'),
    differ('changed', 3),
    differ('added', 1),
    differ('rewritten', 2),
  ]
  expect(toSealRows(differences, Uint32Array.of(40, 30, 20, 10))).toEqual({
    new: Uint32Array.of(30, 40),
    changed: Uint32Array.of(10),
  })
})

const dataset = getDataset('account-audit-logs-v2')
const onlyNew: LocalFilter = { kind: 'rule', mode: 'include', rule: 'seal.new' }
const query: LogQuery = {
  ...createQuery(dataset.id, { kind: 'account', id: '0'.repeat(32) }),
  localFilters: [onlyNew],
}

/** A comparison that found one entry to be new: that of row 1. */
const compared = {
  status: 'compared',
  result: { made: { rows: Uint32Array.of(0, 1) } },
  exact: { differences: [differ('added', 1)] },
} as unknown as SealProgress

/** A list that shows only new entries, and how many the page says that it shows. */
async function createList() {
  const columns = createColumnEntryStore([{ id: onlySource, dataset }])
  const told: SealRows[] = []
  const store: EntryStore = {
    ...columns,
    async setSealRows(rows) {
      const size = await columns.setSealRows(rows)
      told.push(rows)
      return size
    },
  }
  const page = toPageBytes([toEntryText('a', 2), toEntryText('b', 1)])
  const { ticket } = await store.stage(page, 1, onlySource)
  await store.commit([[ticket ?? Number.NaN]], { at: 'end', direction: 'desc' })
  let { shown } = await store.setView({ localFilters: { [onlySource]: [onlyNew] } })
  const search = {
    getState: () => ({ shown }),
    noteView(size: StoreSize) {
      shown = size.shown
    },
  } as unknown as SearchSession['search']
  return { store, search, told, shown: () => shown }
}

type List = { store: EntryStore; search: SearchSession['search'] }

/** The notice of one link. */
const openNotice = (list: List, progress: SealProgress) =>
  renderHook(
    (given: { progress: SealProgress }) => useSealRows(list, query, given.progress),
    { progress },
    (child) => child,
  )

describe('the rows of a link', () => {
  afterEach(endReactWork)

  it('are shown until its notice is removed', async () => {
    const list = await createList()
    const notice = openNotice(list, compared)
    await expect.poll(() => list.shown()).toBe(1)
    notice.render({ progress: { status: 'comparing', share: 0 } })
    await endReactWork()
    expect(list.shown()).toBe(1)
    notice.unmount()
    await expect.poll(() => list.shown()).toBe(0)
    expect(await list.store.rows(0, 9)).toEqual([])
  })

  it('are not shown under another link that is not compared yet', async () => {
    const list = await createList()
    // Left behind through another list of the same store, which has ended.
    const left = { new: Uint32Array.of(1), changed: new Uint32Array() }
    list.search.noteView(await list.store.setSealRows(left))
    expect(list.shown()).toBe(1)
    const notice = openNotice(list, { status: 'waiting' })
    await expect.poll(() => list.shown()).toBe(0)
    notice.unmount()
  })

  it('replace those of an earlier link', async () => {
    const list = await createList()
    const first = openNotice(list, compared)
    await expect.poll(() => list.shown()).toBe(1)
    first.unmount()
    const second = openNotice(list, compared)
    // Each notice clears the rows when it begins and tells its own; the first one cleared them at its end, too.
    await expect.poll(() => list.told.map((rows) => rows.new.length)).toEqual([0, 1, 0, 0, 1])
    await expect.poll(() => list.shown()).toBe(1)
    expect((await list.store.rows(0, 9)).map(({ id }) => id)).toEqual(['b'])
    expect(list.shown()).toBe(1)
    second.unmount()
  })
})
