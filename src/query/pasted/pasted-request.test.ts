import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasets } from '../../catalog/index.ts'
import { formatUrl } from '../address/url-codec.ts'
import { createQuery, type LogQuery } from '../log-query.ts'
import { toCurlCommand, toCurlLines, toGumshoeCurlCommand } from '../request/curl-command.ts'
import { queryOf } from '../testing/arbitrary-query.ts'
import { resolveTimeRange } from '../time/time-range.ts'
import { parsePastedRequest } from './pasted-request.ts'

const account = 'a'.repeat(32)
const other = 'b'.repeat(32)
const v2 = createQuery('account-audit-logs-v2', { kind: 'account', id: account })
const path = `/accounts/${other}/logs/audit`
const search = 'since=2026-11-01&before=2026-11-08&actor_email=a@x.example&action_type.not=view'
const asked: LogQuery = {
  ...createQuery('account-audit-logs-v2', { kind: 'account', id: other }),
  timeRange: { kind: 'absolute', since: '2026-11-01', before: '2026-11-08' },
  filters: [
    { parameter: 'actor_email', mode: 'include', values: ['a@x.example'] },
    { parameter: 'action_type', mode: 'exclude', values: ['view'] },
  ],
}

function paste(text: string, base = v2) {
  const read = parsePastedRequest(text, base)
  if (!read) throw new Error('This is not taken for a request.')
  if (read.refused !== undefined) throw new Error(read.refused)
  return read
}

describe('a pasted request', () => {
  it.each([
    ['an address of the API', `https://api.cloudflare.com/client/v4${path}?${search}`],
    ['a path of the API', `/client/v4${path}?${search}`],
    ['a path of a page', `${path}?${search}`],
    ['a link to a Gumshoe', ` http://localhost:8787${path}?${search}#top \n`],
    ['a line of a log', `GET /client/v4${path}?${search} HTTP/1.1`],
    ['a command', `curl 'https://api.cloudflare.com/client/v4${path}?${search}'`],
    ['a command with a prompt', `$ curl "https://api.cloudflare.com/client/v4${path}?${search}"`],
    ['a command without quotes', `curl https://api.cloudflare.com/client/v4${path}?${search}`],
    [
      'a command with --url',
      `curl --request GET --url 'https://api.cloudflare.com${path}?${search}' -sS`,
    ],
    [
      'a command piped on',
      `curl -s 'https://api.cloudflare.com${path}?${search}' | jq '.result[]' > out`,
    ],
    [
      'a command over several lines, with its parameters apart',
      `curl -G https://api.cloudflare.com/client/v4${path} \\
         -H "Authorization: Bearer $CLOUDFLARE_API_TOKEN" \\
         --data-urlencode 'since=2026-11-01' --data-urlencode "before=2026-11-08" \\
         -d actor_email=a%40x.example --data-urlencode=action_type.not=view`,
    ],
    [
      'a command as the manual of the API writes it',
      `curl https://api.cloudflare.com/client/v4${path} -X GET -d since=2026-11-01 -d 'before=2026-11-08&actor_email=a@x.example' -d action_type.not=view`,
    ],
  ])('is read: %s', (_, text) => {
    expect(paste(text)).toEqual({ query: asked, problems: [], notices: [] })
  })

  it('for another host names it, also one that hides behind a name for signing in', () => {
    const find = (host: string) => {
      const read = parsePastedRequest(
        `curl https://${host}${path}?${search}`,
        v2,
        'gumshoe.example',
      )
      return read?.refused === undefined ? read?.notices : read.refused
    }
    expect(find('gumshoe.example')).toEqual([])
    expect(find('API.cloudflare.com')).toEqual([])
    for (const host of ['evil.example', 'api.cloudflare.com@evil.example']) {
      expect(find(host)).toEqual([expect.stringContaining('asked of “evil.example” there')])
    }
    expect(find('api.cloudflare.com.evil.example:8080')?.[0]).toContain('.evil.example:8080”')
  })

  it('that is a query string alone is for the log and scope on the page', () => {
    for (const text of [`?${search}`, search]) {
      expect(paste(text).query).toEqual({ ...asked, scope: v2.scope })
    }
  })

  it.each(['actor_email:a@x', 'actor_email=a@x.example', 'since:x a&b', 'alice', '', 'a b'])(
    'is not what is typed: %s',
    (text) => {
      expect(parsePastedRequest(text, v2)).toBeUndefined()
    },
  )

  it('loses how to fetch, and says so', () => {
    const { query, notices, problems } = paste(`${path}?${search}&limit=5&cursor=Zm9v`)
    expect(query).toEqual(asked)
    expect(problems).toEqual([])
    expect(notices).toEqual(['“limit”, “cursor” say how to fetch, not what: left out.'])
  })

  it('names the parts that cannot be used', () => {
    const { query, problems } = paste(`${path}?${search}&toast=1`)
    expect(query).toEqual(asked)
    expect(problems).toEqual([expect.stringContaining('“toast”')])
  })

  it('keeps what only a link of Gumshoe says', () => {
    const read = paste(`${path}?range=7d&off=zone_id=z&local.has=/a=b&find=x&tz=Europe/Berlin`)
    expect(read.query).toMatchObject({
      timeRange: { kind: 'relative', range: '7d' },
      disabledFilters: [{ parameter: 'zone_id' }],
      localFilters: [{ pointer: '/a', text: 'b' }],
    })
    expect(read.notices).toEqual([expect.stringContaining('time zone, searched text')])
  })

  it.each(['$ACCOUNT_ID', `\${ACCOUNT_ID}`, '{account_id}', '<account id>', ':account_id'])(
    'means the id on the page by %s',
    (placeholder) => {
      const { query, notices } = paste(
        `curl "https://api.cloudflare.com/client/v4/accounts/${placeholder}/logs/audit?${search}"`,
      )
      expect(query.scope).toEqual(v2.scope)
      expect(notices).toEqual([expect.stringContaining('placeholder')])
    },
  )

  it('without time keeps the time of the page for the same log, and says what it takes', () => {
    const base: LogQuery = { ...v2, timeRange: { kind: 'relative', range: '7d' } }
    const same = paste(`${path}?actor_id=x`, base)
    expect(same.query.timeRange).toEqual(base.timeRange)
    expect(same.notices).toEqual([expect.stringContaining('the one on this page stays')])
    const v1 = paste('/user/audit_logs?action.type=login', base)
    expect(v1.query).toMatchObject({ dataset: 'user-audit-logs-v1', scope: { kind: 'user' } })
    expect(v1.notices).toEqual([expect.stringContaining('last 24 hours')])
  })

  it.each([
    ["-H 'Authorization: Bearer abcdef0123456789'", true],
    ['-H "authorization:Bearer abc"', true],
    ['--header "X-Auth-Key: 0123"', true],
    ['--oauth2-bearer abc', true],
    ['-u me:secret', true],
    ['-b "session=1"', true],
    ['-H "Authorization: Bearer $CLOUDFLARE_API_TOKEN"', false],
    [`-H "Authorization: Bearer \${TOKEN}"`, false],
    ['-H "Authorization: Bearer <token>"', false],
    ['-H "X-Auth-Email: me@x.example" -H "x-gumshoe: 1"', false],
  ])('drops the credential %s, and says whether it was one', (option, isSecret) => {
    const read = paste(`curl ${option} 'https://api.cloudflare.com${path}?${search}'`)
    expect(read.query).toEqual(asked)
    expect(read.notices).toEqual(isSecret ? [expect.stringContaining('credential')] : [])
    expect(JSON.stringify(read)).not.toMatch(/abcdef|secret|0123"/)
  })

  it.each([
    ['a command that changes something', `curl -X POST 'https://x.example${path}'`, /GET/],
    ['a command that sends data', `curl https://x.example${path} -d a=b`, /GET/],
    ['a command without address', 'curl -s', /no address/],
    ['a command with two addresses', `curl https://x.example${path} https://y.example`, /several/],
    ['another endpoint', 'https://api.cloudflare.com/client/v4/zones', /no audit log/],
    ['another host’s page', 'https://example.com/a?b=c', /no audit log/],
    ['a bad id', `/accounts/${'A'.repeat(32)}/logs/audit`, /32 hexadecimal/],
  ])('is refused with a reason: %s', (_, text, reason) => {
    const read = parsePastedRequest(text, v2)
    expect(read?.refused).toMatch(reason)
  })

  it('is one question when several commands are the requests of one, and else refused', () => {
    const ask = (email: string) =>
      `curl 'https://x.example/user/audit_logs?range=1h&actor.email=${email}'`
    expect(parsePastedRequest(`${ask('a')}\n${ask('a')}&id=x`, v2)?.refused).toMatch(/different/)
  })
})

describe.each(datasets.map((dataset) => [dataset.id, dataset] as const))('%s', (_, dataset) => {
  const nowMs = Date.parse('2026-11-20T16:00:00Z')

  it('loses nothing when a question is copied as curl and pasted', () => {
    fc.assert(
      fc.property(queryOf(dataset), (query) => {
        const timeRange = resolveTimeRange(query.timeRange, nowMs)
        for (const toCommand of [
          toCurlCommand,
          (request: Parameters<typeof toCurlCommand>[0]) =>
            toGumshoeCurlCommand(request, 'http://localhost:8787'),
        ]) {
          const pasted = paste(toCurlLines(query, timeRange, toCommand))
          expect(pasted.query).toEqual({ ...query, timeRange: { kind: 'absolute', ...timeRange } })
          expect(pasted.problems).toEqual([])
        }
      }),
    )
  })

  it('makes a network local where the API takes addresses only, and says so', () => {
    const { query, problems, notices } = paste(
      `${path}?range=2d&actor_ip_address=192.0.2.1&actor_ip_address=203.0.113.0/24&actor_ip_address.not=203.0.113.66&actor_type=user`,
    )
    expect(problems).toEqual([])
    expect(notices).toEqual([
      'The API of this log takes no network: 203.0.113.0/24 is a local filter here.',
    ])
    expect(query.filters).toEqual([
      { parameter: 'actor_type', mode: 'include', values: ['user'] },
      { parameter: 'actor_ip_address', mode: 'exclude', values: ['203.0.113.66'] },
    ])
    expect(query.localFilters).toMatchObject([
      { pointer: '/actor/ip_address', mode: 'include', text: '192.0.2.1', isExact: true },
      { pointer: '/actor/ip_address', mode: 'include', text: '203.0.113.0/24' },
    ])
  })

  it('loses nothing when a link is pasted', () => {
    fc.assert(
      fc.property(queryOf(dataset), (query) => {
        expect(paste(`http://localhost:8787${formatUrl(query)}`)).toEqual({
          query,
          problems: [],
          notices: [],
        })
      }),
    )
  })
})

describe('a request of the Access sign-in log', () => {
  const log = `/accounts/${other}/access/logs/access_requests`
  const read = (text: string) => {
    const { filters, localFilters } = paste(text).query
    return { filters, localFilters }
  }
  const email = (mode: 'include' | 'exclude') => ({
    filters: [{ parameter: 'email', mode, values: ['a@x.example'] }],
    localFilters: [],
  })
  const part = (mode: 'include' | 'exclude') => ({
    filters: [],
    localFilters: [
      { kind: 'field', pointer: '/user_email', mode, text: 'a@x.example', isExact: false },
    ],
  })

  it.each([
    [`${log}?email=a@x.example`, email('include')],
    [`http://localhost:8787${log}?email.not=a@x.example`, email('exclude')],
    [`/client/v4${log}?email=a@x.example&email_exact=true`, email('include')],
    [`/client/v4${log}?email=a@x.example&emailOp=neq&email_exact=true`, email('exclude')],
    [`/client/v4${log}?email=a@x.example`, part('include')],
    [`https://api.cloudflare.com/client/v4${log}?email=a@x.example&emailOp=neq`, part('exclude')],
  ])('compares whole values or parts as it was asked: %s', (text, wanted) => {
    expect(read(text)).toEqual(wanted)
  })

  it('says what to use instead of a filter that is not attested', () => {
    for (const name of ['allowed', 'allowedOp', 'idp', 'country']) {
      const [problem] = paste(`${log}?${name}=x`).problems
      expect(problem).toMatch(
        /only inferred from “\w+Op”, so it is not sent\. Use a local filter on/,
      )
    }
  })
})
