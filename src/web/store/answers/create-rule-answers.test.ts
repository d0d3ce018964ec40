import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { onlySource } from '../entry-store.ts'
import { createEntryOrder } from '../list/entry-order.ts'
import { createEntryTable } from '../list/entry-table.ts'
import { createPageTasks } from '../pages/page-tasks.ts'
import { createRuleView } from '../rules/rule-view.ts'
import { createStoreRules } from '../rules/store-rules.ts'
import { createRuleAnswers } from './create-rule-answers.ts'

it('changes of the store do not wait until matches are correlated', async () => {
  const tasks = createPageTasks()
  const table = createEntryTable(
    [{ id: onlySource, dataset: getDataset('user-audit-logs-v1') }],
    tasks,
  )
  const rules = createRuleView(table, createStoreRules(table, tasks))
  const order = createEntryOrder(table, tasks, rules)
  const steps: string[] = []
  let endCorrelating = () => {}
  const correlated = new Promise<void>((resolve) => {
    endCorrelating = resolve
  })
  let noteStart = () => {}
  const started = new Promise<void>((resolve) => {
    noteStart = resolve
  })
  const answers = createRuleAnswers(
    table,
    {
      ...rules,
      correlateAll() {
        noteStart()
        return correlated
      },
    },
    { ...order, findJoined: () => undefined, hidden: () => [] },
    (change) => {
      steps.push('changes the store')
      return change()
    },
  )
  const detecting = answers.detect()
  await started
  expect(steps).toEqual([])
  endCorrelating()
  expect(await detecting).toMatchObject({ stored: 0, findings: [] })
  expect(steps).toEqual(['changes the store'])
})
