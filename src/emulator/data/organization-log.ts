/**
 * Creates the log of an organization: few events, all by people and programs of the identity team. The story is in the
 * log of the first organization.
 */
import { createV2Source, type EntryForms } from './entries/entries-v2.ts'
import type { EntrySource } from './entries/entry-source.ts'
import { createCast } from './estate/cast.ts'
import type { Account, Organization } from './estate/estate.ts'
import { createEventStream } from './events/events.ts'
import { organizationRepertoire } from './events/repertoire.ts'
import { mix } from './random.ts'
import { createScan } from './scan.ts'
import { plantSteps } from './story/story-events.ts'
import { organizationSteps } from './story/story-organization.ts'
import { createTimePlan } from './time-plan.ts'

/** Creates the log; `entries` is the number of entries of the first account, `startMs` the start of the 30 days. */
export function createOrganizationLog(options: {
  seedKey: number
  entries: number
  startMs: number
  startDayMs: number
  organization: Organization
  /** The first account, whose people act. */
  account: Account
  forms: EntryForms
  hasStory: boolean
}): EntrySource {
  const { seedKey, entries, startMs, startDayMs, organization, forms, hasStory } = options
  const { id, name, share } = organization
  const key = mix(organization.key, 1)
  const cast = createCast(seedKey, { id, number: 0 })
  const owner: Account = {
    ...options.account,
    key: organization.key,
    name,
    organizationId: id,
    zones: [],
  }
  const count = Math.round(Math.min(2000, Math.max(100, entries / 100)) * share)
  const plan = createTimePlan({ key, startMs, count, hourWeights: cast.hourWeights })
  const planted = hasStory
    ? plantSteps(organizationSteps, { account: owner, cast, startDayMs })
    : []
  const stream = createEventStream({
    key,
    account: owner,
    cast,
    plan,
    planted,
    repertoire: organizationRepertoire,
  })
  const scan = createScan({ firstAt: stream.firstAt, elementAt: stream.eventAt })
  return createV2Source({ stream, scan }, forms, 'organization')
}
