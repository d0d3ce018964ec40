import { describe, expect, test } from 'vitest'
import { readPath } from '../../../catalog/fields.ts'
import { defaultForms } from '../../api-forms.ts'
import type { EntrySource } from '../entries/entry-source.ts'
import { createWorld } from '../world.ts'
import { incident, storyFacts } from './story.ts'
import { decoys } from './story-decoys.ts'
import { storySteps, toStoryMs } from './story-events.ts'
import { storyInsights } from './story-insights.ts'
import { storyLogins } from './story-logins.ts'
import { organizationSteps } from './story-organization.ts'
import { storyProvisioning } from './story-provisioning.ts'
import type { StoryStep } from './story-step.ts'

const dayMs = 86_400_000
const worlds = [
  { seed: 1, entries: 1000, now: '2026-11-21T00:00:00.000Z', accountV1SignIns: 'present' as const },
  { seed: 1, entries: 50_000, now: '2026-11-21T12:00:00.000Z' },
  { seed: 2, entries: 3333, now: '2027-03-01T23:59:59.999Z', accountV1SignIns: 'present' as const },
  { seed: 77, entries: 1_000_000, now: '2028-02-29T06:30:00.000Z' },
]

/** Steps that v1 has a word for, and the word. */
const wordsV1: Readonly<Record<string, string>> = {
  'phished-sign-in': 'login',
  'token-created': 'token_create',
  'record-deleted': 'rec_del',
  'record-diverted': 'rec_add',
  'job-disabled': 'job_update',
  'diversion-deleted': 'rec_del',
  'record-restored': 'rec_add',
  'token-deleted': 'token_revoke',
}
const userSteps = ['phished-sign-in', 'token-created', 'token-deleted']

type WorldOptions = {
  seed: number
  entries: number
  now: string
  accountV1SignIns?: 'absent' | 'present'
}

function create({ seed, entries, now, accountV1SignIns = 'absent' }: WorldOptions) {
  const nowMs = Date.parse(now)
  const forms = { ...defaultForms, accountV1SignIns }
  const { estate, findSource } = createWorld({ seed, entries, nowMs, forms })
  const [account] = estate.accounts
  const [organization] = estate.organizations
  const organizationScope = { kind: 'organization', id: organization?.id ?? '' } as const
  const scope = { kind: 'account', id: account?.id ?? '' } as const
  const find = (source: EntrySource | undefined) => {
    if (!source) throw new Error('There is no such log.')
    return source
  }
  const startDayMs = Math.floor(nowMs / dayMs) * dayMs
  return {
    nowMs,
    account,
    organization,
    ofOrganization: find(findSource('organization-audit-logs-v2', organizationScope)),
    startDayMs,
    v2: find(findSource('account-audit-logs-v2', scope)),
    v1: find(findSource('account-audit-logs-v1', scope)),
    user: find(findSource('user-audit-logs-v1', { kind: 'user' })),
    insights: find(findSource('insight-audit-logs', scope)),
    access: find(findSource('access-authentication-logs', scope)),
    scim: find(findSource('access-scim-logs', scope)),
    msOf: (step: { day: number; time: string }) => toStoryMs(step, startDayMs),
  }
}

/** All entries at a moment. */
function listAt(source: EntrySource, timeMs: number): unknown[] {
  const [first, end] = [source.firstAt(timeMs), source.firstAt(timeMs + 1)]
  return Array.from({ length: end - first }, (_, at) => source.entryAt(first + at))
}

describe.each(worlds)('the story with seed $seed, $entries entries, at $now', (options) => {
  const {
    nowMs,
    account,
    organization,
    v2,
    v1,
    user,
    insights,
    access,
    scim,
    ofOrganization,
    msOf,
  } = create(options)
  const findV2 = (step: StoryStep) =>
    listAt(v2, msOf(step)).find((entry) => readPath(entry, 'raw.cf_ray_id') === step.rayId)
  const holderId = readPath(findV2(getStep('phished-sign-in')), 'actor.id')

  test('happened within the last days, and v2 tells all of it', () => {
    for (const step of storySteps) {
      expect(msOf(step)).toBeLessThan(nowMs)
      expect(msOf(step)).toBeGreaterThan(nowMs - 14 * dayMs)
      const entry = findV2(step)
      expect(readPath(entry, 'action.time')).toBe(new Date(msOf(step)).toISOString())
      expect(readPath(entry, 'action.result')).toBe('success')
      if (step.by !== 'staff') expect(readPath(entry, 'actor.email')).toBe(step.by)
      if (step.session) {
        expect(readPath(entry, 'actor.ip_address')).toBe(step.session.ip)
        expect(readPath(entry, 'actor.token_id')).toBe(step.session.token?.id)
      }
      if (step.resource) expect(readPath(entry, 'resource.id')).toBe(step.resource.id)
      expect(readPath(entry, 'zone.name')).toBe(step.zone)
      expect(readPath(entry, 'resource.request')).toEqual(step.request)
      expect(String(readPath(entry, 'raw.uri'))).not.toMatch(/[{}]|\/\//)
    }
  })

  test('v1 tells at the same time what it has words for, with values before and after', () => {
    for (const step of incident) {
      const isSignIn = step.name === 'phished-sign-in'
      const isLeftOut = isSignIn && options.accountV1SignIns !== 'present'
      const word = isLeftOut ? undefined : wordsV1[step.name]
      const entry = listAt(v1, msOf(step)).find(
        (each) =>
          readPath(each, 'actor.email') === step.by &&
          readPath(each, 'actor.ip') === step.session?.ip,
      )
      expect(readPath(entry, 'action.type')).toBe(word)
      if (word === 'rec_del')
        expect(readPath(entry, 'oldValueJson')).toMatchObject(step.before ?? {})
      if (word === 'rec_add') {
        expect(readPath(entry, 'newValueJson')).toMatchObject(step.request ?? {})
      }
      if (word === 'job_update') {
        expect(readPath(entry, 'oldValueJson')).toMatchObject({ enabled: true })
        expect(readPath(entry, 'newValueJson')).toMatchObject({ enabled: false })
      }
      if (word?.startsWith('token')) {
        expect(readPath(entry, 'metadata')).toMatchObject({
          token_tag: storyFacts.tokenId,
          token_name: storyFacts.tokenName,
        })
      }
    }
  })

  test('the log of the user who was phished has her sign-in and her token', () => {
    for (const step of incident) {
      const entry = listAt(user, msOf(step)).find(
        (each) => readPath(each, 'actor.ip') === storyFacts.phishingIp,
      )
      expect(entry !== undefined).toBe(userSteps.includes(step.name))
      if (entry) expect(readPath(entry, 'owner.id')).toBe(holderId)
    }
  })

  test('the insight log has the finding, and who dismissed it', () => {
    for (const step of storyInsights) {
      const entry = listAt(insights, msOf(step)).find(
        (each) => readPath(each, 'issue_id') === step.issueId,
      )
      expect(readPath(entry, 'current_value')).toBe(step.current)
      expect(readPath(entry, 'rationale')).toBe(step.rationale)
      const zone = account?.zones.find(({ name }) => name === step.zone)
      expect(readPath(entry, 'zone_id')).toBe(zone?.number)
      if (step.name === 'insight-dismissed') expect(readPath(entry, 'changed_by')).toBe(holderId)
    }
  })

  test('the log of the organization has the member whom nobody removed', () => {
    for (const step of organizationSteps) {
      const entry = listAt(ofOrganization, msOf(step)).find(
        (each) => readPath(each, 'raw.cf_ray_id') === step.rayId,
      )
      expect(readPath(entry, 'actor.email')).toBe(step.by)
      expect(readPath(entry, 'actor.ip_address')).toBe(step.session?.ip)
      expect(readPath(entry, 'resource.id')).toBe(step.resource?.id)
      expect(readPath(entry, 'resource.request')).toEqual(step.request)
      expect(readPath(entry, 'organization')).toEqual({ id: organization?.id })
      expect(readPath(entry, 'raw.uri')).toBe(`/organizations/${organization?.id}/members`)
    }
    const all = Array.from({ length: ofOrganization.firstAt(nowMs + 1) }, (_, at) =>
      ofOrganization.entryAt(at),
    )
    const about = all.filter((entry) => readPath(entry, 'resource.id') === storyFacts.memberId)
    expect(about).toHaveLength(1)
    const fromThere = all.filter(
      (entry) => readPath(entry, 'actor.ip_address') === storyFacts.phishingIp,
    )
    expect(fromThere).toEqual(about)
  })

  test('the log of Access has the doors that were tried, some with the Ray ID of an entry of v2', () => {
    for (const step of storyLogins) {
      const found = listAt(access, msOf(step)).filter(
        (entry) => readPath(entry, 'ray_id') === step.rayId,
      )
      expect(found).toHaveLength(step.repeats ?? 1)
      expect(new Set(found.map((entry) => JSON.stringify(entry))).size).toBe(1)
      expect(found[0]).toMatchObject({
        user_email: step.by,
        ip_address: step.ip,
        app_name: step.application,
        allowed: step.allowed,
        created_at: new Date(msOf(step)).toISOString(),
      })
      const shared = storySteps.find(({ rayId }) => rayId === step.rayId)
      if (shared) expect(Math.abs(msOf(shared) - msOf(step))).toBeLessThan(1_000)
    }
    // All of them lie before the first change that the same address made.
    const [first, ...others] = storyLogins
    expect(others.every((step) => msOf(step) >= msOf(first ?? step))).toBe(true)
    expect(
      storyLogins.filter(({ rayId }) => storySteps.some((step) => step.rayId === rayId)),
    ).toHaveLength(2)
    expect(storyLogins.some(({ allowed }) => !allowed)).toBe(true)
  })

  test('the SCIM log has the user who joined the group of the closed policy, and nobody removed', () => {
    for (const step of storyProvisioning) {
      const entry = listAt(scim, msOf(step)).find(
        (each) => JSON.stringify(each).includes(step.change.email) || 'op' in step.change,
      )
      expect(readPath(entry, 'status')).toBe('SUCCESS')
      expect(readPath(entry, 'logged_at')).toBe(new Date(msOf(step)).toISOString())
      const group = 'group' in step.change ? step.change.group : undefined
      expect(readPath(entry, 'resource_group_name')).toBe(group)
      expect(readPath(entry, 'request_method')).toBe(group ? 'PATCH' : 'POST')
    }
    const all = Array.from({ length: scim.firstAt(nowMs + 1) }, (_, at) => scim.entryAt(at))
    const about = all.filter((entry) => JSON.stringify(entry).includes(storyFacts.memberEmail))
    expect(about).toHaveLength(2)
    expect(String(readPath(about[1], 'request_body'))).toContain('"op":"add"')
    // The sign-in to the admin tools came just before.
    const admin = storyLogins.find(({ name }) => name === 'admin-entered')
    const [first] = storyProvisioning
    const gapMs = admin && first ? msOf(first) - msOf(admin) : Number.NaN
    expect(gapMs).toBeGreaterThan(0)
    expect(gapMs).toBeLessThan(10 * 60_000)
  })

  test('nobody else comes from the network of the incident', () => {
    const from = v2.firstAt(msOf(getStep('phished-sign-in')))
    const to = v2.firstAt(msOf(getStep('token-deleted')) + 1)
    const step = Math.max(1, Math.floor((to - from) / 3000))
    const rays = new Set(incident.map(({ rayId }) => rayId))
    for (let at = from; at < to; at += step) {
      const entry = v2.entryAt(at)
      if (/^203\.0\.113\.(6[4-9]|7\d)$/.test(String(readPath(entry, 'actor.ip_address')))) {
        expect(rays).toContain(readPath(entry, 'raw.cf_ray_id'))
      }
    }
  })
})

function getStep(name: string): StoryStep {
  const step = storySteps.find((each) => each.name === name)
  if (!step) throw new Error(`The story has no step ${name}.`)
  return step
}

test('the decoys are loud: many deletions by night, a token from afar, staff, a hostile name', () => {
  expect(decoys.filter(({ action }) => action.startsWith('DELETE')).length).toBeGreaterThan(10)
  expect(decoys.some(({ by }) => by === 'staff')).toBe(true)
  expect(decoys.some(({ session }) => session?.userAgent.includes('<script>'))).toBe(true)
  const names = decoys.map(({ name }) => name)
  expect(names).toContain('travel-token-created')
})

test('steps can be told apart by name, and calls by Ray ID', () => {
  for (const key of ['name', 'rayId'] as const) {
    expect(new Set(storySteps.map((step) => step[key])).size).toBe(storySteps.length)
  }
  for (const { rayId } of storySteps) expect(rayId).toMatch(/^[0-9a-f]{16}$/)
  for (const { resource } of storySteps) {
    expect(resource?.id ?? '').toMatch(/^([0-9a-f]{32}|[0-9a-f-]{36}|\d{6})?$/)
  }
})

test('a world too small for it has no story', () => {
  const { v2, msOf } = create({ seed: 1, entries: 999, now: '2026-11-21T12:00:00.000Z' })
  for (const step of storySteps) expect(listAt(v2, msOf(step))).toEqual([])
})
