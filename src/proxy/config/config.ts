/**
 * The environment → one checked configuration. Pure: every problem is reported at once, in words
 * that name the variable and the rule but no value of a secret.
 */
import { findEpochMs, findInstantForm } from '../../cloudflare/instant.ts'
import { isLimited, parseScopeLimits, type ScopeLimits } from '../routes/scope-limits.ts'
import { type Credential, parseCredential, type ReadText } from './credential.ts'
import { type AccessSettings, parseAccess } from './parse-access.ts'
import { Secret } from './secret.ts'
import { findStrangeSettings } from './strange-settings.ts'

/** Variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** How long an upstream request may take: to its headers, between two chunks, and in all. */
export type Deadlines = { headersMs: number; idleMs: number; totalMs: number }

/** What the data of demo mode follow from; without `nowMs` the clock runs. */
export type DemoSettings = { entries: number; seed: number; nowMs: number | undefined }

/** Everything that the environment decides. */
export type Config = {
  mode: 'demo' | 'live'
  credential: Credential | undefined
  access: AccessSettings
  host: string
  port: number
  publicOrigin: string | undefined
  limits: ScopeLimits
  demo: DemoSettings
  deadlines: Deadlines
  /** Whether `/metrics` is answered, and with which token. */
  metrics: { token: Secret | undefined } | undefined
  /** Upstream requests in any five minutes; in demo mode there is no limit. */
  quotaPer5Min: number
}

/** Hosts that only this machine can reach. */
const loopbackHosts = ['127.0.0.1', 'localhost', '::1']

/**
 * Reads the configuration, or every reason why the server must not start. Notices name settings that
 * have no effect.
 */
export function parseConfig(
  env: Environment,
  readText: ReadText = () => undefined,
): { config: Config; notices: readonly string[] } | { problems: readonly string[] } {
  const { credential, problems } = parseCredential(env, readText)
  const strange = findStrangeSettings(env, credential !== undefined)
  problems.push(...strange.problems)
  const limits = parseScopeLimits(env, problems)
  const host = parseHost(env, problems)
  const publicOrigin = parsePublicOrigin(env, problems)
  const reach = { isLoopback: loopbackHosts.includes(host), publicOrigin }
  const config: Config = {
    mode: credential ? 'live' : 'demo',
    credential,
    access: parseAccess(env, { isLive: credential !== undefined, ...reach }, readText, problems),
    host,
    port: parseInteger(env, 'PORT', 8787, { minimum: 0, maximum: 65_535 }, problems),
    publicOrigin,
    limits,
    metrics: parseMetrics(env, reach.isLoopback, problems),
    demo: {
      entries: parseInteger(env, 'DEMO_ENTRIES', 50_000, { maximum: 10_000_000 }, problems),
      seed: parseInteger(env, 'DEMO_SEED', 1, { minimum: 0, maximum: 4_294_967_295 }, problems),
      nowMs: parseDemoNow(env, problems),
    },
    // Cloudflare allows 1,200 to all users of a token together; other tools need some, too.
    quotaPer5Min: parseInteger(env, 'QUOTA_PER_5_MIN', 720, { maximum: 1_200 }, problems),
    deadlines: { headersMs: 30_000, idleMs: 15_000, totalMs: 60_000 },
  }
  // Node's switch for test certificates would hand the credential to whoever sits in between.
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    problems.push('NODE_TLS_REJECT_UNAUTHORIZED=0 turns off TLS verification. Unset it.')
  }
  const notices = [...strange.notices, ...findIdleSettings(env, config)]
  return problems.length > 0 ? { problems } : { config, notices }
}

/** The origins that browsers may name; their hosts are the only ones answered. */
export function toAllowedOrigins(publicOrigin: string | undefined, port: number): string[] {
  if (publicOrigin !== undefined) return [publicOrigin]
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => new URL(`http://${host}:${port}`).origin)
}

/** Settings that hold in the other mode only, or with another one: whoever set them should know. */
function findIdleSettings(env: Environment, { mode, limits }: Config): string[] {
  const isSet = (name: string) => env[name] !== undefined
  if (mode === 'demo') {
    return ['QUOTA_PER_5_MIN']
      .filter(isSet)
      .map((name) => `${name} has no effect: demo mode asks nobody else.`)
  }
  const notices = ['DEMO_ENTRIES', 'DEMO_SEED', 'DEMO_NOW']
    .filter(isSet)
    .map((name) => `${name} has no effect: there is a credential, so this is not demo mode.`)
  if (env.ALLOW_USER_LOG === '1' && !isLimited(limits)) {
    notices.push('ALLOW_USER_LOG has no effect: no list of accounts or zones turns the log off.')
  }
  return notices
}

function parseHost(env: Environment, problems: string[]): string {
  const { HOST: host = '127.0.0.1' } = env
  if (/^[0-9a-z.:_-]{1,253}$/i.test(host)) return host
  problems.push('HOST is neither an address nor a name, such as 127.0.0.1 or 0.0.0.0.')
  return '127.0.0.1'
}

function parseMetrics(
  env: Environment,
  isLoopback: boolean,
  problems: string[],
): Config['metrics'] {
  const { METRICS: wanted, METRICS_TOKEN: token } = env
  if (wanted !== undefined && !/^[01]$/.test(wanted)) problems.push('METRICS is not 0 or 1.')
  if (token !== undefined && !/^[\x21-\x7e]{20,}$/.test(token)) {
    problems.push('METRICS_TOKEN has to have 20 characters or more, ASCII and without spaces.')
  }
  if (token !== undefined && wanted === '0') {
    problems.push('METRICS=0 and METRICS_TOKEN contradict each other. Keep one.')
  }
  if (wanted === '1' && token === undefined && !isLoopback) {
    problems.push('METRICS=1 needs METRICS_TOKEN where others can reach the server.')
  }
  if (wanted !== '1' && token === undefined) return undefined
  return { token: token === undefined ? undefined : new Secret(token) }
}

function parsePublicOrigin(env: Environment, problems: string[]): string | undefined {
  const text = env.PUBLIC_ORIGIN
  if (text === undefined) return undefined
  // Browsers leave out a default port and write hosts in lower case, in ASCII.
  if (/^https?:\/\/[^\s/\\?#@]+$/i.test(text) && URL.canParse(text)) return new URL(text).origin
  problems.push('PUBLIC_ORIGIN is not an origin. Write it as https://gumshoe.example.com.')
  return undefined
}

function parseInteger(
  env: Environment,
  name: string,
  defaultValue: number,
  { minimum = 1, maximum }: { minimum?: number; maximum: number },
  problems: string[],
): number {
  const text = env[name]
  if (text === undefined) return defaultValue
  const value = Number(text)
  if (/^(0|[1-9]\d{0,9})$/.test(text) && value >= minimum && value <= maximum) return value
  problems.push(`${name} is not a whole number from ${minimum} to ${maximum}.`)
  return defaultValue
}

function parseDemoNow(env: Environment, problems: string[]): number | undefined {
  const text = env.DEMO_NOW
  if (text === undefined) return undefined
  if (findInstantForm(text) === 'date-time') return findEpochMs(text)
  problems.push('DEMO_NOW is not an RFC 3339 instant, such as 2026-11-21T12:00:00Z.')
  return undefined
}
