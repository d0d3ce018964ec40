/**
 * Measures over the demo what is said of each step of the incident that loosened security, and holds it against the story:
 * docs/story.md ends with the list of what the intruder left open.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { readPath } from '../../catalog/fields.ts'
import { readRulePack } from '../pack/rule-pack.ts'
import { createStoryLogs } from '../pack/testing/story-logs.ts'
import { collectLoosenings, findLoosened, type TrackedEntry } from './track-loosenings.ts'

const rules = readRulePack()

/** Whether each step that a rule with the effect “loosens” finds is over in the story, and by which step. */
const truth: Readonly<Record<string, string>> = {
  'token-created': 'undone by token-deleted',
  'policy-loosened': 'open',
  'rule-deleted': 'open',
  'job-disabled': 'open',
  'organization-member-added': 'open',
  'insight-dismissed': 'open',
  'group-joined': 'open',
  'labs-job-deleted': 'open',
}

/** Loosenings of the decoys: a travel token, an accepted risk, a duty in the on-call group. */
const isOfIncident = (kind: string | undefined) => kind === 'step' || kind === 'further step'

describe.each([1, 2, 3])('with seed %i', (seed) => {
  let said: Map<string, string>
  let tracked: readonly TrackedEntry[]
  beforeAll(() => {
    const { entries, parts } = createStoryLogs({ seed, entries: 10_000 })
    const rows = entries.map(({ dataset, entry }, row) => {
      const owner = readPath(entry, 'account.id') ?? readPath(entry, 'owner.id') ?? dataset.id
      return { source: `${dataset.id} ${owner}`, owner: String(owner), dataset, entry, row }
    })
    const collector = collectLoosenings(
      rows.flatMap((row) => findLoosened(row, rules) ?? []),
      rules,
    )
    for (const each of rows) collector.add(each)
    tracked = [...collector.track()]
    said = new Map()
    for (const { loosened, state } of tracked) {
      const part = parts[loosened.row]
      if (!isOfIncident(part?.kind)) continue
      const by =
        state.kind === 'undone' || state.kind === 'unclear' ? parts[state.by.row] : undefined
      const words = by ? `${state.kind} by ${by.name}` : state.kind
      said.set(part?.name ?? '', words)
    }
  })

  it('says of each step of the incident what is true in the story', () => {
    expect(Object.fromEntries(said)).toEqual(truth)
  })

  it('says undone only of what a later entry of the same resource undid', () => {
    const undone = tracked.filter(({ state }) => state.kind === 'undone')
    expect(undone.length).toBeGreaterThan(0)
    for (const { loosened, state } of undone) {
      if (state.kind !== 'undone') continue
      expect(state.by.fromMs).toBeGreaterThan(loosened.toMs)
      expect(state.by.isFailed).toBe(false)
    }
  })
})
