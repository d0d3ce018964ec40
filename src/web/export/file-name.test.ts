import { expect, it } from 'vitest'
import { datasets } from '../../catalog/index.ts'
import { findCommonScope, toFileNames, toLogFileNames } from './file-name.ts'

const timeRange = { since: '2026-11-01T00:00:00Z', before: '2026-11-08T12:30:05.678Z' }
const account = { kind: 'account', id: '2bd47c24fec6938a189b6cbac87de631' } as const
const datasetId = 'account-audit-logs-v2'
const named = { datasetId, scope: account, timeRange, format: 'csv', isComplete: true } as const

it('65: names files by the log, the account and the times, whatever they are called', () => {
  const name =
    'gumshoe-account-audit-logs-v2_2bd47c24fec6938a189b6cbac87de631_20261101T000000Z_20261108T123005Z'
  expect(toFileNames({ ...named, isSelection: false })).toEqual({
    data: `${name}.csv`,
    manifest: `${name}.csv.manifest.json`,
    zip: `${name}.csv.zip`,
  })
})

it('gives the logs of one account different names, and only such as every file system allows', () => {
  const names = datasets.map(({ id }) =>
    toFileNames({ ...named, datasetId: id, isSelection: true }),
  )
  expect(new Set(names.map(({ zip }) => zip)).size).toBe(datasets.length)
  for (const { manifest } of names) expect(manifest).toMatch(/^[\w.-]{1,200}$/)
})

it('says in the name that something is missing, and that it is a selection', () => {
  const nameOf = (isComplete: boolean, isSelection: boolean) =>
    toFileNames({ ...named, format: 'ndjson', isComplete, isSelection }).data
  expect(nameOf(false, false)).toMatch(/Z_partial\.ndjson$/)
  expect(nameOf(true, true)).toMatch(/Z_selected\.ndjson$/)
  expect(nameOf(false, true)).toMatch(/Z_selected_partial\.ndjson$/)
})

it('gives each log of a timeline a name of its own, also where two are alike', () => {
  const user = { kind: 'user' } as const
  const logs = [
    { datasetId, scope: account, isComplete: true },
    { datasetId: 'access-scim-logs', scope: account, isComplete: false },
    { datasetId: 'access-scim-logs', scope: account, isComplete: true },
    { datasetId: 'user-audit-logs-v1', scope: user, isComplete: true },
  ]
  const names = toLogFileNames(logs, { timeRange, format: 'ndjson', isSelection: false })
  const times = '20261101T000000Z_20261108T123005Z'
  expect(names).toEqual([
    `gumshoe-account-audit-logs-v2_${account.id}_${times}.ndjson`,
    `gumshoe-access-scim-logs_${account.id}_${times}_partial.ndjson`,
    `gumshoe-access-scim-logs_${account.id}_${times}_2.ndjson`,
    `gumshoe-user-audit-logs-v1_user_${times}.ndjson`,
  ])
})

it('names several accounts as such, and one by its id', () => {
  const other = { kind: 'account', id: 'f'.repeat(32) } as const
  expect(findCommonScope([account, { ...account }])).toEqual(account)
  for (const scopes of [[account, other], [account, { kind: 'user' }], []] as const) {
    expect(findCommonScope(scopes)).toBe('several')
  }
  const names = toFileNames({
    ...named,
    datasetId: 'timeline',
    scope: 'several',
    isSelection: false,
  })
  expect(names.zip).toMatch(/^gumshoe-timeline_several_2026.*\.csv\.zip$/)
})

it('never takes anything but digits and letters into a name', () => {
  const scope = { kind: 'account', id: '../../x"\r\nSet-Cookie:a=b\u202egpj' } as const
  const hostile = { since: '../../etc', before: '2026-11-08' }
  expect(toFileNames({ ...named, scope, timeRange: hostile, isSelection: false }).data).toBe(
    'gumshoe-account-audit-logs-v2_account_unknown_20261108T000000Z.csv',
  )
  expect(toFileNames({ ...named, scope: { kind: 'user' }, isSelection: false }).data).toMatch(
    /^gumshoe-account-audit-logs-v2_user_2026/,
  )
})

it('tells views of one log and time apart', () => {
  const toName = (view?: string) => toFileNames({ ...named, isSelection: true, view }).data
  expect(toName('1a2b3c4d')).toMatch(/Z_view-1a2b3c4d_selected\.csv$/)
  expect(toName()).toMatch(/Z_selected\.csv$/)
})
