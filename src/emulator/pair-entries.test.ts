import { expect, it } from 'vitest'
import { getDataset } from '../catalog/index.ts'
import { pairEntries } from '../query/timeline/pair-entries.ts'
import { createEmulator } from './app.ts'
import { findScopes } from './testing/ask-emulator.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')

it.each([
  ['the default forms', 1, undefined],
  ['another seed', 7, undefined],
  ['the other forms', 3, { signInType: 'login', onlyInV1: 'none', accountV1SignIns: 'present' }],
] as const)(
  'pairs the entries of v1 and v2 that record one event, with %s',
  async (_, seed, forms) => {
    const emulator = createEmulator({
      seed,
      entries: 20_000,
      now: () => nowMs,
      ...(forms && { forms }),
    })
    const { account } = await findScopes(emulator)
    const [v2, v1] = ['account-audit-logs-v2', 'account-audit-logs-v1'].map((id) => ({
      dataset: getDataset(id),
      entries: emulator.entries(id, account),
      events: emulator.eventNumbers(id, account),
    }))
    if (!v1 || !v2) throw new Error('The emulator lacks a log.')
    const pairs = pairEntries(v2, v1)
    const right = pairs.filter(({ one, other }) => v2.events[one] === v1.events[other])
    const inV2 = new Set(v2.events)
    const inBoth = new Set(v1.events.filter((event) => inV2.has(event)))
    const precision = right.length / pairs.length
    const recall = new Set(right.map(({ one }) => v2.events[one])).size / inBoth.size
    expect(inBoth.size).toBeGreaterThan(1_000)
    expect(precision).toBeGreaterThanOrEqual(0.99)
    expect(recall).toBeGreaterThanOrEqual(0.95)
  },
)
