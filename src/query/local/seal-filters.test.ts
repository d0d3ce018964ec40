import { expect, it } from 'vitest'
import { groupLocalFilters } from '../local-filters.ts'
import { createQuery, type LocalFilter } from '../log-query.ts'
import { findSealKind, isSealFilter, listSealFilters, withoutSealFilters } from './seal-filters.ts'

const filter = (rule: string, mode: 'include' | 'exclude' = 'include'): LocalFilter => ({
  kind: 'rule',
  mode,
  rule,
})
const [added, changed, effect] = ['seal.new', 'seal.changed', 'effect.loosens'].map((rule) =>
  filter(rule),
) as [LocalFilter, LocalFilter, LocalFilter]
const query = createQuery('account-audit-logs-v2', { kind: 'account', id: 'a'.repeat(32) })

it('knows the two tags, and no others', () => {
  expect(['seal.new', 'seal.changed', 'seal.gone', 'new.account'].map(findSealKind)).toEqual([
    'new',
    'changed',
    undefined,
    undefined,
  ])
  const text: LocalFilter = { kind: 'text', mode: 'include', text: 'seal.new' }
  expect([added, effect, text].map(isSealFilter)).toEqual([true, false, false])
})

it('finds and removes the filters by them, also those that are off', () => {
  const filtered = {
    ...query,
    localFilters: [added, effect],
    disabledLocalFilters: [filter('seal.new', 'exclude')],
  }
  expect(listSealFilters(filtered)).toEqual([added, filter('seal.new', 'exclude')])
  expect(withoutSealFilters(filtered)).toEqual({ ...query, localFilters: [effect] })
  expect(withoutSealFilters(query)).toBe(query)
})

it('are alternatives among themselves, and narrow what rules find', () => {
  expect(groupLocalFilters([added, effect, changed, filter('seal.changed', 'exclude')])).toEqual([
    [added, changed],
    [effect],
    [filter('seal.changed', 'exclude')],
  ])
})
