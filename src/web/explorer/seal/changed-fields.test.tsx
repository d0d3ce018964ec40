import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { ChangedFields, listChangedFields } from './changed-fields.tsx'

const toText = (earlierText: string | undefined, presentText: string) =>
  renderToStaticMarkup(<ChangedFields earlierText={earlierText} presentText={presentText} />)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ')

it('lists the fields that differ with both values, and no others', () => {
  const text = toText('{"id":1,"a":{"b":"x","gone":1}}', '{"id":1,"a":{"b":"y","new":[]}}')
  expect(text).toContain('a.b "x" → then, now "y"')
  expect(text).toContain('a.gone 1 → then, now removed')
  expect(text).toContain('a.new not there → then, now []')
  expect(text).not.toContain('id')
})

it('masks secrets', () => {
  const secret = 'v1.0-0123456789abcdef01234567-0123456789abcdef0123456789abcdef0123456789abcdef'
  const text = toText(`{"token":"${secret}"}`, '{"token":"x"}')
  expect(text).toContain('token')
  expect(text).not.toContain('0123456789abcdef')
})

it('says how many more there are, and that the entry is too large', () => {
  const toEntry = (value: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`k${at}`, value])))
  expect(toText(toEntry(1), toEntry(2))).toContain('and 2 further fields')
  const large = JSON.stringify('x'.repeat(1_000_001))
  expect(listChangedFields(large, '1')).toBeUndefined()
  expect(toText(large, '1')).toContain('too large to be compared')
})

it('says where only the hash is known', () => {
  expect(toText(undefined, '{}')).toContain('Only the hash of the earlier version is known.')
})
