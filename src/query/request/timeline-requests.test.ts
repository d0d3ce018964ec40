import { expect, it } from 'vitest'
import { parseUrl } from '../address/url-codec.ts'
import type { LogQuery } from '../log-query.ts'
import { toCurlCommand } from './curl-command.ts'
import {
  countTimelineRequests,
  formatTimelineRequests,
  toTimelineCurlLines,
} from './timeline-requests.ts'

const id = '0'.repeat(32)
const timeRange = { since: '2026-11-01T00:00:00Z', before: '2026-11-02T00:00:00Z' }
const times = 'since=2026-11-01T00:00:00Z&before=2026-11-02T00:00:00Z'
const logs = `in=accounts/${id}/logs/audit&in=accounts/${id}/audit_logs&in=user/audit_logs`

function parse(search: string): LogQuery {
  const parsed = parseUrl('/timeline', `${logs}&range=1d${search}`)
  if (!parsed || parsed.problems.length > 0) throw new Error(JSON.stringify(parsed?.problems))
  return parsed.query
}

const toLines = (search: string) =>
  toTimelineCurlLines(parse(search), timeRange, toCurlCommand).split('\n')

it('has a command for each log, with the token as a variable', () => {
  const lines = toLines('')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toBe(
    `curl -H "Authorization: Bearer $CLOUDFLARE_API_TOKEN" 'https://api.cloudflare.com/client/v4/accounts/${id}/logs/audit?${times}&direction=desc&limit=1000'`,
  )
  expect(lines[1]).toContain(`/accounts/${id}/audit_logs?`)
  expect(lines[2]).toContain('/client/v4/user/audit_logs?')
  expect(countTimelineRequests(parse(''))).toBe(3)
})

it('says without effect which filters a command does not have, and which log is not asked', () => {
  const lines = toLines('&credential_id=x&address=192.0.2.0/24&text=grafana')
  expect(lines).toEqual([
    ": 'Not asked of the API: text:grafana'",
    `: 'Matched after loading, in accounts/${id}/logs/audit: address:192.0.2.0/24'`,
    expect.stringContaining('actor_token_id=x'),
    `: 'Not asked: accounts/${id}/audit_logs, because it does not record credential_id'`,
    ": 'Not asked: user/audit_logs, because it does not record credential_id'",
  ])
  expect(countTimelineRequests(parse('&credential_id=x'))).toBe(1)
  expect(toLines('&credential_id.not=x')).toContain(
    ": 'Not checked, because user/audit_logs does not record it: credential_id'",
  )
})

it('writes hostile values so that no shell runs them', () => {
  const hostile = encodeURIComponent("'; touch /tmp/x; '$(id)`id`")
  for (const line of toLines(`&resource_name=${hostile}&text=${hostile}`)) {
    // Outside of quotes are only the words of the command.
    const bare = line.replaceAll("'\\''", '').replaceAll(/'[^']*'/g, '')
    expect(bare).toMatch(/^(?:: |curl -H "Authorization: Bearer \$CLOUDFLARE_API_TOKEN" )$/)
  }
})

it('lists the requests of each log to read', () => {
  const text = formatTimelineRequests(parse('&credential_id=x'), timeRange)
  expect(text.split('\n')).toEqual([
    expect.stringMatching(new RegExp(`^.+ \\(in=accounts/${id}/logs/audit\\)$`)),
    `  GET /client/v4/accounts/${id}/logs/audit?${times}&direction=desc&actor_token_id=x&limit=1000`,
    '',
    expect.stringContaining(`(in=accounts/${id}/audit_logs)`),
    `  Not asked: accounts/${id}/audit_logs, because it does not record credential_id`,
    '',
    expect.stringContaining('(in=user/audit_logs)'),
    '  Not asked: user/audit_logs, because it does not record credential_id',
  ])
})

it('has no requests of a hidden log, and says so', () => {
  const query = { ...parse('&actor=a'), hiddenSources: ['user/audit_logs'] }
  expect(formatTimelineRequests(query, timeRange)).toMatch(
    /\(in=user\/audit_logs\)\n {2}Not asked: user\/audit_logs, because it is hidden$/,
  )
})
