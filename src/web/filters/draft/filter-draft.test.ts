import { describe, expect, it } from 'vitest'
import { accountAuditLogsV1 } from '../../../catalog/datasets/account-audit-logs-v1.ts'
import { accountAuditLogsV2 } from '../../../catalog/datasets/account-audit-logs-v2.ts'
import { datasets, findParameter } from '../../../catalog/index.ts'
import type { Parameter } from '../../../catalog/parameters.ts'
import type { Filter, FilterMode } from '../../../query/log-query.ts'
import {
  addToDraft,
  applyDraft,
  createDraft,
  type FilterDraft,
  findContradiction,
  findDraftProblem,
  isApplicable,
  isLocalDraft,
  toDraftChange,
  toDraftValues,
} from './filter-draft.ts'

function get(dataset: { parameters: readonly Parameter[] }, wireName: string): Parameter {
  const parameter = findParameter(dataset, wireName)
  if (!parameter) throw new Error(`no ${wireName}`)
  return parameter
}

const email = get(accountAuditLogsV2, 'actor_email')
const ip = get(accountAuditLogsV2, 'actor_ip_address')
const actionType = get(accountAuditLogsV2, 'action_type')
const emailV1 = get(accountAuditLogsV1, 'actor.email')

const include = (parameter: string, ...values: string[]): Filter => ({
  parameter,
  mode: 'include',
  values,
})
const exclude = (parameter: string, ...values: string[]): Filter => ({
  parameter,
  mode: 'exclude',
  values,
})
const draft = (part: Partial<FilterDraft>): FilterDraft => ({
  mode: 'include',
  values: [],
  text: '',
  ...part,
})

describe('a draft', () => {
  it.each(datasets)('gives back the filter that it was made from, in $id', (dataset) => {
    for (const parameter of dataset.parameters.filter(({ role }) => role === 'filter')) {
      const value =
        parameter.values?.[0] ?? (parameter.kind === 'boolean' ? 'true' : '198.51.100.7')
      const filters = [include(parameter.wireName, value)]
      const original = filters[0]
      expect(applyDraft(filters, parameter, createDraft(parameter, original), original)).toEqual(
        filters,
      )
    }
  })

  it('keeps the values of a filter that holds more than the log takes, and says so', () => {
    const made = createDraft(emailV1, include('actor.email', 'a@example.com', 'b@example.com'))
    expect(made.values).toEqual(['a@example.com', 'b@example.com'])
    expect(findDraftProblem(emailV1, made)).toContain('takes one value')
  })

  it('counts the text in the input among its values', () => {
    expect(toDraftValues(email, draft({ values: ['a'], text: 'b, a ' }))).toEqual(['a', 'b'])
  })

  it('keeps a pasted list as text where one value is allowed', () => {
    const pasted = addToDraft(emailV1, draft({}), ['a@example.com', 'b@example.com'])
    expect(pasted).toEqual(draft({ text: 'a@example.com b@example.com' }))
    expect(findDraftProblem(emailV1, pasted)).toContain('takes one value')
  })
})

describe('a draft of a very long text', () => {
  it('keeps more values than a request can carry as text', () => {
    const values = Array.from({ length: 600 }, (_, index) => `user${index}@example.com`)
    const pasted = addToDraft(email, draft({ values: ['a@example.com'] }), values)
    expect(pasted.values).toEqual(['a@example.com'])
    expect(pasted.text.split('\n')).toEqual(values)
    expect(findDraftProblem(email, pasted)).toContain('601 values')
  })

  it('names its length instead of splitting it', () => {
    const long = draft({ text: 'a@example.com '.repeat(80_000) })
    expect(findDraftProblem(email, long)).toContain('1,120,000 characters')
    expect(isApplicable(email, long)).toBe(false)
  })
})

describe('what is wrong with a draft', () => {
  it('is nothing while it is empty, yet it cannot be applied', () => {
    expect(findDraftProblem(ip, draft({}))).toBeUndefined()
    expect(isApplicable(ip, draft({}))).toBe(false)
  })

  it('names the first value that cannot be sent, and the remedy', () => {
    const bad = draft({ values: ['198.51.100.7', '198.51.100.700'] })
    expect(findDraftProblem(ip, bad)).toContain('198.51.100.700')
    expect(findDraftProblem(ip, bad)).toContain('such as 198.51.100.7')
    expect(isApplicable(ip, bad)).toBe(false)
  })

  it('is an exclude of what is in no entry; a network is compared locally', () => {
    const hide = get(accountAuditLogsV1, 'hide_user_logs')
    const hiding = draft({ mode: 'exclude', values: ['true'] })
    expect(findDraftProblem(hide, hiding)).toContain('cannot exclude')
    const ipV1 = get(accountAuditLogsV1, 'actor.ip')
    const range = draft({ mode: 'exclude', text: '198.51.100.0/24' })
    expect(findDraftProblem(ipV1, range)).toBeUndefined()
    expect(toDraftChange([], ipV1, range).localFilters).toEqual([
      {
        kind: 'field',
        pointer: '/actor/ip',
        mode: 'exclude',
        text: '198.51.100.0/24',
        isExact: false,
      },
    ])
    expect(findDraftProblem(ipV1, { ...range, mode: 'include' })).toBeUndefined()
  })

  it('is more values than a request can carry', () => {
    const values = Array.from({ length: 600 }, (_, index) => `user${index}@example.com`)
    expect(findDraftProblem(email, draft({ values }))).toContain('600 values')
  })
})

describe('applying a draft', () => {
  it('joins the filter of the same parameter and mode', () => {
    const filters = [include('actor_email', 'a'), exclude('action_type', 'view')]
    expect(applyDraft(filters, email, draft({ text: 'b a' }))).toEqual([
      include('actor_email', 'a', 'b'),
      exclude('action_type', 'view'),
    ])
  })

  it('replaces the value where one is allowed', () => {
    const filters = [include('actor.email', 'a@example.com')]
    expect(applyDraft(filters, emailV1, draft({ text: 'b@example.com' }))).toEqual([
      include('actor.email', 'b@example.com'),
    ])
  })

  it('changes values and mode in place', () => {
    const original = include('action_type', 'view')
    const filters = [original, include('actor_email', 'a')]
    const next = draft({ mode: 'exclude', values: ['view', 'login'] })
    expect(applyDraft(filters, actionType, next, original)).toEqual([
      exclude('action_type', 'view', 'login'),
      include('actor_email', 'a'),
    ])
  })

  it('merges with the filter of the other mode when the mode changes', () => {
    const original = include('action_type', 'view')
    const filters = [original, exclude('action_type', 'login')]
    const next = draft({ mode: 'exclude', values: ['view'] })
    expect(applyDraft(filters, actionType, next, original)).toEqual([
      exclude('action_type', 'login', 'view'),
    ])
  })
})

describe('an exclude that the API does not have', () => {
  const excluding = draft({ mode: 'exclude', values: ['a@b.c', 'd@e.f'] })
  const local = (text: string) => ({
    kind: 'field',
    pointer: '/actor/email',
    mode: 'exclude',
    text,
    isExact: true,
  })

  it('becomes local filters, one for each value', () => {
    expect(isLocalDraft(email, excluding)).toBe(false)
    expect(isLocalDraft(emailV1, excluding)).toBe(true)
    expect(isApplicable({ ...emailV1, repeats: true }, excluding)).toBe(true)
    expect(toDraftChange([], emailV1, excluding)).toEqual({
      filters: [],
      localFilters: [local('a@b.c'), local('d@e.f')],
    })
  })

  it('is a network that the API does not take, and the other values with it', () => {
    const text = '203.0.113.0/24'
    const network = (value: string, mode: FilterMode, isExact: boolean) =>
      ({ kind: 'field', pointer: '/actor/ip_address', mode, text: value, isExact }) as const
    const filters = [include('actor_ip_address', '192.0.2.1'), include('action_type', 'view')]
    expect(findDraftProblem(ip, draft({ text }))).toBeUndefined()
    expect(toDraftChange(filters, ip, draft({ text }))).toEqual({
      filters: [include('action_type', 'view')],
      localFilters: [network('192.0.2.1', 'include', true), network(text, 'include', false)],
    })
    expect(toDraftChange(filters, ip, draft({ mode: 'exclude', text })).filters).toEqual(filters)
    expect(findDraftProblem(ip, draft({ text: '203.0.113.0/33' }))).toContain('203.0.113.0/33')
  })

  it('takes the place of the include that it was', () => {
    const original = include('actor.email', 'a@b.c')
    const filters = [original, include('action.type', 'add')]
    const changed = toDraftChange(
      filters,
      emailV1,
      draft({ mode: 'exclude', text: 'a@b.c' }),
      original,
    )
    expect(changed).toEqual({
      filters: [include('action.type', 'add')],
      localFilters: [local('a@b.c')],
    })
  })
})

describe('a contradiction', () => {
  const filters = [include('action_type', 'view'), exclude('action_type', 'login')]

  it('is a value both included and excluded', () => {
    expect(findContradiction(filters, actionType, draft({ values: ['create', 'login'] }))).toBe(
      'login',
    )
    expect(findContradiction(filters, actionType, draft({ values: ['create'] }))).toBeUndefined()
  })

  it('is not found between a filter and its own flipped draft', () => {
    const flipped = draft({ mode: 'exclude', values: ['view'] })
    expect(findContradiction(filters, actionType, flipped, filters[0])).toBeUndefined()
  })
})
