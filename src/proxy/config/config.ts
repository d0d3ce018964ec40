/**
 * Parses the environment into a checked configuration. Pure. Reports all problems at once; messages name
 * the variable and the rule, but never the value of a secret.
 */
import { idScopesInWords, singleScopeKinds, singleScopes } from '../../catalog/scopes.ts'
import { findEpochMs, findInstantForm } from '../../cloudflare/instant.ts'
import { isLimited, parseScopeLimits, type ScopeLimits } from '../routes/scope-limits.ts'
import { type Credential, parseCredential, type ReadText } from './credential.ts'
import { type AccessSettings, parseAccess } from './parse-access.ts'
import { parseTimestampUrl } from './parse-timestamp-url.ts'
import { parseTrustedProxy, type TrustedProxy } from './parse-trusted-proxy.ts'
import { parseWitnessKey } from './parse-witness-key.ts'
import { Secret } from './secret.ts'
import { findStrangeSettings } from './strange-settings.ts'

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Timeouts of an upstream request: until its headers, between two chunks, and in total. */
export type Deadlines = { headersMs: number; idleMs: number; totalMs: number }

/** Settings of the demo data; without `nowMs` the real clock is used. */
export type DemoSettings = { entries: number; seed: number; nowMs: number | undefined }

/** The checked configuration. */
export type Config = {
  mode: 'demo' | 'live'
  credential: Credential | undefined
  access: AccessSettings
  host: string
  port: number
  publicOrigin: string | undefined
  /** The reverse proxy in front; on Node only. */
  trustedProxy: TrustedProxy | undefined
  limits: ScopeLimits
  demo: DemoSettings
  deadlines: Deadlines
  /** Set when `/metrics` is enabled, with its token if one is required. */
  metrics: { token: Secret | undefined } | undefined
  /** Whether the lines of the audit log are a signed chain, and whether they have the query of a request. */
  audit: { chain: boolean; queries: boolean }
  /** The maximum number of upstream requests in any five minutes; no limit in demo mode. */
  quotaPer5Min: number
  /** The address of the timestamp authority, if one is asked. */
  timestampUrl: string | undefined
  /** The key that signs witness records, in PEM; without one it is made at the start. */
  witnessKey: Secret | undefined
}

/** Hosts that are reachable from this machine only. */
const loopbackHosts = ['127.0.0.1', 'localhost', '::1']

/** Parses the configuration, or returns every reason not to start. Notices name settings without effect. */
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
    trustedProxy: parseTrustedProxy(env, problems),
    limits,
    metrics: parseMetrics(env, reach.isLoopback, problems),
    audit: {
      chain: parseSwitch(env, 'AUDIT_CHAIN', problems),
      queries: parseSwitch(env, 'AUDIT_QUERIES', problems),
    },
    demo: {
      entries: parseInteger(env, 'DEMO_ENTRIES', 50_000, { maximum: 10_000_000 }, problems),
      seed: parseInteger(env, 'DEMO_SEED', 1, { minimum: 0, maximum: 4_294_967_295 }, problems),
      nowMs: parseDemoNow(env, problems),
    },
    // Cloudflare allows 1,200 to all users of a token together; the rest is left to other tools.
    quotaPer5Min: parseInteger(env, 'QUOTA_PER_5_MIN', 720, { maximum: 1_200 }, problems),
    witnessKey: parseWitnessKey(env, readText, problems),
    deadlines: { headersMs: 30_000, idleMs: 15_000, totalMs: 60_000 },
    timestampUrl: parseTimestampUrl(env, problems),
  }
  // This switch of Node would send the credential to any man in the middle.
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    problems.push('NODE_TLS_REJECT_UNAUTHORIZED=0 turns off TLS verification. Unset it.')
  }
  const notices = [...strange.notices, ...findIdleSettings(env, config)]
  return problems.length > 0 ? { problems } : { config, notices }
}

/** The accepted values of Origin; their hosts are the accepted values of Host. */
export function toAllowedOrigins(publicOrigin: string | undefined, port: number): string[] {
  if (publicOrigin !== undefined) return [publicOrigin]
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => new URL(`http://${host}:${port}`).origin)
}

/** Settings that apply in the other mode only, or only together with another setting. */
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
  for (const kind of isLimited(limits) ? [] : singleScopeKinds) {
    const { allowSwitch } = singleScopes[kind]
    if (env[allowSwitch] !== '1') continue
    notices.push(`${allowSwitch} has no effect: no list of ${idScopesInWords} turns the log off.`)
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
  parseSwitch(env, 'METRICS', problems)
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

/** A setting that is on with 1, and off with 0 and without the setting. */
function parseSwitch(env: Environment, name: string, problems: string[]): boolean {
  const text = env[name]
  if (text !== undefined && !/^[01]$/.test(text)) problems.push(`${name} is not 0 or 1.`)
  return text === '1'
}

/** The origin as browsers write it: without a default port, the host in lower case and in ASCII. */
function findOrigin(url: string): string | undefined {
  // In Node 20, `URL.canParse` refuses letters such as ü once it has been called some thousand times.
  try {
    return new URL(url).origin
  } catch {
    return undefined
  }
}

function parsePublicOrigin(env: Environment, problems: string[]): string | undefined {
  const text = env.PUBLIC_ORIGIN
  if (text === undefined) return undefined
  const origin = /^https?:\/\/[^\s/\\?#@]+$/i.test(text) ? findOrigin(text) : undefined
  if (origin !== undefined) return origin
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
