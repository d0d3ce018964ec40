import { expect, it } from 'vitest'
import { toFileNames } from './file-name.ts'

const timeRange = { since: '2026-11-01T00:00:00Z', before: '2026-11-08T12:30:05.678Z' }
const account = { kind: 'account', id: '2bd47c24fec6938a189b6cbac87de631' } as const
const named = { scope: account, timeRange, format: 'csv', isComplete: true } as const

it('65: names files by the account and the times, whatever they are called', () => {
  const name = 'cf-audit_2bd47c24fec6938a189b6cbac87de631_20261101T000000Z_20261108T123005Z'
  expect(toFileNames({ ...named, isSelection: false })).toEqual({
    data: `${name}.csv`,
    manifest: `${name}.csv.manifest.json`,
  })
})

it('says in the name that something is missing, and that it is a selection', () => {
  const nameOf = (isComplete: boolean, isSelection: boolean) =>
    toFileNames({ ...named, format: 'ndjson', isComplete, isSelection }).data
  expect(nameOf(false, false)).toMatch(/Z_partial\.ndjson$/)
  expect(nameOf(true, true)).toMatch(/Z_selected\.ndjson$/)
  expect(nameOf(false, true)).toMatch(/Z_selected_partial\.ndjson$/)
})

it('never takes anything but digits and letters into a name', () => {
  const scope = { kind: 'account', id: '../../x"\r\nSet-Cookie:a=b\u202egpj' } as const
  const hostile = { since: '../../etc', before: '2026-11-08' }
  expect(toFileNames({ ...named, scope, timeRange: hostile, isSelection: false }).data).toBe(
    'cf-audit_account_unknown_20261108T000000Z.csv',
  )
  expect(toFileNames({ ...named, scope: { kind: 'user' }, isSelection: false }).data).toMatch(
    /^cf-audit_user_2026/,
  )
})
