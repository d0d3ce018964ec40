import { describe, expect, it } from 'vitest'
import type { Now } from './history-state.ts'
import { isOpenedAt, type OpenedAddress, openAddress } from './open-address.ts'

const path = `/accounts/${'a'.repeat(32)}/logs/audit`
const now: Now = { nowMs: Date.parse('2026-11-21T12:00:00Z'), run: 7, isReload: false }
const lastDay = { since: '2026-11-20T12:00:00.000Z', before: '2026-11-21T12:00:00.000Z' }
const earlier = { since: '2026-11-01T00:00:00.000Z', before: '2026-11-02T00:00:00.000Z' }

function open(search: string, state: unknown = undefined, at: Now | undefined = now) {
  const opened = openAddress({ pathname: path, search }, state, at)
  if (!opened) throw new Error('It names a dataset.')
  return opened
}

/** The opened address once its replacement is in the history. */
function reopen({ replacement }: OpenedAddress, at: Now) {
  const { pathname, search } = new URL(replacement?.address ?? '', 'https://gumshoe.test')
  // The browser clones the state.
  const state: unknown = structuredClone(replacement?.state)
  return {
    location: { pathname, search },
    state,
    opened: openAddress({ pathname, search }, state, at),
  }
}

describe('an opened address', () => {
  it.each(['/', '/saved', '/accounts/a/logs/audit', '/nothing'])('is none at %s', (pathname) => {
    expect(openAddress({ pathname, search: '?range=24h' }, undefined, now)).toBeUndefined()
  })

  it('fixes a relative range now, and says what to write into the history', () => {
    const opened = open('?range=24h')
    expect(opened.moment).toEqual({ timeRange: lastDay, run: 7, isFromLink: false })
    expect(opened.replacement).toEqual({
      address: `${path}?range=24h`,
      state: { timeRange: lastDay, run: 7, isFromLink: false },
    })
  })

  it('takes the range from the history entry later, and has nothing to write then', () => {
    const first = open('?range=24h')
    const later = { nowMs: now.nowMs + 3_600_000, run: 8, isReload: false }
    const { opened } = reopen(first, later)
    expect(opened?.replacement).toBeUndefined()
    expect(opened?.runKey).toBe(first.runKey)
  })

  it('does not ask the logs of a timeline that were hidden at first, also after they were opened again', () => {
    const search = '?in=user/audit_logs&off=in%3Daccounts/ID/logs/audit&range=24h'
    const location = { pathname: '/timeline', search: search.replace('ID', 'a'.repeat(32)) }
    const first = openAddress(location, undefined, now)
    const unasked = [`accounts/${'a'.repeat(32)}/logs/audit`]
    expect(first?.moment).toMatchObject({ unasked })
    expect(first?.runKey).not.toContain('logs/audit')
    const later = { nowMs: now.nowMs + 60_000, run: 8, isReload: false }
    const again = first && reopen(first, later).opened
    expect(again?.moment).toMatchObject({ unasked, run: 7 })
    expect(again?.runKey).toBe(first?.runKey)
    // In a history entry that was hidden later, the search has asked the log.
    const asked = openAddress(location, { ...first?.replacement?.state, unasked: undefined }, later)
    expect(asked?.moment).not.toHaveProperty('unasked')
    expect(asked?.runKey).toContain('logs/audit')
  })

  it('resolves a relative range anew after a reload', () => {
    const state = { timeRange: earlier, run: 3 }
    const opened = open('?range=24h', state, { ...now, isReload: true })
    expect(opened.moment).toMatchObject({ timeRange: lastDay, run: 7 })
    expect(opened.replacement?.state.timeRange).toEqual(lastDay)
  })

  it('takes an unusable history state for none', () => {
    expect(open('?range=24h', { timeRange: { since: 'x', before: 1 }, run: 'y' })).toEqual(
      open('?range=24h'),
    )
  })

  it('writes the default range into an address without a time, and keeps all else there', () => {
    const opened = open('?nonsense=1&entry=id@2026-11-21T11:00:00Z', { opensEntry: true })
    expect(opened.replacement).toMatchObject({
      address: `${path}?nonsense=1&entry=id@2026-11-21T11:00:00Z&range=24h`,
      state: { opensEntry: true },
    })
    expect(opened.problems.map(({ key }) => key)).toContain('nonsense')
    expect(open('').replacement?.address).toBe(`${path}?range=24h`)
  })

  it('leaves a time that cannot be used in the address', () => {
    const opened = open('?range=soon')
    expect(opened.problems).toHaveLength(1)
    expect(opened.moment.timeRange).toEqual(lastDay)
    expect(opened.replacement?.address).toBe(`${path}?range=soon`)
  })

  it('knows a link with fixed ends', () => {
    const opened = open(`?since=${earlier.since}&before=${earlier.before}`)
    expect(opened.moment).toEqual({ timeRange: earlier, run: 7, isFromLink: true })
  })

  it('names the same search whatever is only shown', () => {
    const { runKey } = open('?range=24h&action_type=view')
    for (const shown of ['&tz=Europe/London', '&find=x', '&local.has=/a=b', '&off=action_type=x']) {
      const other = open(`?range=24h&action_type=view${shown}`)
      expect(other.runKey).toBe(runKey)
    }
    expect(open('?range=24h&action_type=view&tz=Europe/London').screen.timeZone).toBe(
      'Europe/London',
    )
  })

  it.each([
    '?range=24h&action_type=create',
    '?range=24h&action_type.not=view',
    '?range=24h&action_type=view&direction=asc',
    '?range=7d&action_type=view',
  ])('names another search at %s', (search) => {
    expect(open(search).runKey).not.toBe(open('?range=24h&action_type=view').runKey)
  })

  it('names another search at another moment, or in another run of the same', () => {
    const { runKey } = open('?range=24h')
    expect(open('?range=24h', undefined, { ...now, nowMs: now.nowMs + 1 }).runKey).not.toBe(runKey)
    expect(open('?range=24h', undefined, { ...now, run: 8 }).runKey).not.toBe(runKey)
  })

  it('has no moment while the clock is unknown', () => {
    const opened = openAddress({ pathname: path, search: '' }, { timeRange: earlier }, undefined)
    expect(opened).toMatchObject({ moment: {}, replacement: undefined })
  })

  it('is recognized in its history entry only', () => {
    const first = open('')
    const { location, state } = reopen(first, now)
    expect(isOpenedAt(first, location, state)).toBe(true)
    expect(isOpenedAt(first, location, { ...Object(state), run: 8 })).toBe(false)
    expect(isOpenedAt(first, location, undefined)).toBe(false)
    expect(isOpenedAt(first, { ...location, search: '?range=7d' }, state)).toBe(false)
  })
})
