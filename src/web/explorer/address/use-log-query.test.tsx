import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { describe, expect, it } from 'vitest'
import type { ScreenState } from '../../../query/address/url-codec.ts'
import { createQuery, type LogQuery } from '../../../query/log-query.ts'
import { type OpenedAddress, openAddress } from './open-address.ts'
import {
  type LogQueryControl,
  type SetQueryOptions,
  toQueryEntry,
  useLogQuery,
} from './use-log-query.ts'

const path = `/accounts/${'a'.repeat(32)}/logs/audit`
const nowMs = Date.parse('2026-11-21T12:00:00Z')
const now = { nowMs, run: 7, isReload: false }
const lastDay = { since: '2026-11-20T12:00:00.000Z', before: '2026-11-21T12:00:00.000Z' }
const earlier = { since: '2026-11-01T00:00:00.000Z', before: '2026-11-02T00:00:00.000Z' }

function read(
  search: string,
  state: unknown,
  getNow: (() => number) | null = () => nowMs,
  first?: OpenedAddress,
): LogQueryControl | undefined {
  let control: LogQueryControl | undefined
  function Reader() {
    control = useLogQuery(getNow ?? undefined, first)
    return null
  }
  renderToStaticMarkup(
    <MemoryRouter initialEntries={[{ pathname: path, search, state }]}>
      <Reader />
    </MemoryRouter>,
  )
  return control
}

describe('the query of the address', () => {
  it('has the moment of its history entry', () => {
    const control = read('?range=24h&tz=Europe/London', { timeRange: earlier, run: 3, row: 5 })
    expect(control).toMatchObject({ timeRange: earlier, moment: { run: 3 }, row: 5, problems: [] })
    expect(control?.screen.timeZone).toBe('Europe/London')
  })

  it('has a new moment without one', () => {
    const control = read('?range=24h', undefined)
    expect(control).toMatchObject({ timeRange: lastDay, isFromLink: false, row: undefined })
  })

  it('waits for the clock with everything that depends on it', () => {
    const control = read('?range=24h', { timeRange: earlier, run: 3 }, null)
    expect(control).toMatchObject({ timeRange: undefined, moment: {} })
    expect(control?.query.timeRange).toEqual({ kind: 'relative', range: '24h' })
  })

  it('is the one that was opened before React ran, in the history entry of that', () => {
    const location = { pathname: path, search: '?range=24h' }
    const first = openAddress(location, undefined, now)
    const state = first?.replacement?.state
    expect(read('?range=24h', state, () => nowMs, first)?.query).toBe(first?.query)
    expect(read('?range=24h', state, () => nowMs, first)?.searchKey).toBe(first?.runKey)
    expect(read('?range=24h', { ...state, run: 8 }, () => nowMs, first)?.query).not.toBe(
      first?.query,
    )
    expect(read('?range=7d', state, () => nowMs, first)?.query).not.toBe(first?.query)
  })
})

describe('another query', () => {
  const query = createQuery('account-audit-logs-v2', { kind: 'account', id: 'a'.repeat(32) })
  const entry = { id: 'x', time: '2026-11-21T11:00:00Z' }
  const screen: ScreenState = { entry, timeZone: 'Europe/London' }
  const state = { timeRange: earlier, run: 3, row: 5, isFromLink: true, opensEntry: true }
  const local: LogQuery = {
    ...query,
    localFilters: [{ kind: 'field', pointer: '/a', mode: 'include', text: 'b', isExact: false }],
  }
  const other: LogQuery = { ...query, direction: 'asc' }
  const go = (next: LogQuery, options = {}) =>
    toQueryEntry({ query, screen }, state, next, options, now)

  it('runs now, keeps the time zone, and closes the entry', () => {
    const { address, state } = go(other)
    expect(address).toBe(`${path}?range=24h&direction=asc&tz=Europe/London`)
    expect(state).toEqual({ timeRange: lastDay, run: 7 })
  })

  it('keeps the open entry where that is wanted', () => {
    expect(go(other, { keepEntry: true }).address).toContain('&entry=')
  })

  it('has the fingerprint of the result as long as it asks the same', () => {
    const seal = {
      root: 'a'.repeat(20),
      contentRoot: 'b'.repeat(20),
      count: 162,
      verdict: 'complete',
      at: '2026-11-21T11:00:00Z',
    } as const
    const timeRange = { kind: 'absolute', ...lastDay } as const
    const from = { query: { ...query, timeRange }, screen: { seal } }
    const to = (next: LogQuery) => toQueryEntry(from, state, next, {}, now).address
    const filters = [{ parameter: 'action_type', mode: 'include', values: ['view'] }] as const
    expect(to({ ...local, timeRange })).toContain('&seal=1.aaaa')
    expect(to({ ...query, timeRange, disabledFilters: filters })).toContain('&seal=')
    expect(to({ ...query, timeRange, direction: 'asc' })).toContain('&seal=')
    expect(to({ ...query, timeRange, filters })).not.toContain('seal')
    expect(to({ ...query, timeRange: { kind: 'absolute', ...earlier } })).not.toContain('seal')
    expect(
      to({ ...query, timeRange, scope: { kind: 'account', id: 'b'.repeat(32) } }),
    ).not.toContain('seal')
    expect(to(query)).not.toContain('seal')
  })

  it('has filters by what differs from the fingerprint only together with it', () => {
    const seal = {
      root: 'a'.repeat(20),
      contentRoot: 'b'.repeat(20),
      count: 162,
      verdict: 'complete',
      at: '2026-11-21T11:00:00Z',
    } as const
    const onlyNew: LogQuery = {
      ...query,
      timeRange: { kind: 'absolute', ...lastDay },
      localFilters: [...local.localFilters, { kind: 'rule', mode: 'include', rule: 'seal.new' }],
    }
    const from = { query: onlyNew, screen: { seal } }
    const to = (next: LogQuery, options: SetQueryOptions = {}) =>
      toQueryEntry(from, state, next, options, now).address
    expect(to({ ...onlyNew, direction: 'asc' })).toMatch(/&rule=seal\.new&seal=/)
    const narrower = { ...onlyNew, scope: { kind: 'account', id: 'b'.repeat(32) } } as const
    expect(to(narrower)).not.toContain('seal')
    expect(to(narrower)).toContain('&local.has=/a%3Db')
    expect(to(onlyNew, { dropsSeal: true })).not.toContain('seal')
    const present = { query: { ...onlyNew, filters: [], localFilters: [] }, screen: {} }
    const undone = toQueryEntry(present, state, onlyNew, { seal, moment: { run: 3 } }, now)
    expect(undone.address).toMatch(/&rule=seal\.new&seal=/)
  })

  it('stays at the moment where it changes only what is shown', () => {
    expect(go(local).state).toEqual({ timeRange: earlier, run: 3, row: undefined })
    expect(go(local, { keepEntry: true }).state).toEqual({ timeRange: earlier, run: 3, row: 5 })
  })

  it('runs again where it is the same', () => {
    expect(go(query).state).toEqual({ timeRange: lastDay, run: 7 })
  })

  it('has the run of the read that it asks for a part of', () => {
    const plan = (run: number, next: LogQuery, ms: number) => {
      expect({ run, next, ms }).toEqual({ run: 3, next: other, ms: nowMs })
      return { timeRange: lastDay }
    }
    const entry = toQueryEntry({ query, screen }, state, other, {}, now, plan)
    expect(entry.state).toEqual({ timeRange: lastDay, run: 3 })
  })

  it('knows which hidden logs that read does not have', () => {
    const unasked = ['user/audit_logs']
    const plan = () => ({ timeRange: lastDay, unasked })
    const entry = toQueryEntry({ query, screen }, state, other, {}, now, plan)
    expect(entry.state).toEqual({ timeRange: lastDay, run: 3, unasked })
  })

  it('runs now, with the reason, when only the API can answer it', () => {
    const plan = () => ({ asksBecause: 'Only the API knows.' })
    const entry = toQueryEntry({ query, screen }, state, other, {}, now, plan)
    expect(entry.state).toEqual({ timeRange: lastDay, run: 7, askedBecause: 'Only the API knows.' })
  })

  it('runs again where it is the same, even if the answer is known', () => {
    const plan = () => ({ timeRange: earlier })
    const entry = toQueryEntry({ query, screen }, state, query, {}, now, plan)
    expect(entry.state).toEqual({ timeRange: lastDay, run: 7 })
  })

  it('goes back to an earlier moment', () => {
    const moment = { timeRange: { ...earlier }, run: 1 }
    expect(go(other, { moment }).state).toEqual(moment)
    expect(go(other, { moment: {} }).state).toEqual({ timeRange: lastDay, run: 7 })
  })
})
