import { describe, expect, it } from 'vitest'
import { getDataset } from '../../catalog/index.ts'
import type { FilterMode } from '../log-query.ts'
import { createCertainMatchers } from './create-certain-matchers.ts'

function decide(
  dataset: string,
  parameter: string,
  values: string[],
  value: unknown,
  mode: FilterMode = 'include',
) {
  const [matcher] = createCertainMatchers(getDataset(dataset), [{ parameter, mode, values }])
  return matcher?.decide(value)
}
const v2 = 'account-audit-logs-v2'
const v1 = 'account-audit-logs-v1'
const access = 'access-authentication-logs'

describe('a filter on a loaded entry', () => {
  it.each<[string, string, string[], unknown, boolean | undefined]>([
    [v2, 'actor_email', ['a@x.io', 'b@x.io'], 'b@x.io', true],
    [v2, 'actor_email', ['a@x.io'], 'b@x.io', false],
    // The API may ignore case.
    [v2, 'actor_email', ['a@x.io'], 'A@x.io', undefined],
    [v2, 'action_type', ['view'], 'VIEW', undefined],
    // A list of products is compared whole; free text may be compared by parts.
    [v2, 'resource_product', ['dns'], 'dnssec', false],
    [v2, 'zone_name', ['x.example'], 'api.x.example', undefined],
    [v2, 'zone_name', ['x.example'], 'y.example', false],
    [v2, 'raw_uri', ['/zones'], '/zones/1', undefined],
    [v2, 'raw_status_code', ['404'], 404, true],
    [v2, 'raw_status_code', ['404'], '404', true],
    [v2, 'raw_status_code', ['404'], '0404', undefined],
    [v2, 'actor_ip_address', ['192.0.2.1'], '192.0.2.1', true],
    [v2, 'actor_ip_address', ['2001:db8::1'], '2001:DB8:0::1', undefined],
    [v2, 'actor_ip_address', ['192.0.2.1'], '::ffff:192.0.2.1', undefined],
    [v1, 'actor.ip', ['198.51.100.0/24'], '198.51.100.9', true],
    [v1, 'actor.ip', ['198.51.100.0/24'], '198.51.101.9', false],
    [v1, 'actor.ip', ['198.51.100.0/24'], '::ffff:198.51.100.9', undefined],
    [v1, 'actor.ip', ['2001:db8::1'], '2001:db8:0::1', undefined],
    [v1, 'actor.ip', ['192.0.2.1'], 'unknown', false],
    // A filter of this log may compare parts of addresses.
    [access, 'email', ['a@x.io'], 'aa@x.io', undefined],
    [v2, 'actor_token_name', ['a\ufffd'], 'a\ud800', undefined],
    [v2, 'resource_scope', ['accounts'], { type: 'accounts' }, undefined],
    [v2, 'resource_scope', ['accounts'], ['accounts'], undefined],
  ])('%s: %s of %j and %j is %s', (dataset, parameter, values, value, expected) => {
    expect(decide(dataset, parameter, values, value)).toBe(expected)
    const opposite = expected === undefined ? undefined : !expected
    expect(decide(dataset, parameter, values, value, 'exclude')).toBe(opposite)
  })

  it.each([undefined, null])(
    'fails an include and passes an exclude without a value: %s',
    (value) => {
      expect(decide(v2, 'zone_name', ['x.example'], value)).toBe(false)
      expect(decide(v2, 'zone_name', ['x.example'], value, 'exclude')).toBe(true)
    },
  )

  it('cannot be decided for a parameter without a field', () => {
    expect(() => decide(v1, 'hide_user_logs', ['true'], 'x')).toThrow('hide_user_logs')
  })
})
