import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { createQuery, type Filter } from '../../../query/log-query.ts'
import { listPills } from './list-pills.ts'
import { toEffectWarning } from './pill-face.tsx'
import { getPillNotes } from './pill-notes.ts'

const v2 = getDataset('account-audit-logs-v2')

function findDoubt(filter: Filter, loaded: number, isOff = false) {
  const filters = isOff ? { disabledFilters: [filter] } : { filters: [filter] }
  const query = { ...createQuery(v2.id, { kind: 'account', id: 'a'.repeat(32) }), ...filters }
  const [pill] = listPills(query, v2)
  if (pill?.kind !== 'filter') throw new Error('no pill')
  return getPillNotes(pill, { dataset: v2, loaded, shown: loaded }, query).doubt
}

describe('a doubt about a value', () => {
  const product = (mode: Filter['mode'], ...values: string[]): Filter => ({
    parameter: 'resource_product',
    mode,
    values,
  })

  it('takes its space whatever is loaded, and is shown until an entry proves the value', () => {
    expect(findDoubt(product('include', 'dsn'), 0)).toMatchObject({
      unknown: { value: 'dsn', near: 'dns' },
      isSettled: false,
      isShown: true,
    })
    expect(findDoubt(product('include', 'dsn'), 7)).toMatchObject({
      isSettled: false,
      isShown: false,
    })
  })

  it('stays where entries prove nothing', () => {
    for (const filter of [product('exclude', 'dsn'), product('include', 'dns', 'dsn')]) {
      expect(findDoubt(filter, 7)).toMatchObject({ isSettled: true, isShown: true })
    }
  })

  it('is none about a known value, and about a filter that is off', () => {
    expect(findDoubt(product('include', 'dns'), 0)).toBeUndefined()
    expect(findDoubt(product('include', 'dsn'), 0, true)).toBeUndefined()
  })

  it('is one about a pattern', () => {
    const email: Filter = { parameter: 'actor_email', mode: 'include', values: ['*@a.example'] }
    expect(findDoubt(email, 0)).toMatchObject({ unknown: undefined, isShown: true })
  })
})

it('local filters that change nothing say so', () => {
  const warn = (loaded: number, shown: number) => toEffectWarning({ dataset: v2, loaded, shown })
  expect(warn(0, 0)).toBeUndefined()
  expect(warn(100, 7)).toBeUndefined()
  expect(warn(1_000, 1_000)).toBe('removes nothing of 1,000 loaded')
  expect(warn(100, 0)).toBe('leaves nothing of 100 loaded')
})
