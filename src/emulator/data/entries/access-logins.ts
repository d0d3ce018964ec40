/**
 * Generates the sign-ins through Access: the people of the company sign in to its applications during their working
 * hours. A few are refused, a few are recorded twice in the same words, and once a broken screen signs in more than a
 * thousand times within a second.
 */
import { type Columns, createColumns, createValueColumn } from '../columns.ts'
import {
  type Application,
  type ApplicationName,
  getApplication,
  listApplications,
} from '../estate/applications.ts'
import type { Cast } from '../estate/cast.ts'
import type { Account } from '../estate/estate.ts'
import { cities, people } from '../estate/people.ts'
import { mix, pick, toBelow, toFraction, toHex, toUuid } from '../random.ts'
import { createScan } from '../scan.ts'
import type { StoryLogin } from '../story/story-step.ts'
import { type TimePlan, toHourOfWeek } from '../time-plan.ts'
import { createMergedSource, type EntrySource, type Part } from './entry-source.ts'

/** One sign-in as the log records it. */
export type AccessLogin = {
  user_email: string
  ip_address: string
  app_uid: string
  app_domain: string
  app_name: ApplicationName
  app_type: string
  action: 'login'
  connection: string
  country: string
  allowed: boolean
  created_at: string
  ray_id: string
  user_id: string
}

/** A sign-in that is not generated. */
export type PlantedLogin = Omit<StoryLogin, 'day' | 'time'> & { timeMs: number }

/** Access records no sign-ins at an application from the time on at which its policy becomes a bypass. */
export type Bypass = { application: ApplicationName; sinceMs: number }

type LoginOptions = { key: number; account: Account; cast: Cast; plan: TimePlan }

const countries: Readonly<Record<string, string>> = {
  berlin: 'de',
  london: 'gb',
  lisbon: 'pt',
  lagos: 'ng',
  bengaluru: 'in',
  singapore: 'sg',
  tokyo: 'jp',
  sydney: 'au',
  saopaulo: 'br',
  newyork: 'us',
  austin: 'us',
  sanfrancisco: 'us',
}
const cityOf = new Map(people.map(({ email, city }) => [email, city]))

/** Creates the log of an account; `planted` sign-ins have to be in order of time, and before a bypass. */
export function createAccessSource(
  options: LoginOptions & { planted: readonly PlantedLogin[]; bypass?: Bypass | undefined },
): EntrySource {
  const { plan, planted, bypass } = options
  const everyday = {
    timeOf: plan.timeOf,
    firstAt: plan.firstAt,
    elementAt: (index: number) => toEverydayLogin(index, options),
    countOf: (login: AccessLogin) => countEveryday(login, bypass),
  }
  const repeats = new Map<AccessLogin, number>()
  const plantedLogins = planted.map((step) => {
    const login = toPlantedLogin(step, options)
    repeats.set(login, step.repeats ?? 1)
    return login
  })
  const fromStory = {
    timeOf: (index: number) => planted[index]?.timeMs ?? Number.POSITIVE_INFINITY,
    firstAt: (timeMs: number) => {
      const index = planted.findIndex((step) => step.timeMs >= timeMs)
      return index === -1 ? planted.length : index
    },
    elementAt: (index: number) => {
      const login = plantedLogins[index]
      if (!login) throw new RangeError(`There is no planted sign-in ${index}.`)
      return login
    },
    countOf: (login: AccessLogin) => repeats.get(login) ?? 1,
  }
  return createMergedSource(
    [everyday, fromStory].map(({ timeOf, firstAt, elementAt, countOf }) => ({
      timeOf,
      elementAt,
      countOf,
      scan: createScan({ firstAt, elementAt }),
      build: ({ index }) => elementAt(index),
    })),
    createLoginColumns,
  )
}

/** More sign-ins within one second than one answer of the API holds: a wall screen in Lagos that asks again at once. */
export function createDenseSecond(secondMs: number): readonly PlantedLogin[] {
  const count = 1_100
  return Array.from({ length: count }, (_, at) => ({
    name: `screen-${at}`,
    timeMs: secondMs + Math.floor((at * 1_000) / count),
    by: 'kwame.asante@acme.example',
    application: 'Grafana',
    ip: '192.0.2.34',
    country: 'ng',
    allowed: true,
    rayId: toHex(at, 7, 16),
  }))
}

function countEveryday(login: AccessLogin, bypass: Bypass | undefined): number {
  const isBypassed =
    login.app_name === bypass?.application && Date.parse(login.created_at) >= bypass.sinceMs
  if (isBypassed) return 0
  return login.ray_id.startsWith('00') ? 2 : 1
}

function createLoginColumns(): Columns<Part<AccessLogin>> {
  return createColumns<Part<AccessLogin>>([
    createValueColumn('user_email', ({ element }) => element.user_email),
  ])
}

function toApplicationFields({ id, domain, name, type }: Application) {
  return { app_uid: id, app_domain: domain, app_name: name, app_type: type }
}

function toEverydayLogin(index: number, { key, account, cast, plan }: LoginOptions): AccessLogin {
  const own = mix(key, index)
  const timeMs = plan.timeOf(index)
  const person = cast.findOnDuty('people', toHourOfWeek(timeMs), toFraction(mix(own, 1)))
  const email = person.email ?? ''
  const city = cityOf.get(email) ?? ''
  const isTraveling = toFraction(mix(own, 2)) < 0.03
  const isAtOffice = toFraction(mix(own, 3)) < 0.5
  const office = cities[city]?.officeIp ?? person.officeIp
  const traveler = `203.0.113.${100 + toBelow(mix(own, 4), 150)}`
  return {
    user_email: email,
    ip_address: isTraveling ? traveler : isAtOffice ? office : person.homeIp,
    ...toApplicationFields(pick(listApplications(account), mix(own, 5))),
    action: 'login',
    connection: toFraction(mix(own, 6)) < 0.05 ? 'onetimepin' : 'okta',
    country: isTraveling ? 'ch' : (countries[city] ?? 'gb'),
    allowed: toFraction(mix(own, 7)) >= 0.04,
    created_at: new Date(timeMs).toISOString(),
    ray_id: toHex(own, 8, 16),
    user_id: toUuid(person.key, 9),
  }
}

function toPlantedLogin(step: PlantedLogin, { account, cast }: LoginOptions): AccessLogin {
  const { by, application, ip, country, allowed, timeMs, rayId } = step
  const person = cast.findByEmail(by)
  if (!person) throw new Error(`Nobody in the story has the address ${by}.`)
  return {
    user_email: by,
    ip_address: ip,
    ...toApplicationFields(getApplication(application, account)),
    action: 'login',
    connection: 'okta',
    country,
    allowed,
    created_at: new Date(timeMs).toISOString(),
    ray_id: rayId,
    user_id: toUuid(person.key, 9),
  }
}
