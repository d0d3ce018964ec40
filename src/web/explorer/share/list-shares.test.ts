import { beforeEach, expect, it, vi } from 'vitest'
import { parseUrl } from '../../../query/address/url-codec.ts'
import { parseTyped } from '../../../query/typed/typed-query.ts'
import { listShares } from './list-shares.ts'

const id = '0'.repeat(32)
const timeRange = { since: '2026-11-01T00:00:00Z', before: '2026-11-02T00:00:00Z' }
const origin = 'https://gumshoe.example'
const sources = `in=accounts/${id}/logs/audit&in=user/audit_logs`

beforeEach(() => vi.stubGlobal('window', { location: { origin } }))

function list(address: string) {
  const [path = '', search = ''] = address.split('?')
  const parsed = parseUrl(path, search)
  if (!parsed) throw new Error(`${address} names no page.`)
  const { query, screen } = parsed
  const shares = listShares(query, screen, timeRange, origin)
  const getText = (start: string) => shares.find(({ name }) => name.startsWith(start))?.getText()
  return { query, shares, getText }
}

it('shares a timeline as links, requests of each log, and text', () => {
  const { query, shares, getText } = list(`/timeline?${sources}&range=1d&actor=ann@acme.example`)
  expect(shares.map(({ name, unavailable }) => unavailable ?? name)).toEqual([
    'Link with fixed times',
    'Link that stays relative',
    'curl, asking Cloudflare (2 requests)',
    'curl, asking this Gumshoe (2 requests)',
    'List of the requests for each log (2 requests)',
    'TypeScript: a program reads one log. Open one log to copy it',
    'Python: a program reads one log. Open one log to copy it',
    'Text for the search bar',
  ])
  const frozen = new URL(getText('Link with fixed') ?? '')
  expect(frozen.searchParams.getAll('in')).toEqual([`accounts/${id}/logs/audit`, 'user/audit_logs'])
  expect(frozen.searchParams.get('since')).toBe(timeRange.since)
  expect(frozen.searchParams.has('range')).toBe(false)
  const relative = new URL(getText('Link that stays') ?? '')
  expect(parseUrl(relative.pathname, relative.search)?.query).toEqual(query)
  expect(getText('curl, asking this')).toContain(
    `curl -H 'x-gumshoe: 1' '${origin}/client/v4/user/audit_logs?`,
  )
  expect(parseTyped(getText('Text') ?? '', query).query).toEqual(query)
})

it('has no requests where no log of a timeline can contain the answer', () => {
  const { shares } = list('/timeline?in=user/audit_logs&range=1d&credential_id=x')
  expect(shares.filter(({ name }) => /^curl|^List/.test(name))).toMatchObject(
    Array(3).fill({ unavailable: 'No log is asked, so there are no requests' }),
  )
})

it('shares one log as commands and programs', () => {
  const { shares } = list(`/accounts/${id}/logs/audit?range=1d`)
  expect(shares.map(({ name }) => name)).toEqual([
    'Link with fixed times',
    'Link that stays relative',
    'curl, asking Cloudflare',
    'curl, asking this Gumshoe',
    'TypeScript, with Cloudflare’s SDK',
    'Python, with Cloudflare’s SDK',
    'Text for the search bar',
  ])
})

it('shares no fingerprint of a result that was in the address', () => {
  const seal = `1.${'a'.repeat(20)}.${'b'.repeat(20)}.162.c.2026-11-02T00:00:05Z`
  const { getText } = list(
    `/accounts/${id}/logs/audit?since=${timeRange.since}&before=${timeRange.before}&tz=UTC&seal=${seal}`,
  )
  expect(getText('Link with fixed')).toBe(
    `${origin}/accounts/${id}/logs/audit?since=${timeRange.since}&before=${timeRange.before}&tz=UTC`,
  )
})
