import { describe, expect, it } from 'vitest'
import { timeline } from '../../../catalog/timeline/timeline.ts'
import type { Source } from '../../../query/log-query.ts'
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

describe('the values of a row of a timeline', () => {
  it('are named by role, at the pointer of the log', () => {
    const actor = { field: 'actor', pointer: '/actor/email', value: 'ann@acme.example', time }
    expect(cell('actor')).toEqual([actor])
    expect(cell('summary')).toContainEqual(actor)
    expect(cell('time')).toEqual([{ field: 'time', pointer: '/when', value: time, time }])
  })

  it('are in the words of the timeline', () => {
    expect(cell('outcome')).toMatchObject([{ field: 'outcome', value: 'success' }])
    expect(cell('verb')).toMatchObject([{ field: 'verb', pointer: '/action/type' }])
  })

  it('are its log and its scope, too', () => {
    expect(cell('log')).toMatchObject([{ field: 'log', value: 'v1' }])
    expect(cell('scope')).toMatchObject([{ field: 'scope', value: id }])
  })

  it('are not in an empty cell', () => {
    expect(cell('credential_id')).toEqual([])
    expect(['change', 'constructor'].flatMap(cell)).toEqual([])
  })

  it('are at the location of a part; one without a role has no field', () => {
    const at = (field: string, ...keys: string[]) =>
      listTargetsOfCell(row, column('summary'), style, { field, keys })
    expect(at('actor.ip')).toMatchObject({
      isExact: true,
      targets: [{ field: 'address', pointer: '/actor/ip' }],
    })
    const ttl = { pointer: '/newValueJson/ttl', value: 300, time }
    expect(at('newValueJson', 'ttl').targets).toEqual([ttl])
  })

  it('are each once in a row', () => {
    const layout = ['log', 'summary', 'actor', 'verb', 'action'].map((field) => ({ field }))
    const columns = toFormColumns('cells', timeline, layout, { available: 0, hasYear: true })
    const fields = listTargetsOfRow(row, columns, style).map(({ field }) => field)
    expect(fields.filter((field) => field === 'actor')).toHaveLength(1)
    expect(fields).toEqual(expect.arrayContaining(['log', 'actor', 'action', 'verb']))
  })
})
