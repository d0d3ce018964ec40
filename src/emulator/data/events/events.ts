/**
 * What happens in an account: for each number an event, from which v2 and v1 tell their entries.
 * What is done, to which resource and with what outcome follows from the seed and the number alone;
 * when, and who of the team was at work then, also follow from how many events fill the 30 days, and
 * so do the places that the planted events of the story take.
 */
import { type Action, actions, signIn, type Team } from '../estate/actions.ts'
import type { Actor, Cast, Group } from '../estate/cast.ts'
import type { Account, Zone } from '../estate/estate.ts'
import {
  createResourceFinder,
  type IdentifiedResource,
  type ResourceFinder,
} from '../estate/resources.ts'
import { mix, pick, pickIndex, toBelow, toFraction, toRunningSums } from '../random.ts'
import { eventsPerBlock, isBurst, type TimePlan, toHourOfWeek } from '../time-plan.ts'
import { type FollowUp, findFollowUp, isTlsSetting, toDelayMs } from './follow-ups.ts'
import { createOverlayPlan } from './overlay-plan.ts'
import { createSession, type Session } from './sessions.ts'

/** What is known of an event where it does not follow from the key. */
export type Facts = {
  rayId?: string
  request?: Readonly<Record<string, unknown>>
  /** The resource as it was before. */
  before?: Readonly<Record<string, unknown>>
}

/** One thing that happened. `key` is a number for whatever else has to follow from the event. */
export type Event = {
  index: number
  key: number
  timeMs: number
  account: Account
  action: Action
  description: string
  actor: Actor
  session: Session
  zone: Zone | undefined
  resource: IdentifiedResource
  failed: boolean
  statusCode: number
  facts: Facts | undefined
}

/** An event that does not follow from its number; it takes the place that its time gives it. */
export type PlantedEvent = Omit<Event, 'index'>

/** The events of one account, numbered from 0 in order of time. */
export type EventStream = TimePlan & { eventAt: (index: number) => Event }

/** Identifies the resource when it is looked at: most filters do not, and a search meets every event. */
class LazyEvent implements Event {
  readonly placeKey: number
  index: number
  key: number
  timeMs: number
  account: Account
  action: Action
  description: string
  actor: Actor
  session: Session
  zone: Zone | undefined
  failed: boolean
  statusCode: number
  facts: Facts | undefined
  #resource: IdentifiedResource | undefined
  readonly #findResource: ResourceFinder

  constructor(event: Omit<Event, 'resource'>, placeKey: number, findResource: ResourceFinder) {
    this.placeKey = placeKey
    this.#findResource = findResource
    this.index = event.index
    this.key = event.key
    this.timeMs = event.timeMs
    this.account = event.account
    this.action = event.action
    this.description = event.description
    this.actor = event.actor
    this.session = event.session
    this.zone = event.zone
    this.failed = event.failed
    this.statusCode = event.statusCode
    this.facts = event.facts
  }

  get resource(): IdentifiedResource {
    const { action, placeKey, account, actor, zone } = this
    this.#resource ??= this.#findResource(action, { key: placeKey, account, actor, zone })
    return this.#resource
  }
}

const sessionsPerBlock = 4
const teamWeights: readonly (readonly [Team, number])[] = [
  ['platform', 36],
  ['developers', 25],
  ['security', 14],
  ['zerotrust', 12],
  ['identity', 7],
  ['observability', 4],
]
const burstTeams: readonly Team[] = ['platform', 'platform', 'security', 'developers', 'zerotrust']
const teamSums = toRunningSums(teamWeights.map(([, weight]) => weight))
const actionsOfTeam = new Map(
  teamWeights.map(([team]) => {
    const own = actions.filter(({ teams }) => teams.includes(team))
    return [team, { own, sums: toRunningSums(own.map(({ weight }) => weight)) }]
  }),
)

/** Creates the events of an account; `planted` ones have to be in order of time. */
export function createEventStream(options: {
  key: number
  account: Account
  cast: Cast
  plan: TimePlan
  planted?: readonly PlantedEvent[]
}): EventStream {
  const { key: streamKey, account, cast, plan, planted = [] } = options
  const findResource = createResourceFinder()
  const overlay = createOverlayPlan(
    plan,
    planted.map(({ timeMs }) => timeMs),
  )

  function plantedAt(index: number): PlantedEvent | undefined {
    const step = overlay.stepAt(index)
    return step === undefined ? undefined : planted[step]
  }

  /** What the system does at a number, if it follows up on the event before. */
  function followUpAt(index: number): FollowUp | undefined {
    // Causes have even numbers, so that no follow-up causes another.
    if ((index & 1) === 0 || plantedAt(index) || plantedAt(index - 1)) return undefined
    const { action: cause } = whatAt(streamKey, index - 1)
    const followUp = findFollowUp(cause)
    if (!followUp) return undefined
    const key = mix(streamKey, index - 1)
    if (isByStaff(key) || hasFailed(cause, key)) return undefined
    if (cause.idForm !== 'setting') return followUp
    const zone = pickZone(account, mix(key, 6))
    const place = { key: mix(key, 7), account, actor: cast.system, zone }
    return isTlsSetting(findResource(cause, place).id) ? followUp : undefined
  }

  function timeAt(index: number, key: number, followUp: FollowUp | undefined): number {
    const timeMs = overlay.timeOf(index)
    if (followUp) return Math.min(overlay.timeOf(index - 1) + toDelayMs(key), timeMs)
    if (!isOnSecond(key) || plantedAt(index)) return timeMs
    return Math.max(timeMs - (timeMs % 1000), overlay.timeOf(index - 1))
  }

  const timeOf = (index: number) => timeAt(index, mix(streamKey, index), followUpAt(index))

  /** Times are earlier than planned, if at all, and never before the event before: order stays. */
  function firstAt(timeMs: number): number {
    let index = overlay.firstAt(timeMs)
    while (timeOf(index) < timeMs) index++
    return index
  }

  function eventAt(index: number): Event {
    const known = plantedAt(index)
    if (known) return { ...known, index }
    const key = mix(streamKey, index)
    const followUp = followUpAt(index)
    const timeMs = timeAt(index, key, followUp)
    if (followUp) {
      const place = { index, key, timeMs, account }
      const causeKey = mix(streamKey, index - 1)
      const event = createFollowUp(place, followUp, causeKey, cast.system)
      return new LazyEvent(event, mix(causeKey, 7), findResource)
    }
    const { action, sessionKey, group } = whatAt(streamKey, index)
    const actor = isByStaff(key)
      ? cast.staff
      : cast.findOnDuty(group, toHourOfWeek(timeMs), toFraction(mix(sessionKey, 2)))
    const failed = hasFailed(action, key)
    const event = {
      index,
      key,
      timeMs,
      account,
      action,
      description: toDescription(action, key),
      actor,
      session: createSession(actor, action, sessionKey),
      zone: action.isInZone ? pickZone(account, mix(key, 6)) : undefined,
      failed,
      statusCode: failed ? pick([500, 500, 502, 503], mix(key, 8)) : successCode(action, key),
      facts: undefined,
    }
    return new LazyEvent(event, mix(key, 7), findResource)
  }

  return { timeOf, firstAt, eventAt }
}

type What = { action: Action; sessionKey: number; group: Group }

/** What somebody does at a number, and in which session, if nothing else takes its place. */
function whatAt(streamKey: number, index: number): What {
  const key = mix(streamKey, index)
  const block = Math.floor(index / eventsPerBlock)
  const isInBurst = isBurst(streamKey, block)
  const session = isInBurst ? 0 : toBelow(mix(key, 1), sessionsPerBlock)
  const sessionKey = mix(mix(streamKey, 0x5e55), block * sessionsPerBlock + session)
  if (!isInBurst && toFraction(mix(key, 2)) < 0.06) {
    return { action: signIn, sessionKey, group: 'people' }
  }
  const team = isInBurst
    ? pick(burstTeams, mix(sessionKey, 1))
    : (teamWeights[pickIndex(teamSums, toFraction(mix(sessionKey, 1)))]?.[0] ?? 'platform')
  const { own, sums } = actionsOfTeam.get(team) ?? { own: actions, sums: teamSums }
  const action = own[pickIndex(sums, toFraction(mix(key, 3)))] ?? signIn
  return { action, sessionKey, group: isInBurst ? `${team} programs` : team }
}

/** The same zone and the same domain as those of the cause, whose key decides both. */
function createFollowUp(
  place: { index: number; key: number; timeMs: number; account: Account },
  { action, request }: FollowUp,
  causeKey: number,
  system: Actor,
): Omit<Event, 'resource'> {
  const { index, key, timeMs, account } = place
  // Of the same shape as other events, which keeps reading them cheap.
  return {
    index,
    key,
    timeMs,
    account,
    action,
    description: action.description,
    actor: system,
    session: {},
    zone: action.isInZone ? pickZone(account, mix(causeKey, 6)) : undefined,
    failed: false,
    statusCode: successCode(action, key),
    facts: request && { request },
  }
}

/** Some clocks give full seconds only. */
function isOnSecond(key: number): boolean {
  return toFraction(mix(key, 12)) < 0.03
}

function isByStaff(key: number): boolean {
  return toFraction(mix(key, 4)) < 0.003
}

function hasFailed(action: Action, key: number): boolean {
  return action !== signIn && toFraction(mix(key, 5)) < 0.012
}

/** A few zones see most of the changes. */
function pickZone({ zones }: Account, key: number): Zone {
  const fraction = toFraction(key)
  return pick(zones, fraction * fraction * 0x1_0000_0000)
}

function toDescription(action: Action, key: number): string {
  if (action !== signIn) return action.description
  return toFraction(mix(key, 9)) < 0.7 ? 'SSO_LOGIN' : 'LOGIN'
}

function successCode({ verb, method }: Action, key: number): number {
  if (method === 'POST' && verb === 'create') return pick([200, 200, 200, 201, 202], mix(key, 10))
  if (method === 'DELETE') return pick([200, 200, 200, 204], mix(key, 10))
  return 200
}
