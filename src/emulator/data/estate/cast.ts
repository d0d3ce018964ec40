/**
 * Who acts: people with working hours, tokens and addresses, and the programs that never sleep.
 * Also decides who is on duty at an hour, from which the rhythm of the whole log follows.
 */

import { mix, mixText, pickIndex, toBelow, toFraction, toHex, toRunningSums } from '../random.ts'
import { hoursPerWeek } from '../time-plan.ts'
import type { Team } from './actions.ts'
import { hostileTokenNames } from './hostile-strings.ts'
import { cities, type Person, people } from './people.ts'

/** A credential other than the dashboard's session. */
export type Token = { id: string; name: string; context: 'api_token' | 'oauth' }

/** Somebody or something that acts. */
export type Actor = {
  kind: 'person' | 'service' | 'account-token' | 'staff' | 'system'
  /** A number for the actor's own choices, such as the favorite browser. */
  key: number
  id: string
  email?: string
  teams: readonly Team[]
  officeIp: string
  homeIp: string
  tokens: readonly Token[]
  /** Whether it also has a Global API Key in use. */
  usesApiKey: boolean
  /** How much it does at an hour of the week (UTC). */
  dutyAt: (hourOfWeek: number) => number
}

/** A team, the programs that work for a team, or all people. */
export type Group = Team | `${Team} programs` | 'people'

/** Who acts in one account, and who of them is at work when. */
export type Cast = {
  /** Somebody of a team who is on duty; the same fraction and hour give the same actor. */
  findOnDuty: (group: Group, hourOfWeek: number, fraction: number) => Actor
  /** Who has this address, people and programs alike; `undefined` when nobody has. */
  findByEmail: (email: string) => Actor | undefined
  /** Cloudflare's employees. */
  staff: Actor
  /** Cloudflare's own systems. */
  system: Actor
  /** How busy each hour of the week is. */
  hourWeights: readonly number[]
}

/** The user who holds the credential that the emulator is asked with. */
export function findHolderId(seedKey: number): string {
  return createPeople(mixText(seedKey, 'cast'))[0]?.id ?? ''
}

/** Casts an account: everybody in the first one, about half of the people in the others. */
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
    // A small account may have nobody of a team; then the colleagues of the main account help out.
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
    const place = cities[city]
    const startsAt = 8 + toBelow(mix(key, 1), 3)
    const diligence = (0.4 + 1.2 * toFraction(mix(key, 2))) * (at === 0 ? 3 : 1)
    return {
      kind: 'person',
      key,
      id: toHex(key, 1, 32),
      email,
      teams,
      officeIp: place?.officeIp ?? '192.0.2.1',
      homeIp: toHomeIp(key, at),
      tokens: createTokens(key, { email, teams }, at),
      usesApiKey: at % 17 === 3,
      dutyAt: createOfficeHours(place?.utcOffsetHours ?? 0, startsAt, diligence),
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

/** Hexadecimal groups of an address carry no leading zeros, and a last group of 0 would be odd. */
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

/** Full work for nine hours on weekdays, a little around them, hardly anything at other times. */
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
  ]
}

/** Cloudflare's employees, who act on behalf of support, and its systems: neither shows an address. */
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
