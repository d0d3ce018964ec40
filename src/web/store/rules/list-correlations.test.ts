import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { createRowList } from '../columns/row-list.ts'
import { createRowMask } from '../columns/row-mask.ts'
import { onlySource } from '../entry-store.ts'
import { createEntryTable } from '../list/entry-table.ts'
import { createPageTasks } from '../pages/page-tasks.ts'
import { createListCorrelations } from './list-correlations.ts'
import { createStoreRules } from './store-rules.ts'

it('are updated one after the other, also after one has failed', async () => {
  const tasks = createPageTasks()
  const table = createEntryTable(
    [{ id: onlySource, dataset: getDataset('user-audit-logs-v1') }],
    tasks,
  )
  const storeRules = createStoreRules(table, tasks)
  const steps: string[] = []
  const correlations = createListCorrelations(table, {
    ...storeRules,
    current() {
      steps.push('reads the rules')
      if (steps.length === 1) throw new Error('lost')
      return storeRules.current()
    },
  })
  const rows = { list: createRowList(), mask: createRowMask() }
  const first = correlations.update(rows).catch(() => steps.push('failed'))
  const second = correlations.update(rows).then(() => steps.push('updated'))
  await Promise.all([first, second])
  expect(steps[0]).toBe('reads the rules')
  expect(steps.indexOf('failed')).toBe(1)
  expect(steps.at(-1)).toBe('updated')
})
