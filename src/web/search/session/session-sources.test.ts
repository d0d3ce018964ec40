import { describe, expect, it } from 'vitest'
import { parseUrl } from '../../../query/address/url-codec.ts'
import { onlySource } from '../../store/entry-store.ts'
import { getSessionSource, listSessionSources } from './session-sources.ts'

const id = '0123456789abcdef0123456789abcdef'

function list(address: string) {
  const [path = '', ...search] = address.split('?')
  const parsed = parseUrl(path, search.join('?'))
  if (!parsed) throw new Error(`${address} names no page.`)
  return listSessionSources(parsed.query)
}

describe('the sources of a search', () => {
  it('are the one log of a query, with each request', () => {
    const sources = list(`/accounts/${id}/audit_logs?range=1d&action.type=add&action.type=rec_del`)
    expect(sources).toHaveLength(1)
    expect(sources?.[0]).toMatchObject({ id: onlySource, roleFilters: [] })
    expect(sources?.[0].queries).toHaveLength(2)
    expect(sources?.[0]).not.toHaveProperty('origin')
  })

  it('are missing without a filter that the log requires', () => {
    expect(list(`/accounts/${id}/access/logs/scim/updates?range=1d`)).toBeUndefined()
  })

  it('are those logs of a timeline that can contain the answer, in their order', () => {
    const logs = `in=user/audit_logs&in=accounts/${id}/logs/audit`
    const sources = list(`/timeline?${logs}&range=1d&credential_id=x&text=grafana`)
    expect(sources?.map((each) => each.id)).toEqual([`accounts/${id}/logs/audit`])
    expect(sources?.[0]).toMatchObject({
      dataset: { id: 'account-audit-logs-v2' },
      origin: { log: 'v2', scope: id },
      query: {
        dataset: 'account-audit-logs-v2',
        filters: [{ parameter: 'actor_token_id', mode: 'include', values: ['x'] }],
        localFilters: [{ kind: 'text', text: 'grafana' }],
      },
    })
    expect(list(`/timeline?in=user/audit_logs&credential_id=x`)).toBeUndefined()
    expect(list('/timeline')).toBeUndefined()
  })

  it('include hidden ones: those that a search does not ask are removed before', () => {
    const hidden = `in=user/audit_logs&off=in%3Daccounts/${id}/logs/audit`
    expect(list(`/timeline?${hidden}&range=1d`)?.map((each) => each.id)).toEqual([
      'user/audit_logs',
      `accounts/${id}/logs/audit`,
    ])
  })

  it('name what is matched after loading', () => {
    const [first] = list(`/timeline?in=accounts/${id}/logs/audit&address=192.0.2.0/24`) ?? []
    expect(first?.query.filters).toEqual([])
    expect(first?.roleFilters).toEqual([
      { role: 'address', mode: 'include', values: ['192.0.2.0/24'] },
    ])
    expect(first && getSessionSource([first], first.id)).toBe(first)
    expect(() => getSessionSource([], 'x')).toThrow(RangeError)
  })
})
