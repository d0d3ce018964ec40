import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Column, Field } from '../../../catalog/fields.ts'
import { getDataset } from '../../../catalog/index.ts'
import type { RowForm } from '../columns/row-form.ts'
import { toCellParts, toTitle as toTitleOf } from './cell-parts.ts'

const field = (path: string, kind: Field['kind']): Field => {
  return { path, kind, label: path, group: 'entry', description: path }
}
const dataset: Dataset = {
  ...getDataset('account-audit-logs-v1'),
  fields: [
    field('time', 'instant'),
    field('id', 'id'),
    field('name', 'text'),
    field('alias', 'text'),
    field('result', 'choice'),
  ],
  roles: { outcome: [{ field: 'result', keys: [] }] },
  outcomes: { success: [true, 'passed'], failure: [false, 'failure'] },
}
const styleIn = (timeZone: string, hiddenYear?: string, form: RowForm = 'cells') => {
  return { dataset, timeZone, hiddenYear, form }
}
const toTitle = (entry: unknown, column: Column, timeZone = 'UTC') =>
  toTitleOf(entry, column, styleIn(timeZone))

const toText = (entry: unknown, column: string, otherwise: string[] = [], style = styleIn('UTC')) =>
  toCellParts(entry, { field: column, width: 1, otherwise }, style)
    .map(({ text }) => text)
    .join('')

describe('a cell', () => {
  it('says in its tooltip what an empty one means', () => {
    const column = { field: 'name', width: 1 }
    const titles = [{}, { name: null }, { name: '' }].map((each) => toTitle(each, column))
    expect(titles).toEqual(['Not recorded', 'Recorded as null', 'Recorded as an empty text'])
  })

  it('says the day of an instant in its tooltip, in the chosen zone', () => {
    const entry = { time: '2026-11-20T23:30:00.5Z' }
    const title = toTitle(entry, { field: 'time', width: 1 }, 'Europe/Berlin')
    expect(title).toBe('2026-11-20T23:30:00.5Z · Sat, 21 Nov 2026 (Europe/Berlin)')
  })

  it('shows an instant in the chosen zone, which the heading says', () => {
    const entry = { time: '2026-11-20T23:30:00.5Z' }
    expect(toText(entry, 'time')).toBe('2026-11-20 23:30:00.500')
    expect(toText(entry, 'time', [], styleIn('Europe/Berlin'))).toBe('2026-11-21 00:30:00.500')
    expect(toText({ time: 'soon' }, 'time')).toBe('soon')
  })

  it('leaves out the year of the whole range, and no other one', () => {
    const inYear = (time: string) => toText({ time }, 'time', [], styleIn('UTC', '2026'))
    expect(inYear('2026-11-20T23:30:00.5Z')).toBe('11-20 23:30:00.500')
    expect(inYear('2025-11-20T23:30:00.5Z')).toBe('2025-11-20 23:30:00.500')
  })

  it.each([
    [{}, '–'],
    [{ name: null }, 'null'],
    [{ name: '' }, 'empty'],
    [{ name: 0 }, '0'],
    [{ name: { a: 1 } }, '{"a":1}'],
  ])('says of %j what is there: %s', (entry, text) => {
    expect(toText(entry, 'name')).toBe(text)
  })

  it('draws a value that comes again in the same way, and otherwise in place of another', () => {
    const toClass = (entry: unknown, column: string, otherwise: string[] = []) =>
      toCellParts(entry, { field: column, width: 1, otherwise }, styleIn('UTC'))[0]?.className
    const own = toClass({ name: 'ann' }, 'name')
    expect(toClass({ name: 'ann' }, 'name')).toBe(own)
    expect(toClass({ name: 'ann' }, 'id', ['name'])).toContain('italic')
    expect(toClass({ name: 'ann' }, 'name')).toBe(own)
  })

  it('masks what looks like a secret', () => {
    expect(toText({ name: 'see /a?api_key=abcdef&b=1' }, 'name')).toBe(
      'see /a?api_key=[masked]&b=1',
    )
    expect(toText({ name: { password: 'abc' } }, 'name')).toBe('{"password":"[masked]"}')
    expect(toText({ name: { a: 'x'.repeat(30_000) } }, 'name')).toBe('30,008 characters')
  })

  it('names the field that stands in for a missing one', () => {
    const column = { field: 'name', width: 1, otherwise: ['id', 'alias'] }
    expect(toText({ alias: 'ci' }, 'name', ['id', 'alias'])).toBe('ci')
    expect(toTitle({ alias: 'ci' }, column)).toBe('alias: ci')
  })

  it('leaves out the middle of a long id, and the end of a long text', () => {
    expect(toText({ id: 'a'.repeat(20) + 'b'.repeat(20) }, 'id')).toBe('aaaaaaaaaaaa…bbbbbbbbbb')
    expect(toText({ name: 'x'.repeat(5_000) }, 'name')).toHaveLength(401)
    const huge = `password=abcdefgh ${'x'.repeat(5_000_000)}`
    expect(toText({ name: huge }, 'name')).toMatch(/^password=\[masked\] x{370,}…$/)
    expect(toText({ id: huge }, 'id')).toMatch(/…$/)
  })

  it('marks what is invisible', () => {
    expect(toText({ name: 'admin\u202Egnp' }, 'name')).toBe('admin⟦U+202E⟧gnp')
  })

  it('says an outcome in the words of all logs, and colors a failure only', () => {
    const result = { field: 'result', width: 1 }
    const classOf = (value: unknown) =>
      toCellParts({ result: value }, result, styleIn('UTC'))[0]?.className
    expect(
      [true, 'passed', false, 'failure'].map((value) => toText({ result: value }, 'result')),
    ).toEqual(['success', 'success', 'failure', 'failure'])
    expect(classOf(false)).toContain('danger')
    expect(classOf(true)).not.toMatch(/danger|success/)
    expect(toTitle({ result: false }, result)).toBe('failure, recorded as false')
    expect(toTitle({ result: 'failure' }, result)).toBe('failure')
    expect(toText({ result: 'toString' }, 'result')).toBe('toString')
    expect(toText({}, 'result')).toBe('–')
    const inCard = (value: unknown) =>
      toText({ result: value }, 'result', [], styleIn('UTC', undefined, 'card'))
    expect([true, false].map(inCard)).toEqual(['', 'failure'])
  })
})
