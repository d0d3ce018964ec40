/**
 * The actors of an account: people with working hours, tokens and addresses, and programs that run all day. Also
 * selects the actor on duty at an hour, which gives the log its weekly rhythm.
 */

import { mix, mixText, pickIndex, toBelow, toFraction, toHex, toRunningSums } from '../random.ts'
import { hoursPerWeek } from '../time-plan.ts'
import type { Team } from './actions.ts'
import { hostileTokenNames } from './hostile-strings.ts'
import { cities, type Person, people } from './people.ts'

/** A credential other than the dashboard's session. */
export type Token = { id: string; name: string; context: 'api_token' | 'oauth' }

/** A person, a program, or a system that acts. */
export type Actor = {
  kind: 'person' | 'service' | 'account-token' | 'staff' | 'system'
  /** The random key for the actor's properties, such as the favorite browser. */
  key: number
  id: string
  email?: string
  teams: readonly Team[]
  officeIp: string
  homeIp: string
  tokens: readonly Token[]
  /** Whether it also uses a Global API Key. */
  usesApiKey: boolean
  /** Its activity at an hour of the week (UTC). */
  dutyAt: (hourOfWeek: number) => number
}

/** A team, the programs that work for a team, or all people. */
export type Group = Team | `${Team} programs` | 'people'

/** The actors of one account, and their working hours. */
export type Cast = {
  /** A member of a group on duty; the same fraction and hour give the same actor. */
  findOnDuty: (group: Group, hourOfWeek: number, fraction: number) => Actor
  /** The person or program with this email address, if any. */
  findByEmail: (email: string) => Actor | undefined
  /** Cloudflare's employees. */
  staff: Actor
  /** Cloudflare's own systems. */
  system: Actor
  /** The activity in each hour of the week. */
  hourWeights: readonly number[]
}

/** The id of the user who holds the credential of the demo. */
export function getHolderId(seedKey: number): string {
  return createPeople(mixText(seedKey, 'cast'))[0]?.id ?? ''
}

/** Creates the actors of an account: all people in the first one, about half of them in the others. */
export function createCast(seedKey: number, account: { id: string; number: number }): Cast {
  const key = mixText(seedKey, 'cast')
  const everybody = [...createPeople(key), ...createServices(key, account.id)]
  const actors = everybody.filter((actor, at) => {
    return (
      at === 0 ||
      account.number === 0 ||
      actor.kind !== 'person' ||
      toFraction(mix(actor.key, 40 + account.number)) < 0.5
    )
  })
  const groups = groupActors(actors, everybody)

  function findOnDuty(name: Group, hourOfWeek: number, fraction: number): Actor {
    const { members, sums } = groups.get(name) ?? { members: actors, sums: [] }
    let running = sums[hourOfWeek]
    if (!running) {
      running = toRunningSums(members.map(({ dutyAt }) => dutyAt(hourOfWeek)))
      sums[hourOfWeek] = running
    }
    const actor = members[pickIndex(running, fraction)]
    if (!actor) throw new Error(`Nobody belongs to ${name}.`)
    return actor
  }

  const hourWeights = Array.from({ length: hoursPerWeek }, (_, hour) =>
    actors.reduce((sum, { dutyAt }) => sum + dutyAt(hour), 0),
  )
  return {
    findOnDuty,
    findByEmail: (email) => everybody.find((actor) => actor.email === email),
    hourWeights,
    staff: createNonHuman(key, 'staff', 600),
    system: createNonHuman(key, 'system', 506),
  }
}

/** `sums` holds, for each hour of the week met so far, the running sums of the members' duty. */
type Members = { members: readonly Actor[]; sums: Float64Array[] }

function groupActors(actors: readonly Actor[], everybody: readonly Actor[]): Map<string, Members> {
  const groups = new Map<string, Members>()
  const add = (name: Group, members: readonly Actor[]) => groups.set(name, { members, sums: [] })
  add(
    'people',
    actors.filter(({ kind }) => kind === 'person'),
  )
  for (const team of new Set(everybody.flatMap((actor) => actor.teams))) {
    const isMember = (actor: Actor) => actor.teams.includes(team)
    const members = actors.filter(isMember)
    // A small account may have no member of a team; then the members in the main account act.
    add(team, members.length > 0 ? members : everybody.filter(isMember))
    add(
      `${team} programs`,
      members.filter(({ kind }) => kind !== 'person'),
    )
  }
  return groups
}

function createPeople(castKey: number): Actor[] {
  return people.map(({ email, city, teams }, at): Actor => {
    const key = mix(castKey, at)
    const office = cities[city]
    const startsAt = 8 + toBelow(mix(key, 1), 3)
    const diligence = (0.4 + 1.2 * toFraction(mix(key, 2))) * (at === 0 ? 3 : 1)
    return {
      kind: 'person',
      key,
      id: toHex(key, 1, 32),
      email,
      teams,
      officeIp: office?.officeIp ?? '192.0.2.1',
      homeIp: toHomeIp(key, at),
      tokens: createTokens(key, { email, teams }, at),
      usesApiKey: at % 17 === 3,
      dutyAt: createOfficeHours(office?.utcOffsetHours ?? 0, startsAt, diligence),
    }
  })
}

function toHomeIp(key: number, at: number): string {
  if (at % 4 === 2) {
    const [net, host] = [toHex(key, 3, 8), toHex(key, 4, 8)]
    return `2001:db8:${toGroup(net.slice(0, 4))}:${toGroup(net.slice(4))}::${toGroup(host.slice(0, 4))}`
  }
  return `198.51.100.${1 + ((at * 3) % 250)}`
}

/** A hexadecimal group of an IPv6 address: without leading zeros, and never 0. */
function toGroup(digits: string): string {
  return Number.parseInt(`1${digits.slice(1)}`, 16).toString(16)
}

function createTokens(
  key: number,
  { email, teams }: Pick<Person, 'email' | 'teams'>,
  at: number,
): Token[] {
  const name = email.split('@')[0] ?? ''
  const tokens: Token[] = []
  if (at % 3 !== 1) {
    tokens.push({ id: toHex(key, 10, 32), name: `${name} laptop`, context: 'api_token' })
  }
  if (at % 9 === 4) {
    const hostile = hostileTokenNames[((at - 4) / 9) % hostileTokenNames.length] ?? ''
    tokens.push({ id: toHex(key, 11, 32), name: hostile, context: 'api_token' })
  }
  if (teams.includes('developers') && at % 2 === 0) {
    tokens.push({ id: toHex(key, 12, 32), name: 'wrangler', context: 'oauth' })
  }
  return tokens
}

/** High activity for nine hours on weekdays, some before and after, little at other times. */
function createOfficeHours(utcOffsetHours: number, startsAt: number, diligence: number) {
  return (hourOfWeek: number): number => {
    const local = (hourOfWeek + utcOffsetHours + hoursPerWeek) % hoursPerWeek
    const hour = local % 24
    const sinceStart = hour - startsAt
    const isWeekend = local >= 5 * 24
    if (sinceStart < -1 || sinceStart >= 11) return 0.004 * diligence
    const atWork = sinceStart >= 0 && sinceStart < 9
    const shape = atWork ? (Math.floor(sinceStart) === 4 ? 0.6 : 1) : 0.25
    return shape * diligence * (isWeekend ? 0.04 : 1)
  }
}

function createServices(castKey: number, accountId: string): Actor[] {
  const service = (
    at: number,
    kind: Actor['kind'],
    name: string,
    teams: readonly Team[],
    dutyAt: Actor['dutyAt'],
  ): Actor => {
    const key = mix(castKey, 500 + at)
    const ip = at % 2 === 0 ? `203.0.113.${20 + at}` : `2001:db8:c1::${10 + at}`
    const id = kind === 'account-token' ? accountId : toHex(key, 1, 32)
    return {
      kind,
      key,
      id,
      ...(kind === 'service' && { email: `svc-${name}@acme.example` }),
      teams,
      officeIp: ip,
      homeIp: ip,
      tokens: [{ id: toHex(key, 10, 32), name, context: 'api_token' }],
      usesApiKey: false,
      dutyAt,
    }
  }
  const atNight = (hourOfWeek: number) => (hourOfWeek % 24 >= 1 && hourOfWeek % 24 < 4 ? 20 : 0.12)
  const withPeople = createOfficeHours(0, 7, 6)
  const always = () => 1.2
  return [
    service(0, 'service', 'terraform', ['platform', 'security', 'zerotrust'], atNight),
    service(1, 'account-token', 'github-actions-deploy', ['developers'], withPeople),
    service(2, 'account-token', 'cache-purger', ['platform', 'developers'], always),
    service(3, 'service', 'dns-sync', ['platform'], always),
    service(4, 'account-token', 'siem-export', ['observability'], always),
    service(5, 'service', 'offboarding', ['identity', 'zerotrust'], withPeople),
    // The only member of its team: so little duty leaves the rhythm of the others as it is.
    service(6, 'account-token', 'scim-provisioning', ['provisioning'], () => 1e-9),
  ]
}

/** Cloudflare's employees, who act for support, and its systems: both without an address. */
function createNonHuman(castKey: number, kind: 'staff' | 'system', word: number): Actor {
  const key = mix(castKey, word)
  return {
    kind,
    key,
    id: toHex(key, 1, 32),
    teams: [],
    officeIp: '',
    homeIp: '',
    tokens: [],
    usesApiKey: false,
    dutyAt: () => 0,
  }
}
