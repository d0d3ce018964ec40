import { expect, test } from 'vitest'
import { compareEntries } from './compare-entries.ts'

test('every field of any entry has a row, with what each entry has there', () => {
  const rows = compareEntries([
    '{"a":1,"in":{"b":[1,{}]},"__proto__":{"x":1}}',
    '{"in":{"b":[1,2]},"a":1.0,"odd key":null,"__proto__":{"x":1}}',
  ])
  expect(
    rows?.map(({ path, values, isEqual }) => ({
      path,
      values: values.map((each) => each?.shown),
      isEqual,
    })),
  ).toEqual([
    { path: 'a', values: ['1', '1.0'], isEqual: false },
    { path: 'in.b[0]', values: ['1', '1'], isEqual: true },
    { path: 'in.b[1]', values: ['{}', '2'], isEqual: false },
    { path: '__proto__.x', values: ['1', '1'], isEqual: true },
    { path: '["odd key"]', values: [undefined, 'null'], isEqual: false },
  ])
})

test('a list and an empty one, or an object and a plain value, are one row', () => {
  const rows = compareEntries([
    '{"require":[{"auth":{"of":"mfa"}}],"who":{"id":7},"only":{"a":1,"b":[]}}',
    '{"require":[],"who":null}',
  ])
  expect(rows?.map(({ path, values }) => [path, ...values.map((each) => each?.shown)])).toEqual([
    ['require', '[{"auth":{"of":"mfa"}}]', '[]'],
    ['who', '{"id":7}', 'null'],
    ['only.a', '1', undefined],
    ['only.b', '[]', undefined],
  ])
})

test('secrets are masked, and still told apart', () => {
  const [row] = compareEntries(['{"token":"abc"}', '{"token":"xyz"}']) ?? []
  expect(row?.values.map((each) => each?.shown)).toEqual(['"[masked]"', '"[masked]"'])
  expect(row?.isEqual).toBe(false)
})

test('what is too large is not compared', () => {
  expect(compareEntries([`[${'1,'.repeat(30_000)}1]`, '[]'])).toBeUndefined()
})
