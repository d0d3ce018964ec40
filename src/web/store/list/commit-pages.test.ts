import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { onlySource } from '../entry-store.ts'
import { createPageTasks } from '../pages/page-tasks.ts'
import { createRuleView } from '../rules/rule-view.ts'
import { createStoreRules } from '../rules/store-rules.ts'
import { toEntryText, toPageBytes } from '../testing/page-bytes.ts'
import { commitPages } from './commit-pages.ts'
import { createEntryOrder } from './entry-order.ts'
import { createEntryTable } from './entry-table.ts'
import { createKnownBySource } from './known-by-source.ts'
import { createStagedPages } from './staged-pages.ts'

it('loses nothing when it fails and is tried again', async () => {
  const tasks = createPageTasks()
  const table = createEntryTable(
    [{ id: onlySource, dataset: getDataset('account-audit-logs-v2') }],
    tasks,
  )
  const known = createKnownBySource(table)
  const staged = createStagedPages(table, known, tasks)
  const order = createEntryOrder(
    table,
    tasks,
    createRuleView(table, createStoreRules(table, tasks)),
  )
  const texts = ['a', 'b', 'c'].map((id, i) => toEntryText(id, 9 - i))
  const { ticket = 0 } = staged.stage(toPageBytes(texts), 1, onlySource)
  let isBroken = true
  const judge: typeof known.judge = (row, chain) => {
    if (isBroken && row === 1) throw new Error('no room')
    return known.judge(row, chain)
  }
  const commit = () =>
    commitPages({ table, staged, known: { ...known, judge }, order, late: new Set() }, [[ticket]], {
      at: 'end',
      direction: 'desc',
    })
  await expect(commit()).rejects.toThrow('no room')
  isBroken = false
  expect(await commit()).toMatchObject({ added: 3, repeated: 0 })
  expect([...order.all().slice()]).toEqual([0, 1, 2])
})
