import { expect, it } from 'vitest'
import { getDataset } from '../catalog/index.ts'
import { parseUrl } from './address/url-codec.ts'
import { createQuery } from './log-query.ts'
import { parseTyped } from './typed/typed-query.ts'
import { findValueProblem } from './validate-query.ts'

const account = 'a'.repeat(32)
const base = createQuery('account-audit-logs-v2', { kind: 'account', id: account })

it('a country is in no log, and that is said instead of another name', () => {
  for (const name of ['country', 'actor_country', 'geoip.city', 'asn']) {
    const [problem] = parseTyped(`${name}:NL`, base).problems
    expect(problem?.message).toContain('No audit log records a country')
  }
  const [linked] = parseUrl(`/accounts/${account}/logs/audit`, 'country=NL')?.problems ?? []
  expect(linked?.message).toContain('No audit log records a country')
  expect(parseTyped('actor_emial:a', base).problems[0]?.message).toContain('Did you mean')
})

it('a network is refused with the ways that there are', () => {
  const parameter = getDataset(base.dataset).parameters.find(({ kind }) => kind === 'ip')
  const find = (value: string) => parameter && findValueProblem(parameter, value)
  expect(find('203.0.113.0/24')).toMatch(
    /v1 takes a network, and a local filter on this field finds it/,
  )
  expect(find('203.0.113.64/28')).toMatch(
    /local filter on this field finds it among loaded entries\.$/,
  )
  expect(find('2001:db8::/32')).toMatch(
    /local filter on this field finds it among loaded entries\.$/,
  )
  expect(find('203.0.113')).not.toContain('network')
})
