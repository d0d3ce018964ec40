/**
 * What happens in an account: for each number an event, from which v2 and v1 tell their entries.
 * What is done, to which resource and with what outcome follows from the seed and the number alone;
 * when, and who of the team was at work then, also follow from how many events fill the 30 days.
 */
import { type Action, actions, signIn, type Team } from './actions.ts'
import type { Actor, Cast, Group, Token } from './cast.ts'
import type { Account, Zone } from './estate.ts'
import { hostileUserAgents } from './hostile-strings.ts'
import { browserUserAgents, programUserAgents } from './people.ts'
import { mix, pick, pickIndex, toBelow, toFraction, toRunningSums } from './random.ts'
import { createResourceFinder, type IdentifiedResource, type ResourceFinder } from './resources.ts'
import { eventsPerBlock, isBurst, type TimePlan, toHourOfWeek } from './time-plan.ts'

/** How an actor was signed in while acting, as far as it is recorded. */
export type Session = {
  context?: 'dash' | 'api_token' | 'api_key' | 'oauth' | 'origin_ca_key' | 'api'
  ip?: string
  token?: Token
  userAgent?: string
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
}

/** The events of one account, numbered from 0 in order of time. */
export type EventStream = TimePlan & {
  eventAt: (index: number) => Event
  /** Only what is done in an event: cheaper than all of it. */
  actionAt: (index: number) => Action
  /** Only the key of an event. */
  keyAt: (index: number) => number
}

/** Identifies the resource when it is looked at: most filters do not, and a search meets every event. */
class LazyEvent implements Event {
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
  #resource: IdentifiedResource | undefined
  readonly #findResource: ResourceFinder

  constructor(event: Omit<Event, 'resource'>, findResource: ResourceFinder) {
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
  }

  get resource(): IdentifiedResource {
    const { action, key, account, actor, zone } = this
    this.#resource ??= this.#findResource(action, { key: mix(key, 7), account, actor, zone })
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
  ['automation', 4],
]
const burstTeams: readonly Team[] = ['platform', 'platform', 'security', 'developers', 'zerotrust']
const teamSums = toRunningSums(teamWeights.map(([, weight]) => weight))
const actionsOfTeam = new Map(
  teamWeights.map(([team]) => {
    const own = actions.filter(({ teams }) => teams.includes(team))
    return [team, { own, sums: toRunningSums(own.map(({ weight }) => weight)) }]
  }),
)

/** Creates the events of an account. */
export function createEventStream(options: {
  key: number
  account: Account
  cast: Cast
  plan: TimePlan
}): EventStream {
  const { key: streamKey, account, cast, plan } = options
  const findResource = createResourceFinder()

  function whatAt(index: number): { action: Action; sessionKey: number; group: Group } {
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

  function eventAt(index: number): Event {
    const key = mix(streamKey, index)
    const { action, sessionKey, group } = whatAt(index)
    const timeMs = plan.timeOf(index)
    const isByStaff = toFraction(mix(key, 4)) < 0.003
    const actor = isByStaff
      ? cast.staff
      : cast.findOnDuty(group, toHourOfWeek(timeMs), toFraction(mix(sessionKey, 2)))
    const failed = action !== signIn && toFraction(mix(key, 5)) < 0.012
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
    }
    return new LazyEvent(event, findResource)
  }

  return {
    ...plan,
    eventAt,
    actionAt: (index) => whatAt(index).action,
    keyAt: (index) => mix(streamKey, index),
  }
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

function createSession(actor: Actor, action: Action, sessionKey: number): Session {
  if (actor.kind === 'system' || actor.kind === 'staff') return {}
  const ip = pickAddress(actor, sessionKey)
  const [firstToken] = actor.tokens
  if (actor.kind !== 'person') {
    const userAgent = programUserAgents[actor.tokens[0]?.name === 'terraform' ? 2 : 5] ?? ''
    return { context: 'api_token', ip, userAgent, ...(firstToken && { token: firstToken }) }
  }
  const browser = pick(browserUserAgents, mix(actor.key, 20))
  if (action === signIn) {
    return toFraction(mix(sessionKey, 3)) < 0.04
      ? { context: 'api', ip }
      : { context: 'dash', ip, userAgent: browser }
  }
  const program = toProgram(sessionKey)
  const fraction = toFraction(mix(sessionKey, 4))
  if (action.product === 'custom_certificates' && fraction < 0.2) {
    return { context: 'origin_ca_key', ip, userAgent: program }
  }
  if (actor.usesApiKey && fraction < 0.35) return { context: 'api_key', ip, userAgent: program }
  if (actor.tokens.length > 0 && fraction < 0.3) {
    const token = pick(actor.tokens, mix(sessionKey, 5))
    const userAgent = token.context === 'oauth' ? 'wrangler/4.85.0' : program
    return { context: token.context, ip, token, userAgent }
  }
  return { context: 'dash', ip, userAgent: browser }
}

function toProgram(sessionKey: number): string {
  const isHostile = toFraction(mix(sessionKey, 6)) < 0.04
  return pick(isHostile ? hostileUserAgents : programUserAgents, mix(sessionKey, 7))
}

function pickAddress(actor: Actor, sessionKey: number): string {
  const fraction = toFraction(mix(sessionKey, 8))
  if (fraction < 0.03 && actor.kind === 'person') {
    // A hotel, a train, an airport.
    return `203.0.113.${100 + toBelow(mix(sessionKey, 9), 150)}`
  }
  return fraction < 0.55 ? actor.officeIp : actor.homeIp
}
