import { expect, test } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { createTextReader } from '../../query/change/create-text-reader.ts'
import { createSharedNames } from '../store/names/shared-names.ts'
import { toEntrySections } from './entry/entry-sections.ts'
import { findChangePairs } from './find-change-pairs.ts'

const dataset = getDataset('account-audit-logs-v1')

function find(text: string): [string, readonly string[]][] {
  const view = {
    ...({ dataset, scope: { kind: 'user' }, timeZone: 'UTC', id: '', time: '' } as const),
    openEntry: () => undefined,
    openQuery: () => undefined,
    readText: createTextReader(text),
    names: createSharedNames().get(),
    findFieldName: () => undefined,
  }
  const pairs = findChangePairs(toEntrySections(dataset, JSON.parse(text)), view)
  return pairs.map(({ name, duplicates }) => [name, duplicates])
}

test('a difference that is recorded as text and once more as JSON is shown once', () => {
  const text = '"oldValue":"{\\"b\\":2,\\"a\\":1}","newValue":""'
  expect(find(`{${text},"oldValueJson":{"a": 1, "b": 2},"newValueJson":null}`)).toEqual([
    ['New value', ['New value, structured']],
  ])
})

test('two differences are both shown, also where only spelling tells them apart', () => {
  const names = (old: string) =>
    find(`{"oldValue":"1","newValue":"2","oldValueJson":${old},"newValueJson":2}`).length
  expect(names('1')).toBe(1)
  expect(names('1.0')).toBe(2)
  expect(names('null')).toBe(2)
})
