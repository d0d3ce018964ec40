import { describe, expect, it } from 'vitest'
import { mergeSettings } from './portable-settings.ts'

const columns = [{ field: 'actor.email' }]

describe('importing settings', () => {
  it('adds and replaces what the file has, keeps the rest, and says each', () => {
    const merged = mergeSettings(
      {
        preferences: { theme: 'dark', timeZone: undefined, isWelcomed: true },
        view: { density: 'regular', columns: { a: [], 'account-audit-logs-v2': [] }, facets: {} },
      },
      {
        preferences: { theme: 'light', timeZone: 'UTC', isWelcomed: true },
        view: { columns: { 'account-audit-logs-v2': columns, unknown: columns } },
      },
    )
    expect(merged.view.columns).toEqual({
      a: [],
      'account-audit-logs-v2': columns,
      unknown: columns,
    })
    expect(merged.view.density).toBeUndefined()
    expect(merged.report).toEqual([
      'Theme: replaced, “dark” by “light”.',
      'Time zone: added.',
      'Columns of Account audit log v2: replaced.',
      'Columns of the log “unknown”, unknown here: added.',
      '1 setting was the same already.',
    ])
  })

  it('without settings changes nothing', () => {
    const merged = mergeSettings({ preferences: {}, view: {} }, { preferences: {}, view: {} })
    expect(merged).toEqual({ preferences: {}, view: {}, report: [] })
  })
})
