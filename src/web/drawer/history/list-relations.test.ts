import { expect, test } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { formatApiRequest } from '../../../query/request/api-request.ts'
import { filterRelated, listRelations, mayHaveMore } from './list-relations.ts'

const scope = { kind: 'account', id: 'a'.repeat(32) } as const
const time = '2026-11-20T10:00:00Z'
const find = (id: string, entry: unknown, at = time) =>
  listRelations(getDataset(id), scope, entry, at)

test('what the API can filter by is asked as such, half an hour around the entry', () => {
  const relations = find('account-audit-logs-v2', {
    actor: { id: 'u1', email: 'a@x.example', ip_address: '198.51.100.7', token: { id: 't1' } },
    raw: { cf_rayid: '57e90cf064b82963' },
    resource: { id: 7 },
  })
  expect(relations.map(({ label, value, field }) => [label, value, field?.path])).toEqual([
    ['Same Ray ID', '57e90cf064b82963', undefined],
    ['Same actor', 'a@x.example', undefined],
    ['Same token', 't1', undefined],
    ['Same IP address', '198.51.100.7', undefined],
    ['Same resource', '7', undefined],
  ])
  const [ray] = relations
  expect(ray && formatApiRequest(ray.request)).toContain(
    'since=2026-11-20T09:30:00.000Z&before=2026-11-20T10:30:00.000Z&direction=desc&raw_cf_ray_id=57e90cf064b82963&limit=100',
  )
})

test('what it cannot filter by is looked for in all of that time, and is a local filter on the screen', () => {
  const [, resource] = find('account-audit-logs-v1', {
    actor: { email: 'a@x.example' },
    resource: { id: 'r1' },
  })
  expect(resource?.query.localFilters).toEqual([
    { kind: 'field', pointer: '/resource/id', mode: 'include', text: 'r1', isExact: true },
  ])
  expect(resource && formatApiRequest(resource.request)).toContain('per_page=1000')
  const related =
    resource && filterRelated(resource, [{ resource: { id: 'r1' } }, { resource: {} }, 7])
  expect(related).toEqual([{ resource: { id: 'r1' } }])
})

test('nothing is asked without a time, about what is missing, or about a secret', () => {
  expect(find('account-audit-logs-v2', { actor: { id: 'u' } }, 'soon')).toEqual([])
  expect(find('account-audit-logs-v2', { actor: 'bob', raw: null })).toEqual([])
  expect(find('insight-audit-logs', { changed_by: 'AKIAIOSFODNN7EXAMPLE' })).toEqual([])
  // An actor without email is found by id.
  expect(find('account-audit-logs-v2', { actor: { id: 'u1' } })[0]?.value).toBe('u1')
})

test.each([
  ['account-audit-logs-v2', 100],
  ['account-audit-logs-v1', 1_000],
])('a short answer of %s is all there is, a full one may not be', (id, size) => {
  const resource = { id: 'r1' }
  const relation = find(id, { resource, actor: {} }).find(({ label }) => label === 'Same resource')
  const answer = (length: number, nextCursor?: string) => ({
    entries: Array.from({ length }, () => ({ resource })),
    nextCursor,
  })
  expect(relation && mayHaveMore(relation, answer(1))).toBe(false)
  expect(relation && mayHaveMore(relation, answer(size - 1))).toBe(false)
  expect(relation && mayHaveMore(relation, answer(size))).toBe(true)
  expect(relation && mayHaveMore(relation, answer(1, 'next'))).toBe(true)
})
