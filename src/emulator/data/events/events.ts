/**
 * Generates the events of an account, from which the entries of v2 and v1 are built. The seed and the number of an
 * event determine its action, resource and outcome. Its time and its actor also depend on the number of events in
 * the 30 days, and so do the numbers of the planted events of the story.
 */
import { type Action, signIn } from '../estate/actions.ts'
import type { Actor, Cast, Group } from '../estate/cast.ts'
import type { Account, Zone } from '../estate/estate.ts'
import {
  createResourceFinder,
  type IdentifiedResource,
  type ResourceFinder,
} from '../estate/resources.ts'
import { mix, pick, pickIndex, toBelow, toFraction } from '../random.ts'
import { eventsPerBlock, isBurst, type TimePlan, toHourOfWeek } from '../time-plan.ts'
import { type FollowUp, findFollowUp, isTlsSetting, toDelayMs } from './follow-ups.ts'
import { createOverlayPlan } from './overlay-plan.ts'
import { accountRepertoire, type Repertoire } from './repertoire.ts'
import { createSession, type Session } from './sessions.ts'
import { findSyncStep, type SyncStep } from './zone-sync.ts'

/** Properties of an event that are given instead of generated. */
export type Facts = {
  rayId?: string
  request?: Readonly<Record<string, unknown>>
  /** The resource before the change. */
  before?: Readonly<Record<string, unknown>>
}

/** One event. `key` is the random key for all properties that are derived from it. */
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

/** An event of the story, which is not generated; its time decides its number. */
export type PlantedEvent = Omit<Event, 'index'>

/** The events of one account, numbered from 0 in order of time. */
export type EventStream = TimePlan & { eventAt: (index: number) => Event }

/** Computes the resource on first access: most filters do not need it, and a search reads every event. */
class LazyEvent implements Event {
  readonly resourceKey: number
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

  constructor(event: Omit<Event, 'resource'>, resourceKey: number, findResource: ResourceFinder) {
    this.resourceKey = resourceKey
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
    const { action, resourceKey, account, actor, zone } = this
    this.#resource ??= this.#findResource(action, { key: resourceKey, account, actor, zone })
    return this.#resource
  }
}

const sessionsPerBlock = 4
type StreamOptions = {
  key: number
  account: Account
  cast: Cast
  plan: TimePlan
  planted?: readonly PlantedEvent[]
  /** By default that of an account. */
  repertoire?: Repertoire
}

/** Creates the events of an account or an organization; `planted` ones have to be in order of time. */
export function createEventStream(options: StreamOptions): EventStream {
  const { key: streamKey, account, cast, plan, planted = [] } = options
  const { repertoire = accountRepertoire } = options
  const findResource = createResourceFinder()
  const bySystem = createSystemEvents(options, findResource)
  const setting = { cast, repertoire }
  const overlay = createOverlayPlan(
    plan,
    planted.map(({ timeMs }) => timeMs),
  )

  function plantedAt(index: number): PlantedEvent | undefined {
    const step = overlay.stepAt(index)
    return step === undefined ? undefined : planted[step]
  }

  const syncAt = (index: number) =>
    repertoire.hasZoneSyncs ? findSyncStep(streamKey, index) : undefined

  /** The follow-up of a system at a number, if the event before causes one; in the zone and for the domain of that. */
  function followUpAt(index: number): FollowUp | undefined {
    // Causes have even numbers, so that no follow-up causes another.
    if ((index & 1) === 0) return undefined
    if (plantedAt(index) ?? plantedAt(index - 1) ?? syncAt(index)) return undefined
    const { action: cause } = chooseAction(repertoire, streamKey, index - 1)
    const followUp = findFollowUp(cause)
    if (!followUp) return undefined
    const key = mix(streamKey, index - 1)
    if (isByStaff(repertoire, key) || hasFailed(cause, key)) return undefined
    if (cause.idForm !== 'setting') return followUp
    const zone = pickZone(account, mix(key, 6))
    const context = { key: mix(key, 7), account, actor: cast.system, zone }
    return isTlsSetting(findResource(cause, context).id) ? followUp : undefined
  }

  function timeAt(index: number, key: number, followUp: FollowUp | undefined): number {
    const timeMs = overlay.timeOf(index)
    if (followUp) return Math.min(overlay.timeOf(index - 1) + toDelayMs(key), timeMs)
    if (!isOnSecond(key) || plantedAt(index)) return timeMs
    return Math.max(timeMs - (timeMs % 1000), overlay.timeOf(index - 1))
  }

  const timeOf = (index: number) => timeAt(index, mix(streamKey, index), followUpAt(index))

  /** Times may be earlier than planned, but never before the time of the previous event. */
  function firstAt(timeMs: number): number {
    let index = overlay.firstAt(timeMs)
    while (timeOf(index) < timeMs) index++
    return index
  }

  function eventAt(index: number): Event {
    const plantedEvent = plantedAt(index)
    if (plantedEvent) return { ...plantedEvent, index }
    const key = mix(streamKey, index)
    const followUp = followUpAt(index)
    const base = { index, key, timeMs: timeAt(index, key, followUp), account }
    if (followUp) return bySystem(base, followUp, mix(streamKey, index - 1))
    const sync = syncAt(index)
    if (sync) return bySystem({ ...base, key: sync.recordKey }, sync, sync.recordKey, sync.zoneKey)
    const event = createEvent(base, chooseAction(repertoire, streamKey, index), setting)
    return new LazyEvent(event, mix(key, 7), findResource)
  }

  return { timeOf, firstAt, eventAt }
}

/** Creates events of Cloudflare's system; zone and resource of an event are those of the keys. */
function createSystemEvents(
  { account, cast }: StreamOptions,
  findResource: ReturnType<typeof createResourceFinder>,
) {
  return (
    base: EventBase,
    step: FollowUp | SyncStep,
    causeKey: number,
    zoneKey = mix(causeKey, 6),
  ): Event => {
    const event = createSystemEvent(base, step, pickZone(account, zoneKey), cast.system)
    return new LazyEvent(event, mix(causeKey, 7), findResource)
  }
}

type ChosenAction = { action: Action; sessionKey: number; group: Group }

/** The action and the session of a number, unless it is a planted event or a follow-up. */
function chooseAction(repertoire: Repertoire, streamKey: number, index: number): ChosenAction {
  const { actions, teams, teamSums, burstTeams, ofTeam, signInShare } = repertoire
  const key = mix(streamKey, index)
  const block = Math.floor(index / eventsPerBlock)
  const isInBurst = isBurst(streamKey, block)
  const session = isInBurst ? 0 : toBelow(mix(key, 1), sessionsPerBlock)
  const sessionKey = mix(mix(streamKey, 0x5e55), block * sessionsPerBlock + session)
  if (!isInBurst && toFraction(mix(key, 2)) < signInShare) {
    return { action: signIn, sessionKey, group: 'people' }
  }
  const team = isInBurst
    ? pick(burstTeams, mix(sessionKey, 1))
    : (teams[pickIndex(teamSums, toFraction(mix(sessionKey, 1)))] ?? 'platform')
  const { own, sums } = ofTeam.get(team) ?? { own: actions, sums: teamSums }
  const action = own[pickIndex(sums, toFraction(mix(key, 3)))] ?? signIn
  return { action, sessionKey, group: isInBurst ? `${team} programs` : team }
}

type EventBase = { index: number; key: number; timeMs: number; account: Account }

function createEvent(
  { index, key, timeMs, account }: EventBase,
  { action, sessionKey, group }: ChosenAction,
  { cast, repertoire }: { cast: Cast; repertoire: Repertoire },
): Omit<Event, 'resource'> {
  const actor = isByStaff(repertoire, key)
    ? cast.staff
    : cast.findOnDuty(group, toHourOfWeek(timeMs), toFraction(mix(sessionKey, 2)))
  const failed = hasFailed(action, key)
  return {
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
}

/** Creates an event of a system: a follow-up, or a step of a zone sync. */
function createSystemEvent(
  { index, key, timeMs, account }: EventBase,
  { action, request }: FollowUp,
  zone: Zone,
  system: Actor,
): Omit<Event, 'resource'> {
  // The same properties in the same order as in other events, which keeps reading them fast.
  return {
    index,
    key,
    timeMs,
    account,
    action,
    description: action.description,
    actor: system,
    session: {},
    zone: action.isInZone ? zone : undefined,
    failed: false,
    statusCode: successCode(action, key),
    facts: request && { request },
  }
}

/** Some events have a time in full seconds. */
function isOnSecond(key: number): boolean {
  return toFraction(mix(key, 12)) < 0.03
}

function isByStaff({ staffShare }: Repertoire, key: number): boolean {
  return toFraction(mix(key, 4)) < staffShare
}

function hasFailed(action: Action, key: number): boolean {
  return action !== signIn && toFraction(mix(key, 5)) < 0.012
}

/** A zone; the first few have most of the changes. */
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
