import { describe, expect, it } from 'vitest'
import { datasets } from '../../catalog/index.ts'
import { hasIds } from '../../catalog/scopes.ts'
import type { Source } from '../log-query.ts'
import { listRequiredFilters } from '../required/required-filter.ts'
import { addSource, formatSource, maxSources, parseSource } from './source-text.ts'
import { formatUrl, parseUrl } from './url-codec.ts'

const id = '0123456789abcdef0123456789abcdef'
const idp = '6f9d3c1e-2f4b-4d7a-9c1e-2f4b4d7a9c1e'

/** Every log in every kind of scope, with a value for what it requires. */
const allSources: readonly Source[] = datasets.flatMap((dataset) =>
  dataset.scopes.map(({ kind }): Source => {
    const scope = hasIds(kind) ? { kind, id } : { kind }
    const filters = listRequiredFilters(dataset).map(({ wireName }) => ({
      parameter: wireName,
      mode: 'include' as const,
      values: [idp, 'b'],
    }))
    return { dataset: dataset.id, scope, ...(filters.length > 0 && { filters }) }
  }),
)

describe('the text of a source', () => {
  it.each(allSources.map((source) => [formatSource(source), source] as const))(
    'is parsed again: %s',
    (text, source) => {
      expect(parseSource(text)).toEqual({ source })
      expect(text).not.toMatch(/^\/|@/)
    },
  )

  it.each([
    ['', 'names no log'],
    ['accounts/x/logs/audit', 'names no log'],
    ['/user/audit_logs', 'names no log'],
    ['timeline', 'names no log'],
    ['user/audit_logs?page=2', '“page”'],
    [`accounts/${id}/access/logs/scim/updates`, 'lacks “idp_id”'],
    [`accounts/${id}/access/logs/scim/updates?idp_id=`, '“idp_id”'],
    [`accounts/${id}/access/logs/scim/updates?idp_id=%ff`, 'damaged'],
  ])('says why %s cannot be used', (text, words) => {
    const { problem } = parseSource(text)
    expect(problem).toContain(words)
  })
})

describe('the address of a timeline', () => {
  const search = [
    'in=user/audit_logs',
    `in=accounts/${id}/logs/audit`,
    'range=14d',
    'actor=a@example.com',
    'credential_id.not=x',
    'verb=sign-in',
    'off=address%3D203.0.113.0/24',
    'text=grafana',
  ].join('&')

  it('has the sources in their order, roles as keys, and is formatted the same', () => {
    const parsed = parseUrl('/timeline', `?${search}`)
    expect(parsed?.problems).toEqual([])
    expect(parsed?.query).toMatchObject({
      dataset: 'timeline',
      scope: { kind: 'user' },
      sources: [
        { dataset: 'user-audit-logs-v1', scope: { kind: 'user' } },
        { dataset: 'account-audit-logs-v2', scope: { kind: 'account', id } },
      ],
      filters: [
        { parameter: 'actor', mode: 'include', values: ['a@example.com'] },
        { parameter: 'credential_id', mode: 'exclude', values: ['x'] },
        { parameter: 'verb', mode: 'include', values: ['sign-in'] },
      ],
      disabledFilters: [{ parameter: 'address', mode: 'include', values: ['203.0.113.0/24'] }],
      localFilters: [{ kind: 'text', mode: 'include', text: 'grafana' }],
    })
    expect(parsed && parseUrl('/timeline', formatUrl(parsed.query).split('?')[1] ?? '')).toEqual(
      parsed,
    )
  })

  it('names the source of its entry, whatever the id contains', () => {
    const source = `accounts/${id}/access/logs/scim/updates?idp_id=${idp}`
    for (const entry of [
      { id: 'a@b', time: '2026-11-01T00:00:00Z', source },
      { id: '', time: '', source },
      { id: 'user/audit_logs', time: 'user/audit_logs' },
    ]) {
      const parsed = parseUrl('/timeline', `?in=user/audit_logs&range=1h`)
      const href = parsed && formatUrl(parsed.query, { entry })
      expect(parseUrl('/timeline', href?.split('?').slice(1).join('?') ?? '')?.screen).toEqual({
        entry,
      })
    }
  })

  it('says what is wrong with a key or a source, and uses the rest', () => {
    const parsed = parseUrl('/timeline', '?in=user/audit_logs&in=nothing&actor_email=a&range=1h')
    expect(parsed?.query.sources).toHaveLength(1)
    expect(parsed?.problems.map(({ key }) => key)).toEqual(['in', 'actor_email'])
    const log = parseUrl('/user/audit_logs', '?in=user/audit_logs')
    expect(log?.problems[0]?.message).toContain('timeline')
    expect(log?.query).not.toHaveProperty('sources')
  })

  it('takes each source once, and a bounded number of them', () => {
    const ids = Array.from({ length: maxSources + 1 }, (_, number) =>
      number.toString(16).padStart(32, '0'),
    )
    const pairs = ids.map((account) => `in=accounts/${account}/logs/audit`)
    const parsed = parseUrl('/timeline', `?${[...pairs.slice(0, 2), ...pairs].join('&')}`)
    expect(parsed?.query.sources).toHaveLength(maxSources)
    expect(parsed?.problems[0]?.message).toContain(String(maxSources))
    const [first] = allSources
    expect(first && addSource([first], first)).toHaveLength(1)
  })
})
