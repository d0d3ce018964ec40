import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { timeline } from '../../../catalog/timeline/timeline.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import { createEntryOrigins } from '../../store/origins/entry-origins.ts'
import { toFormColumns } from '../columns/columns.ts'
import { createRowPainter } from './row-painter.ts'

const dataset = getDataset('account-audit-logs-v2')
const entry = {
  actor: { email: 'ann@acme.example' },
  action: { description: 'Update DNS Record', time: '2026-11-20T10:00:00Z', result: 'success' },
}
const row: StoredEntry = {
  index: 0,
  row: 0,
  source: '0',
  id: '',
  time: entry.action.time,
  entry,
  isStrange: false,
  isConflicting: false,
  isLate: true,
}

function paint(paths: readonly string[], inSight?: readonly boolean[]) {
  const layout = paths.map((field) => ({ field }))
  const columns = toFormColumns('cells', dataset, layout, { available: 0, hasYear: true })
  const style = { dataset, timeZone: 'UTC', form: 'cells' } as const
  const painter = createRowPainter(() => ({
    find: () => row,
    findChange: () => [],
    columns,
    style,
  }))
  return painter.toCells(0, inSight)?.map((parts) => parts?.map(({ text }) => text))
}

it('puts the marks of an entry before its sentence, where they cut no time', () => {
  const [time, summary] = paint(['action.time', 'summary', 'action.result']) ?? []
  expect(time).toEqual(['2026-11-20 ', '10:00:00.000'])
  // The first run is the room for the level of a finding.
  expect(summary?.slice(0, 4)).toEqual(['', 'no id', 'arrived late', 'ann@acme.example'])
})

it('leaves the marks out in a fling', () => {
  const [, summary] = paint(['action.time', 'summary'], [true, true]) ?? []
  expect(summary?.[0]).toBe('ann@acme.example')
})

it('puts them into the first other column, or the only one', () => {
  expect(paint(['action.time', 'action.result'])?.[1]).toEqual([
    ...['', 'no id', 'arrived late', 'success'],
  ])
  expect(paint(['action.time'])?.[0]?.[1]).toBe('no id')
})

it('in a timeline, puts them before the sentence as well, not into the words of log and account', () => {
  const scope = { kind: 'account', id: 'a'.repeat(32) } as const
  const origins = createEntryOrigins([{ dataset: dataset.id, scope }])
  const style = { dataset: timeline, timeZone: 'UTC', form: 'cells', origins } as const
  const layout = ['time', 'log', 'scope', 'summary'].map((field) => ({ field }))
  const columns = toFormColumns('cells', timeline, layout, { available: 0, hasYear: true })
  const strange = { ...row, source: `accounts/${scope.id}/logs/audit`, isStrange: true }
  const painter = createRowPainter(() => ({
    find: () => strange,
    findChange: () => [],
    columns,
    style,
  }))
  const [, log, , summary] = painter.toCells(0) ?? []
  expect(log?.map(({ text }) => text)).toEqual(['v2'])
  expect(summary?.slice(1, 4).map(({ text }) => text)).toEqual(['strange', 'no id', 'arrived late'])
})
