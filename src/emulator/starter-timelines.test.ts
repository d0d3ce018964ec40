/** Starters that ask all logs at once, beside naive filters over the entries of each log. */
import { describe, expect, it } from 'vitest'
import { readPath } from '../catalog/fields.ts'
import { getDataset } from '../catalog/index.ts'
import { timelineId } from '../catalog/timeline/timeline.ts'
import { formatSource } from '../query/address/source-text.ts'
import { findStarter, type Starter, toStarterQuery } from '../query/starters/starter.ts'
import { starters } from '../query/starters/starters.ts'
import { storySteps } from '../query/starters/story-steps.ts'
import { resolveTimeRange } from '../query/time/time-range.ts'
import { planTimeline } from '../query/timeline/plan-timeline.ts'
import { toTimelineQuery } from '../query/timeline/to-timeline-query.ts'
import { createEmulator } from './app.ts'
import { listAccounts } from './testing/ask-emulator.ts'
import { readQuery, toFirstQuery } from './testing/read-query.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const byDefault = createEmulator({ seed: 1, entries: 50_000, now: () => nowMs })
const otherForms = createEmulator({
  seed: 7,
  entries: 20_000,
  now: () => nowMs,
  forms: { signInType: 'login', onlyInV1: 'none', accountV1SignIns: 'present' },
})
const everything = [...starters, ...storySteps]

type Naive = (read: (path: string) => unknown, log: string) => boolean

/** What the timelines find, by the fields of each log as a person reads them, without roles and plans. */
const naive: Readonly<Record<string, Naive>> = {
  'timeline-last-hours': (read, log) =>
    !isNaiveSignIn(read, log) && read('action.type') !== 'view' && read('action.type') !== 'login',
  'timeline-sign-ins': isNaiveSignIn,
  'timeline-deletions': (read, log) =>
    /^(rec_del|token_revoke|purge|account_member_delete|delete)$/.test(
      String(read('action.type')),
    ) && !log.startsWith('access'),
  'timeline-failures': (read) =>
    read('action.result') === 'failure' || [read('action.result'), read('allowed')].includes(false),
  'story-11': (read) => read('actor.token_id') === '34920fbd01f40072e3cf347862554017',
  'story-12': (read) =>
    ['actor.ip_address', 'actor.ip', 'ip_address'].some((path) =>
      /^203\.0\.113\.(66|71)$/.test(String(read(path))),
    ),
}

function isNaiveSignIn(read: (path: string) => unknown, log: string): boolean {
  const words = ['action.description', 'action.type', 'action'].map((path) => String(read(path)))
  return log !== 'insight-audit-logs' && words.some((word) => /^((SSO_)?LOGIN|login)$/.test(word))
}

describe('a timeline', () => {
  const timelines = everything.filter(({ dataset }) => dataset === timelineId)

  it.each(timelines)(
    '$title: asks every log of the account, or of all accounts, and the user log once',
    async (starter) => {
      const accounts = await listAccounts(byDefault)
      const { sources = [] } = await toFirstQuery(byDefault, starter)
      const asked = accounts.slice(0, starter.isInAllAccounts ? 3 : 1)
      expect(sources.map(formatSource)).toEqual([
        ...asked.flatMap((account) =>
          ['logs/audit', 'audit_logs', 'security-center/insights/audit-log']
            .concat('access/logs/access_requests')
            .map((path) => `accounts/${'id' in account && account.id}/${path}`),
        ),
        'user/audit_logs',
      ])
    },
  )

  it.each(timelines)('$title: finds what a naive filter finds in each log', async (starter) => {
    for (const emulator of [byDefault, otherForms]) {
      const query = await toFirstQuery(emulator, starter)
      const range = resolveTimeRange(query.timeRange, nowMs)
      const expected = (query.sources ?? []).flatMap(({ dataset, scope }) => {
        const { timePath } = getDataset(dataset)
        return emulator.entries(dataset, scope).filter((entry) => {
          const timeMs = Date.parse(String(readPath(entry, timePath)))
          const isInRange = timeMs >= Date.parse(range.since) && timeMs < Date.parse(range.before)
          return isInRange && naive[starter.id]?.((path) => readPath(entry, path), dataset)
        })
      })
      const toTexts = (entries: readonly unknown[]) =>
        entries.map((entry) => JSON.stringify(entry)).toSorted()
      expect(toTexts(await readQuery(emulator, query, nowMs))).toEqual(toTexts(expected))
    }
  })

  it('tells in which account the token did what, and which logs cannot say so', async () => {
    const starter = getStep('story-11')
    const query = await toFirstQuery(byDefault, starter)
    const found = await readQuery(byDefault, query, nowMs)
    const inLabs = found.filter((entry) => readPath(entry, 'account.name') === 'Acme Labs')
    expect(inLabs.map((entry) => readPath(entry, 'action.description'))).toEqual([
      'Delete DNS Record',
      'Create DNS Record',
      'Delete Logpush job',
    ])
    expect(found).toHaveLength(13)
    const lacking = planTimeline(toTimelineQuery(query)).filter((plan) => plan.cannotContain)
    expect(lacking).toHaveLength(10)
  })

  it('lets the API choose the entries of both addresses, but for the addresses in Access', async () => {
    const query = await toFirstQuery(byDefault, getStep('story-12'))
    const local: string[] = []
    for (const plan of planTimeline(toTimelineQuery(query))) {
      if (!plan.query) continue
      expect(JSON.stringify(plan.query.filters)).toContain('dana.whitfield')
      if (plan.roleFilters.length > 0) local.push(plan.source.dataset)
    }
    expect(local).toEqual(Array.from({ length: 3 }, () => 'access-authentication-logs'))
    expect(await readQuery(byDefault, query, nowMs)).toHaveLength(46)
  })

  it('is recognized in all accounts only where it asks all accounts', async () => {
    const [scope, ...otherAccounts] = await listAccounts(byDefault)
    if (!scope) throw new Error('There is no account.')
    for (const starter of timelines) {
      const inAll = { ...starter, isInAllAccounts: true }
      const query = toStarterQuery(inAll, scope, { otherAccounts })
      expect(query.sources).toHaveLength(13)
      expect(findStarter(query, everything)).toBe(starter.isInAllAccounts ? starter : undefined)
    }
  })

  it('asks the logs that can be read, and is recognized with them', async () => {
    const [scope] = await listAccounts(byDefault)
    const [starter] = timelines
    if (!scope || !starter) throw new Error('There is no account, or no timeline.')
    const logs = [{ id: 'insight-audit-logs', readable: false }]
    const query = toStarterQuery(starter, scope, { logs })
    expect(query.sources?.map(({ dataset }) => dataset)).not.toContain('insight-audit-logs')
    expect(query.sources).toHaveLength(4)
    expect(findStarter(query, everything, logs)).toBe(starter)
    // With another set of logs, “in all logs” would claim too much.
    expect(findStarter(query, everything)).toBeUndefined()
  })
})

function getStep(id: string): Starter {
  const step = storySteps.find((each) => each.id === id)
  if (!step) throw new Error(`There is no step ${id}.`)
  return step
}
