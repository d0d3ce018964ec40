import { describe, expect, it } from 'vitest'
import type { Field } from '../../../catalog/fields.ts'
import { toCellContent, toTitle } from './cell-parts.ts'

const field = (path: string, kind: Field['kind']): [string, Field] => [
  path,
  { path, kind, label: path, group: 'entry', description: path },
]
const fields = new Map([
  field('time', 'instant'),
  field('id', 'id'),
  field('name', 'text'),
  field('token', 'text'),
  field('result', 'choice'),
])

const toText = (entry: unknown, column: string, otherwise?: string[], zone = 'UTC') =>
  toCellContent(entry, { field: column, width: 1, ...(otherwise && { otherwise }) }, fields, zone)
    .parts.map(({ text }) => text)
    .join('')

describe('a cell', () => {
  it('says in its tooltip what an empty one means', () => {
    const column = { field: 'name', width: 1 }
    const titles = [{}, { name: null }, { name: '' }].map((each) =>
      toTitle(each, column, fields, 'UTC'),
    )
    expect(titles).toEqual(['Not recorded', 'Recorded as null', 'Recorded as an empty text'])
  })

  it('says the day of an instant in its tooltip, in the chosen zone', () => {
    const entry = { time: '2026-11-20T23:30:00.5Z' }
    const title = toTitle(entry, { field: 'time', width: 1 }, fields, 'Europe/Berlin')
    expect(title).toBe('2026-11-20T23:30:00.5Z · Sat, 21 Nov 2026 (Europe/Berlin)')
  })

  it('shows an instant in the chosen zone', () => {
    const entry = { time: '2026-11-20T23:30:00.5Z' }
    expect(toText(entry, 'time')).toBe('2026-11-20 23:30:00.500 UTC')
    expect(toText(entry, 'time', [], 'Europe/Berlin')).toBe('2026-11-21 00:30:00.500 GMT+1')
    expect(toText({ time: 'soon' }, 'time')).toBe('soon')
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
      toCellContent(entry, { field: column, width: 1, otherwise }, fields, 'UTC').parts[0]
        ?.className
    const own = toClass({ name: 'ann' }, 'name')
    expect(toClass({ name: 'ann' }, 'name')).toBe(own)
    expect(toClass({ name: 'ann' }, 'result', ['name'])).toContain('italic')
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
    const content = toCellContent(
      { token: 'ci' },
      { field: 'name', width: 1, otherwise: ['id', 'token'] },
      fields,
      'UTC',
    )
    expect(content).toMatchObject({ field: { path: 'token' }, value: 'ci' })
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

  it('shows an outcome as a word beside its color', () => {
    expect(toText({ result: 'failure' }, 'result')).toBe('failure')
    expect(toText({ result: 'toString' }, 'result')).toBe('toString')
  })
})
