import { expect, test } from 'vitest'
import { readPath } from '../catalog/fields.ts'
import type { Pair } from '../query/query-string.ts'
import { createEmulator } from './app.ts'
import { askEmulator, findScopes } from './testing/ask-emulator.ts'

const emulator = createEmulator({
  seed: 3,
  entries: 3000,
  now: () => Date.parse('2026-11-19T15:20:00.000Z'),
})
const { account, zone } = await findScopes(emulator)
const idOf = (scope: typeof account) => ('id' in scope ? scope.id : '')
const entries = emulator.entries('account-audit-logs-v2', account)
const time: Pair[] = [
  ['since', '2026-10-01'],
  ['before', '2026-12-01'],
]
const readText = (entry: unknown, path: string) => String(readPath(entry, path))
const at = (entry: unknown): Pair => ['action_time', readText(entry, 'action.time')]

function askHistory(entryId: string, pairs: readonly Pair[]) {
  return askEmulator(emulator, `/accounts/${idOf(account)}/logs/audit/${entryId}/history`, pairs)
}

test.each([
  ['exact', 'raw.uri', ['raw.uri'], (entry: unknown) => readPath(entry, 'raw.uri') !== undefined],
  [
    'approximate',
    'product and type',
    ['resource.product', 'resource.type'],
    (entry: unknown) =>
      readPath(entry, 'raw.uri') === undefined && readPath(entry, 'resource.product') !== undefined,
  ],
])('the history is %s: all entries with the same %s', async (status, _, paths, isSource) => {
  const source = entries.findLast(isSource)
  const { body } = await askHistory(readText(source, 'id'), [
    ...time,
    at(source),
    ['limit', '1000'],
  ])
  const same = entries.filter((entry) =>
    paths.every((path) => readPath(entry, path) === readPath(source, path)),
  )
  expect(body.result).toEqual(same.toReversed().slice(0, 1000))
  expect(body.result_info).toMatchObject({ count: body.result.length, history_status: status })
})

test('a sign-in has no resource, so its history is unavailable', async () => {
  const source = entries.find((entry) => /LOGIN$/.test(readText(entry, 'action.description')))
  const { status, body } = await askHistory(readText(source, 'id'), [...time, at(source)])
  expect([status, body.result]).toEqual([200, []])
  expect(body.result_info).toEqual({ count: 0, history_status: 'unavailable' })
})

test('a history is paged by cursor', async () => {
  const source = entries.find((entry) => readText(entry, 'raw.uri').endsWith('/dns_records'))
  const pairs: Pair[] = [...time, at(source), ['limit', '2'], ['direction', 'asc']]
  const first = await askHistory(readText(source, 'id'), pairs)
  expect(first.body.result).toHaveLength(2)
  const cursor: Pair = ['cursor', String(first.body.result_info?.cursor)]
  const second = await askHistory(readText(source, 'id'), [...pairs, cursor])
  expect(second.body.result.length).toBeGreaterThan(0)
  expect(second.body.result[0]?.id).not.toBe(first.body.result[1]?.id)
})

test('an entry that is not near action_time is not found', async () => {
  const source = entries.at(-1)
  const far: Pair = ['action_time', '2026-11-01T00:00:00Z']
  for (const [id, when] of [
    [readText(source, 'id'), far],
    ['0'.repeat(32), at(source)],
  ] as const) {
    const { status, body } = await askHistory(id, [...time, when])
    expect(status).toBe(404)
    expect(body).toEqual({
      success: false,
      errors: [{ message: expect.any(String) }],
      result: null,
      result_info: { history_status: 'unavailable' },
    })
  }
})

test.each([['action_time'], ['since'], ['before']])('%s is required', async (name) => {
  const source = entries.at(-1)
  const pairs = [...time, at(source)].filter(([key]) => key !== name)
  const { status, body } = await askHistory(readText(source, 'id'), pairs)
  expect(status).toBe(400)
  expect(body.errors).toEqual([{ message: expect.stringContaining(name) }])
})

test.each([
  ['account', account],
  ['zone', zone],
])('the log of one insight of an %s is its part of the whole log', async (kind, scope) => {
  const all = emulator.entries('insight-audit-logs', scope) as { issue_id: string }[]
  const issueId = all.at(-1)?.issue_id ?? ''
  const path = `/${kind}s/${idOf(scope)}/security-center/insights/${issueId}/audit-log`
  const { body } = await askEmulator(emulator, path, [['order', 'asc']])
  expect(body.result.length).toBeGreaterThan(0)
  expect(body.result).toEqual(all.filter((entry) => entry.issue_id === issueId).slice(0, 25))
  const unknown = await askEmulator(emulator, path.replace(issueId, 'no-such_issue'))
  expect([unknown.status, unknown.body.result]).toEqual([200, []])
})
