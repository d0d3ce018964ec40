import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import { formatUrl, parseUrl } from '../address/url-codec.ts'
import { clearFilters } from '../filters.ts'
import { createQuery, type LogQuery } from '../log-query.ts'
import { findEntryRequest } from '../request/entry-request.ts'
import { toSdkCall } from '../request/sdk-call.ts'
import { findStarter, toStarterQuery } from '../starters/starter.ts'
import { starters } from '../starters/starters.ts'
import { switchDataset } from '../switch-dataset.ts'
import { validatePairs } from '../validate-query.ts'
import { addRequired, findMissingFilter, keepRequired, readRequired } from './required-filter.ts'

const scope = { kind: 'account', id: '0'.repeat(32) } as const
const scim = getDataset('access-scim-logs')
const v2 = getDataset('account-audit-logs-v2')
const without: LogQuery = {
  ...createQuery(scim.id, scope),
  filters: [{ parameter: 'status', mode: 'include', values: ['FAILURE'] }],
}
const missing = findMissingFilter(without)
if (!missing) throw new Error('The SCIM log requires no filter.')
const complete = addRequired(without, missing, ['idp-1', 'idp-2'])

describe('a required filter', () => {
  it('is missing until the query has it, also where it is turned off', () => {
    expect(missing.wireName).toBe('idp_id')
    expect(findMissingFilter(complete)).toBeUndefined()
    expect(findMissingFilter(createQuery(v2.id, scope))).toBeUndefined()
    const off = { ...complete, filters: without.filters, disabledFilters: complete.filters }
    expect(findMissingFilter(off)?.wireName).toBe('idp_id')
    expect(addRequired(off, missing, ['idp-1']).disabledFilters).toEqual(without.filters)
  })

  it('is in the address, and an address without it is no broken one', () => {
    expect(formatUrl(complete)).toContain('idp_id=idp-1&idp_id=idp-2&status=FAILURE')
    const [path = '', search = ''] = formatUrl(without).split('?')
    expect(parseUrl(path, search)?.problems).toEqual([])
  })

  it('is demanded of a request by name, with the list of its values', () => {
    const [problem, ...others] = validatePairs(scim, [['status', 'FAILURE']])
    expect(others).toEqual([])
    expect(problem).toMatchObject({ kind: 'missing', key: 'idp_id' })
    expect(problem?.message).toBe(
      '“idp_id” is required. This log is read for one identity provider or several: add idp_id=… with an id from /accounts/{account_id}/access/identity_providers.',
    )
    expect(validatePairs(v2, [])[0]?.message).toContain('for example since=2026-11-01')
  })

  it('stays where other filters go, and where one entry is asked for', () => {
    const [required] = complete.filters
    expect(clearFilters(complete).filters).toEqual([required])
    expect(keepRequired(v2, complete.filters)).toEqual([])
    expect(readRequired(scim, { idp_id: 'idp-9' })).toEqual([
      { parameter: 'idp_id', mode: 'include', values: ['idp-9'] },
    ])
    expect(readRequired(scim, {})).toEqual([])
    const at = '2026-11-20T08:00:00Z'
    const request = findEntryRequest(scim.id, scope, { id: 'x', time: at }, complete.filters)
    expect(request?.pairs).toContainEqual(['idp_id', 'idp-1'])
    expect(request?.pairs).toContainEqual(['limit', '1000'])
    expect(request?.pairs).toContainEqual(['per_page', '1000'])
  })

  it('is no loss when another log is chosen', () => {
    const { query, dropped } = switchDataset(complete, scim, v2, scope)
    expect(query.filters).toEqual([])
    expect(dropped.map(({ parameter }) => parameter)).toEqual(['status'])
  })

  it('does not hide that the query is a starter', () => {
    const starter = starters.find(({ dataset }) => dataset === scim.id)
    if (!starter) throw new Error('There is no starter for the SCIM log.')
    const query = addRequired(toStarterQuery(starter, scope), missing, ['idp-1'])
    expect(findStarter(query, starters)).toBe(starter)
    expect(findStarter({ ...query, filters: query.filters.slice(0, 1) }, starters)).not.toBe(
      starter,
    )
  })

  it('is an argument that the SDK requires', () => {
    const range = { since: '2026-11-20T00:00:00Z', before: '2026-11-21T00:00:00Z' }
    expect(toSdkCall(complete, range, 'typescript')).toContain('idp_id: ["idp-1", "idp-2"] }, {')
    expect(toSdkCall(complete, range, 'python')).toContain('idp_id=["idp-1", "idp-2"],')
  })
})
