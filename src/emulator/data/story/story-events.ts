/**
 * Converts the story into events: finds its people, zones and actions in the account, and computes the times, which
 * are relative to the day of the start.
 */
import { type Action, actions, signIn } from '../estate/actions.ts'
import { getApplication } from '../estate/applications.ts'
import type { Actor, Cast } from '../estate/cast.ts'
import type { Account, Zone } from '../estate/estate.ts'
import { organizationActions } from '../estate/organization-actions.ts'
import { fillUri, type IdentifiedResource, identifyResource } from '../estate/resources.ts'
import type { PlantedEvent } from '../events/events.ts'
import { createSession, type Session } from '../events/sessions.ts'
import { mix, mixText, toFraction } from '../random.ts'
import { incident } from './story.ts'
import { decoys } from './story-decoys.ts'
import type { StoryStep } from './story-step.ts'

const dayMs = 86_400_000

/** The minimum number of entries; with fewer, the story is left out. */
export const minEntriesForStory = 1000

/** The incident and the decoys, in order of time. */
export const storySteps: readonly StoryStep[] = [...incident, ...decoys].toSorted(
  (one, other) => toStoryMs(one, 0) - toStoryMs(other, 0),
)

/** The time of a step in milliseconds, given the midnight (UTC) of the day of the start. */
export function toStoryMs(
  { day, time }: { day: number; time: string },
  startDayMs: number,
): number {
  return startDayMs + day * dayMs + Date.parse(`1970-01-01T${time}Z`)
}

/** Steps as events of an account or an organization; they have to be in order of time. */
export function plantSteps(
  steps: readonly StoryStep[],
  options: { account: Account; cast: Cast; startDayMs: number },
): PlantedEvent[] {
  return steps.map((step) => toEvent(step, options))
}

function toEvent(
  step: StoryStep,
  { account, cast, startDayMs }: { account: Account; cast: Cast; startDayMs: number },
): PlantedEvent {
  const { rayId, request, before } = step
  const action = getAction(step.action)
  const actor = step.by === 'staff' ? cast.staff : cast.findByEmail(step.by)
  if (!actor) throw new Error(`Nobody in the story has the address ${step.by}.`)
  const zone = account.zones.find(({ name }) => name === step.zone)
  const key = toPlainKey(mixText(account.key, `story ${step.name}`))
  return {
    key,
    timeMs: toStoryMs(step, startDayMs),
    account,
    action,
    description: action === signIn ? step.action : action.description,
    actor,
    session: toSession(step, actor, action, key),
    zone,
    resource: toResource(step, { key, action, account, actor, zone }),
    failed: false,
    statusCode: 200,
    facts: { rayId, ...(request && { request }), ...(before && { before }) },
  }
}

function getAction(name: string): Action {
  if (name === 'LOGIN' || name === 'SSO_LOGIN') return signIn
  const action = [...actions, ...organizationActions].find(
    ({ method, uri }) => `${method} ${uri}` === name,
  )
  if (!action) throw new Error(`The story needs an action that does not exist: ${name}.`)
  return action
}

function toSession({ session }: StoryStep, actor: Actor, action: Action, key: number): Session {
  if (!session) return createSession(actor, action, key)
  const { token, ...withoutToken } = session
  return token ? { ...session, token: { ...token, context: 'api_token' } } : withoutToken
}

function toResource(
  { resource, parentId = '', application }: StoryStep,
  context: { key: number; action: Action; account: Account; actor: Actor; zone: Zone | undefined },
): IdentifiedResource {
  const { action, account, zone } = context
  if (!resource) return identifyResource(action, context)
  const { id, name } = resource
  const values: Readonly<Record<string, string>> = {
    account_id: account.id,
    zone_id: zone?.id ?? '',
    organization_id: account.organizationId,
    parent: application ? getApplication(application, account).id : parentId,
  }
  // The key depends on the id only, so that all events about a resource have the same key.
  const uri = fillUri(action, (name) => values[name] ?? id)
  return { id, key: mixText(account.key, id), name, uri }
}

/** A key with which no property of the entry is left out and no second entry of v1 is made. */
function toPlainKey(key: number): number {
  let plain = key
  while ([80, 81, 90].some((word) => isOdd(toFraction(mix(plain, word))))) plain = mix(plain, 1)
  return plain
}

function isOdd(fraction: number): boolean {
  return fraction < 0.1 || fraction > 0.9
}
