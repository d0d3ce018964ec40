import { describe, expect, it } from 'vitest'
import { timeline } from '../../../catalog/timeline/timeline.ts'
import type { Source } from '../../../query/log-query.ts'
import { listPivotModes } from '../../../query/pivot/pivot-gestures.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import { createEntryOrigins } from '../../store/origins/entry-origins.ts'
import { toFormColumns } from '../columns/columns.ts'
import { listTargetsOfCell, listTargetsOfRow } from './list-targets.ts'

const id = 'a'.repeat(32)
const sources: readonly Source[] = [
  { dataset: 'account-audit-logs-v1', scope: { kind: 'account', id } },
]
const style = {
  dataset: timeline,
  timeZone: 'UTC',
  form: 'cells',
  origins: createEntryOrigins(sources),
} as const
const time = '2026-11-20T10:00:00Z'
const row: StoredEntry = {
  index: 0,
  row: 0,
  source: `accounts/${id}/audit_logs`,
  id: 'e1',
  time,
  entry: {
    action: { type: 'rec_add', result: true },
    actor: { email: 'ann@acme.example', ip: '192.0.2.1' },
    newValueJson: { name: 'www', ttl: 300 },
    when: time,
  },
  isStrange: false,
  isConflicting: false,
  isLate: false,
}
const column = (field: string) => {
  return { label: '', width: 1, isPinned: false, source: { field, width: 1 } }
}
const cell = (field: string) => listTargetsOfCell(row, column(field), style, undefined).targets

const log = { dataset: 'account-audit-logs-v1', source: row.source }

describe('the values of a row of a timeline', () => {
  it('are those of its own log', () => {
    const pointer = '/actor/email'
    const actor = { field: 'actor.email', pointer, value: 'ann@acme.example', time, log }
    expect(cell('actor')).toEqual([actor])
    expect(cell('summary')).toContainEqual(actor)
    expect(cell('outcome')).toMatchObject([{ field: 'action.result', value: true, log }])
    expect(cell('time')).toEqual([{ field: 'when', pointer: '/when', value: time, time, log }])
  })

  it('are also derived for all logs', () => {
    const derived = (field: string, value: string) => [{ field, pointer: `/${field}`, value, time }]
    expect(cell('verb')).toEqual(derived('verb', 'create'))
    expect(cell('resource_name')).toEqual(derived('resource_name', 'www'))
    expect(cell('log')).toEqual(derived('log', 'v1'))
    expect(cell('scope')).toEqual(derived('scope', id))
  })

  it('are not in an empty cell', () => {
    expect(['credential_id', 'change', 'constructor'].flatMap(cell)).toEqual([])
  })

  it('are at the location of a part', () => {
    const location = { field: 'newValueJson', keys: ['ttl'] }
    expect(listTargetsOfCell(row, column('summary'), style, location)).toEqual({
      isExact: true,
      targets: [{ pointer: '/newValueJson/ttl', value: 300, time, log }],
    })
  })

  it('are each once in a row, and can be filtered by', () => {
    const layout = ['log', 'summary', 'actor', 'verb', 'action'].map((field) => ({ field }))
    const columns = toFormColumns('cells', timeline, layout, { available: 0, hasYear: true })
    const targets = listTargetsOfRow(row, columns, style)
    const pointers = targets.map(({ pointer }) => pointer)
    expect(new Set(pointers).size).toBe(pointers.length)
    expect(pointers).toEqual(expect.arrayContaining(['/log', '/actor/email', '/verb']))
    for (const target of targets) {
      expect(listPivotModes(timeline, target)).toEqual(['include', 'exclude'])
    }
  })
})
