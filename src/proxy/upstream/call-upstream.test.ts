import { expect, it } from 'vitest'
import { parseCredential } from '../config/credential.ts'
import { createAbortSource } from '../http/abort-source.ts'
import { findRoute, toUpstreamTarget } from '../routes/route-table.ts'
import { accountId, canary } from '../testing/test-proxy.ts'
import { createUpstreamRequest } from './call-upstream.ts'

it.each(['..', `${accountId}/../x`, accountId.toUpperCase(), '', '@evil.test'])(
  'no request is made, and nothing signed, for an id that no check let through: “%s” (39)',
  (id) => {
    const match = findRoute(`/accounts/${accountId}/logs/audit`)
    if (!match) throw new Error('no route')
    const { credential } = parseCredential({ CLOUDFLARE_API_TOKEN: canary }, () => undefined)
    const create = (ids: Readonly<Record<string, string>>) =>
      createUpstreamRequest(
        {
          route: match.route,
          target: toUpstreamTarget({ ...match, ids }, []),
          exportsCsv: false,
        },
        { credential, version: '0' },
        createAbortSource().signal,
      )
    expect(() => create({ account_id: id })).toThrow(/not sent/)
    expect(JSON.stringify(create(match.ids))).toContain(canary)
  },
)
