/** Follows all loosenings of a list: compared with a naive replay of the calls, and grouped by resource. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeV1, makeV2, rulePack } from './testing/make-entry.ts'
import {
  isLoosening,
  type PolicyCall,
  type Replayed,
  replayPolicies,
} from './testing/replay-policies.ts'
import {
  collectLoosenings,
  findLoosened,
  groupByResource,
  type RowEntry,
} from './track-loosenings.ts'

const title = 'Access policy set to bypass or service authentication'
const startMs = Date.parse('2026-11-19T10:00:00.500Z')
const toMinute = (ms: number) => (ms - startMs) / 60_000

const toId = (policy: number) => `00c47dda-9dff-46b0-8f26-6ca75ee9889${policy}`
const collection = '/accounts/a/access/apps/app-1/policies'

function toEntry(call: PolicyCall, at: number, body: object = {}) {
  const { policy, how, decision, isFailed } = call
  const path = `${collection}/${toId(policy)}`
  const forms = {
    create: [`POST ${collection}`, { name: 'p', decision }],
    replace: [`PUT ${path}`, { name: 'p', decision, ...body }],
    patch: [`PATCH ${path}`, { decision }],
    rename: [`PATCH ${path}`, { name: 'q' }],
    delete: [`DELETE ${path}`, undefined],
  } as const
  const [name, request] = forms[how]
  const more = isFailed ? { more: { action: { result: 'failure' } } } : {}
  return makeV2({ at, call: name, id: toId(policy), request, ...more })
}

const anyCall = fc.record<PolicyCall>({
  policy: fc.integer({ min: 0, max: 2 }),
  how: fc.constantFrom('create', 'replace', 'patch', 'rename', 'delete'),
  decision: fc.constantFrom('allow', 'deny', 'bypass', 'non_identity'),
  isFailed: fc.boolean(),
})

function track(entries: readonly RowEntry[]) {
  const collector = collectLoosenings(
    entries.flatMap((entry) => findLoosened(entry, rulePack) ?? []),
    rulePack,
  )
  for (const entry of entries) collector.add(entry)
  return [...collector.track()]
}

describe('entries in any order', () => {
  it('have the state that a replay of their calls ends with', () => {
    fc.assert(
      fc.property(
        fc.array(anyCall, { maxLength: 30 }).chain((calls) =>
          fc.tuple(
            fc.constant(calls),
            fc.shuffledSubarray(
              calls.map((_, at) => at),
              { minLength: calls.length },
            ),
          ),
        ),
        ([calls, order]) => {
          const entries = order.map((at, row): RowEntry => {
            const call = calls[at]
            if (!call) throw new Error('There is no such call.')
            return { ...toEntry(call, at), row }
          })
          const found = new Map<number, Replayed>()
          for (const { loosened, rules } of track(entries)) {
            const state = rules.find(({ rule }) => rule.title === title)?.state
            const at = toMinute(loosened.fromMs)
            if (state?.kind === 'open') found.set(at, { kind: 'open' })
            if (state?.kind === 'undone') {
              found.set(at, { kind: 'undone', by: toMinute(state.by.fromMs) })
            }
          }
          const expected = new Map<number, Replayed>()
          for (const [at, call] of calls.entries()) {
            const isSent = call.how !== 'rename' && call.how !== 'delete' && !call.isFailed
            if (isSent && isLoosening(call)) expected.set(at, replayPolicies(calls, at))
          }
          expect(new Map([...found].sort(([a], [b]) => a - b))).toEqual(expected)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('resources', () => {
  const jobPath = '/zones/z1/logpush/jobs/417733'
  const job = (at: number, enabled: boolean, row: number): RowEntry => ({
    ...makeV2({ at, call: `PUT ${jobPath}`, id: '417733', request: { enabled } }),
    row,
  })

  it('are grouped over the logs that record them, what is still in effect first', () => {
    const inV1 = {
      ...makeV1(0, {
        action: { type: 'job_update', result: true },
        resource: { id: '417733', type: 'logpush job' },
        oldValueJson: { enabled: true },
        newValueJson: { enabled: false },
      }),
      row: 2,
    }
    const call: PolicyCall = { policy: 1, how: 'replace', decision: 'bypass', isFailed: false }
    const closed: PolicyCall = { ...call, decision: 'allow' }
    const entries: RowEntry[] = [
      { ...toEntry(call, 1), row: 3 },
      { ...toEntry(closed, 2), row: 4 },
      job(0, false, 1),
      inV1,
    ]
    const groups = groupByResource(track(entries))
    expect(groups.map(({ state, entries: of }) => [state.kind, of.length])).toEqual([
      ['open', 2],
      ['undone', 1],
    ])
    expect(groups[1]?.rules.map((rule) => rule.title)).toEqual([title])
  })

  it('are still in effect while one of their loosenings is', () => {
    const call: PolicyCall = { policy: 1, how: 'replace', decision: 'bypass', isFailed: false }
    const entries = [call, { ...call, decision: 'allow' } as const, call].map((each, at) => ({
      ...toEntry(each, at),
      row: at,
    }))
    const [group, ...others] = groupByResource(track(entries))
    expect(others).toEqual([])
    expect(group?.state.kind).toBe('open')
    expect(group?.entries.map(({ loosened }) => loosened.row)).toEqual([2, 0])
    expect(group?.entries[1]?.state).toMatchObject({ kind: 'open', again: { row: 2 } })
  })

  it('name the rules that are not undone, the most severe first, and the entry that it found', () => {
    const call: PolicyCall = { policy: 1, how: 'replace', decision: 'bypass', isFailed: false }
    const toOpen = (at: number, include: object) => ({
      ...toEntry(call, at, { include: [include] }),
      row: at,
    })
    const ofAll = 'Access policy lets everyone in without sign-in'
    const rulesOf = (entries: readonly RowEntry[]) =>
      groupByResource(track(entries)).map(({ rules, shown }) => [
        rules.map((rule) => rule.title),
        shown.loosened.row,
      ])
    expect(rulesOf([toOpen(0, { everyone: {} }), toOpen(1, { everyone: {} })])).toEqual([
      [[ofAll, title], 1],
    ])
    // The policy is still a bypass, but no longer for everyone.
    expect(rulesOf([toOpen(0, { everyone: {} }), toOpen(1, { group: {} })])).toEqual([[[title], 1]])
  })

  it('are left out when no rule that loosens matches', () => {
    expect(track([job(0, true, 1)])).toEqual([])
  })
})
