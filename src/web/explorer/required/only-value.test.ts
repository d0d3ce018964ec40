import { describe, expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import { listRequiredFilters } from '../../../query/required/required-filter.ts'
import type { ListedValue } from '../../api/list-queries.ts'
import { findOnlyValue } from './only-value.ts'

const [required] = listRequiredFilters(getDataset('access-scim-logs'))
if (!required) throw new Error('The SCIM log requires no filter.')
const list = required.valueList
const make = (name: string, isUsual: boolean | undefined): ListedValue => ({
  value: `id-of-${name}`,
  name,
  type: 'okta',
  isUsual,
})

describe('the only value of a required filter', () => {
  it('is the one of the list, or the one that is usual', () => {
    expect(findOnlyValue(list, [make('Okta', false)])).toEqual({
      value: 'id-of-Okta',
      words: 'This log is read for Okta, the only identity provider of the account.',
    })
    expect(findOnlyValue(list, [make('PIN', false), make('Okta', true)])).toEqual({
      value: 'id-of-Okta',
      words:
        'This log is read for Okta, the only identity provider where SCIM is on. 1 other identity provider can be chosen by the filter.',
    })
    const three = [make('PIN', false), make('Old', undefined), make('Okta', true)]
    expect(findOnlyValue(list, three)?.words).toContain('2 other identity providers can be')
  })

  it('is none where there is a choice, or nothing', () => {
    expect(findOnlyValue(list, [])).toBeUndefined()
    expect(findOnlyValue(list, [make('A', true), make('B', true)])).toBeUndefined()
    expect(findOnlyValue(list, [make('A', false), make('B', undefined)])).toBeUndefined()
  })
})
