import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { timeline } from '../../../catalog/timeline/timeline.ts'
import type { Source } from '../../../query/log-query.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import { createEntryOrigins } from '../../store/origins/entry-origins.ts'
import type { CellStyle } from './cell-parts.ts'
import { toRowParts, toRowTitle } from './timeline-cell.ts'

const id = 'a'.repeat(32)
const scope = { kind: 'account', id } as const
const sources: readonly Source[] = [
  { dataset: 'account-audit-logs-v2', scope },
  { dataset: 'account-audit-logs-v1', scope },
  { dataset: 'user-audit-logs-v1', scope: { kind: 'user' } },
]
const style: CellStyle = {
  dataset: timeline,
  timeZone: 'UTC',
  hiddenYear: '2026',
  form: 'cells',
  origins: createEntryOrigins(sources),
}

const toRow = (source: string, time: string, entry: unknown): StoredEntry => ({
  index: 0,
  row: 0,
  source,
  id: 'e1',
  time,
  entry,
  isStrange: false,
  isConflicting: false,
  isLate: false,
})
const v2Source = `accounts/${id}/logs/audit`
const v1Source = `accounts/${id}/audit_logs`
const v2 = toRow(v2Source, '2026-11-20T10:00:00.120Z', {
  action: {
    description: 'Update DNS Record',
    time: '2026-11-20T10:00:00.120Z',
    result: 'failure',
  },
  actor: { email: 'ann@acme.example', ip_address: '192.0.2.1' },
  resource: { product: 'dns', request: { name: 'www' } },
})
const v1 = toRow(v1Source, '2026-11-20T10:00:00Z', {
  action: { type: 'rec_add', result: true },
  actor: { email: 'bob@acme.example', ip: '192.0.2.2' },
  when: '2026-11-20T10:00:00Z',
})

const toText = (row: StoredEntry, field: string, more: Partial<CellStyle> = {}) =>
  toRowParts(row, { field, width: 1 }, { ...style, ...more })
    .map(({ text }) => text)
    .join('')
const toTitle = (row: StoredEntry, field: string, more: Partial<CellStyle> = {}, others = [v2]) =>
  toRowTitle(row, { field, width: 1 }, { ...style, ...more }, others)

describe('a cell of a timeline', () => {
  it('has the value of a role, in whichever field the log records it', () => {
    expect([v2, v1].map((row) => toText(row, 'actor'))).toEqual([
      'ann@acme.example',
      'bob@acme.example',
    ])
    expect([v2, v1].map((row) => toText(row, 'address'))).toEqual(['192.0.2.1', '192.0.2.2'])
    expect([v2, v1].map((row) => toText(row, 'outcome'))).toEqual(['failure', 'success'])
    expect(toText(v1, 'zone')).toBe('–')
    expect(toTitle(v1, 'zone')).toBe('Not recorded')
  })

  it('has the sentence of the log itself', () => {
    expect(toText(v2, 'summary')).toBe('ann@acme.example tried to update DNS record www')
    expect(toTitle(v2, 'summary')).toBe('ann@acme.example tried to update DNS record www')
    expect(toText(v1, 'summary')).toContain('bob@acme.example')
    expect(toText(v2, 'summary', { form: 'sentence' })).toMatch(/^failed/)
  })

  it('names the log by its word, in the color of the log', () => {
    const [v2Part] = toRowParts(v2, { field: 'log', width: 1 }, style)
    const [v1Part] = toRowParts(v1, { field: 'log', width: 1 }, style)
    expect([v2Part?.text, v1Part?.text]).toEqual(['v2', 'v1'])
    expect(v2Part?.className).toContain('text-log-v2')
    expect(v1Part?.className).toContain('text-log-v1')
    expect(toRowParts(v2, { field: 'log', width: 1 }, style)).toBe(
      toRowParts(v2, { field: 'log', width: 1 }, style),
    )
    expect(toTitle(v2, 'log')).toBe(getDataset('account-audit-logs-v2').title)
  })

  it('names the account where a loaded entry tells its name', () => {
    const names = (each: string) => (each === id ? 'Acme\u202E Labs' : undefined)
    expect(toText(v2, 'scope', { names })).toBe('Acme⟦U+202E⟧ Labs')
    expect(toTitle(v2, 'scope', { names })).toBe(`Acme⟦U+202E⟧ Labs (${id})`)
    expect(toText(v2, 'scope')).toBe(`${'a'.repeat(12)}…${'a'.repeat(10)}`)
    expect(toTitle(v2, 'scope')).toBe(id)
    expect(toText(toRow('user/audit_logs', '', {}), 'scope', { names })).toBe('user')
  })

  it('reads an entry of any shape', () => {
    for (const entry of [null, 7, 'x', [], { actor: { email: { deep: 1 } } }]) {
      const row = toRow(v2Source, '', entry)
      expect(toText(row, 'log')).toBe('v2')
      expect(toText(row, 'actor')).toBe('–')
      expect(toText(row, 'time')).toBe('–')
      expect(toText(row, 'summary')).not.toBe('')
    }
  })

  it('is that of the entry itself where the list has one log', () => {
    const single: CellStyle = { ...style, dataset: getDataset('account-audit-logs-v2') }
    const { origins: _, ...alone } = single
    const column = { field: 'actor.email', width: 1 }
    expect(toRowParts(v2, column, alone)[0]?.text).toBe('ann@acme.example')
    expect(toRowTitle(v2, column, alone, [])).toBe('ann@acme.example')
  })
})

describe('the time in a timeline', () => {
  it('has the fraction that the log recorded, and no other', () => {
    expect([v2, v1].map((row) => toText(row, 'time'))).toEqual([
      '11-20 10:00:00.120',
      '11-20 10:00:00',
    ])
  })

  it('says where the order within a second is not certain', () => {
    const words =
      'This log records whole seconds; entries of the same second may be in another order.'
    expect(toTitle(v1, 'time')).toBe(`2026-11-20T10:00:00Z · Fri, 20 Nov 2026 (UTC)\n${words}`)
    const next = toRow(v2Source, '2026-11-20T10:00:01.000Z', {})
    expect(toTitle(v1, 'time', {}, [next])).not.toContain(words)
    expect(toTitle(v1, 'time', {}, [])).not.toContain(words)
    expect(toTitle(v2, 'time', {}, [v1])).not.toContain(words)
    expect(toTitle(v1, 'time', {}, [toRow(v1Source, 'soon', {})])).not.toContain(words)
  })
})
