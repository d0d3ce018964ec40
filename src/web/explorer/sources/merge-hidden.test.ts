import { describe, expect, it } from 'vitest'
import type { Scope, Source } from '../../../query/log-query.ts'
import { mergeHidden } from './merge-hidden.ts'

const scope: Scope = { kind: 'account', id: '0'.repeat(32) }
const v2: Source = { dataset: 'account-audit-logs-v2', scope }
const v1: Source = { dataset: 'account-audit-logs-v1', scope }
const insights: Source = { dataset: 'insight-audit-logs', scope }

describe('the chips of hidden logs', () => {
  it('are the logs of the query when none was hidden', () => {
    expect(mergeHidden([v2, v1], [])).toEqual([v2, v1])
  })

  it('keep their position', () => {
    expect(mergeHidden([v2, insights], [v2, v1, insights])).toEqual([v2, v1, insights])
  })

  it('are no second chips after undo, for sources that are other objects', () => {
    const again = [{ ...v2 }, { ...v1 }]
    const merged = mergeHidden(again, [v2, v1])
    expect(merged).toEqual([v2, v1])
    expect(merged.every((source) => again.includes(source))).toBe(true)
  })

  it('are followed by logs that were added since', () => {
    expect(mergeHidden([v2, insights], [v2, v1])).toEqual([v2, v1, insights])
  })
})
