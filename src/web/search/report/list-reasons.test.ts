import { describe, expect, it } from 'vitest'
import { parseUrl } from '../../../query/address/url-codec.ts'
import { createLedger } from '../engine/create-ledger.ts'
import { listReasons } from './list-reasons.ts'
import { toReportSubject } from './report.ts'

const id = '0123456789abcdef0123456789abcdef'
const logs = [`accounts/${id}/logs/audit`, `accounts/${id}/audit_logs`, 'user/audit_logs'] as const
const timeRange = { since: '2026-11-14T00:00:00Z', before: '2026-11-21T00:00:00Z' }

/** The reasons when these logs could not be read. */
function listOf(asked: readonly string[], forbidden: readonly string[]) {
  const query = parseUrl('/timeline', `?in=${asked.join('&in=')}`)?.query
  if (!query) throw new Error('The address names no timeline.')
  const ledger = createLedger(asked)
  for (const source of forbidden) {
    const gap = { ...timeRange, query: 1, reason: `no permission (${source})` }
    ledger.record({ kind: 'source-set-aside', source, gap })
  }
  const snapshot = ledger.read()
  const subject = toReportSubject(query, timeRange, undefined, undefined)
  return listReasons(subject, { reason: snapshot.reason, ledger: snapshot })
}

describe('listReasons', () => {
  it('names the log that could not be read', () => {
    expect(listOf(logs, [])).toEqual([])
    expect(listOf(logs, [logs[2]])).toEqual([`user: no permission (${logs[2]})`])
  })

  it('counts the other logs when there are many', () => {
    expect(listOf(logs, logs)).toEqual([`v2: no permission (${logs[0]})`, 'gaps in 2 other logs'])
  })
})
