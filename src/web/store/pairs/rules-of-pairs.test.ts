import { expect, it } from 'vitest'
import { getDataset } from '../../../catalog/index.ts'
import type { DetectionRule } from '../../../detection/rule.ts'
import { generatePairs } from '../../../query/timeline/testing/generate-pairs.ts'
import { createColumnEntryStore } from '../column-entry-store.ts'
import { makeRule, not, toRuleId } from '../testing/make-rules.ts'
import { toPageBytes } from '../testing/page-bytes.ts'

const sources = [
  { id: 'new', dataset: getDataset('account-audit-logs-v2') },
  { id: 'old', dataset: getDataset('account-audit-logs-v1') },
]

/** A rule that all entries of one log match. */
const matchAll = (number: number, more: Partial<DetectionRule>) =>
  makeRule(number, not({ kind: 'or', of: [] }), more)

it('shows the rules of both entries in the row of a joined pair', async () => {
  const store = createColumnEntryStore(sources, undefined, [['new', 'old']])
  const usual = { maxSkewMs: 400, missingShare: 0, oneLogShare: 0.2, burstShare: 0 }
  const made = generatePairs({ ...usual, events: 60, seed: 7 })
  const streams: number[][] = []
  for (const [id, list] of [['new', made.v2] as const, ['old', made.v1] as const]) {
    const texts = list.map(({ entry }) => JSON.stringify(entry)).toReversed()
    const { ticket = -1 } = await store.stage(toPageBytes(texts), streams.length, id)
    streams.push([ticket])
  }
  await store.commit(streams, { at: 'end', direction: 'desc' })
  await store.setRules([
    matchAll(1, { level: 'high', effect: 'tightens' }),
    matchAll(2, { service: 'audit_v1', effect: 'loosens' }),
  ])
  await store.reconcile()
  await store.setView({ localFilters: {}, pairs: { shown: 'joined' } })
  const { findings, shown, pairsShown = 0, stored } = await store.detect()
  expect(pairsShown).toBeGreaterThan(10)
  expect(shown).toBe(stored - pairsShown)
  expect(findings.map(({ count, shown }) => [count, shown])).toEqual([
    [made.v2.length, made.v2.length],
    [made.v1.length, made.v1.length],
  ])
  const rows = await store.rows(0, stored)
  const both = rows.filter(({ rules }) => rules?.join() === [toRuleId(1), toRuleId(2)].join())
  expect(both.length).toBe(pairsShown)
  expect(both.every(({ source, pair }) => source === 'new' && pair)).toBe(true)
  const effects = await store.facet({ path: 'effect', limit: 9 })
  expect(effects).toMatchObject({ missing: 0, distinct: 2 })
  expect(effects.values.map(({ count }) => count).toSorted()).toEqual(
    [made.v2.length, made.v1.length].toSorted(),
  )
  // Shown apart, each has its own.
  await store.setView({ localFilters: {}, pairs: { shown: 'separate' } })
  expect((await store.rows(0, stored)).every(({ rules }) => rules?.length === 1)).toBe(true)
  store.dispose()
})
