/**
 * Finds misspelled settings. A misspelled limit limits nothing, so the server must not start with it.
 * Variables of Cloudflare's other tools are accepted.
 */

import { idScopeKinds, idScopes, singleScopeKinds, singleScopes } from '../../catalog/scopes.ts'
import { cloudflareAccessNames, jwtNames, optionalJwtNames } from './jwt-settings.ts'
import { witnessKeyNames } from './parse-witness-key.ts'

/** The allow-lists and the settings that extend them; in demo mode they have nothing to protect. */
const limits: readonly string[] = [
  ...idScopeKinds.map((kind) => idScopes[kind].allowList),
  ...singleScopeKinds.map((kind) => singleScopes[kind].allowSwitch),
]

/** Every setting. */
const settings: readonly string[] = [
  ...[
    'CLOUDFLARE_API_TOKEN',
    'CLOUDFLARE_API_TOKEN_FILE',
    'CLOUDFLARE_EMAIL',
    'CLOUDFLARE_API_KEY',
  ],
  ...limits,
  ...cloudflareAccessNames,
  ...jwtNames,
  ...optionalJwtNames,
  'ACCESS_POLICY_FILE',
  ...['HOST', 'PORT', 'PUBLIC_ORIGIN', 'QUOTA_PER_5_MIN', 'METRICS', 'METRICS_TOKEN'],
  ...['TRUSTED_PROXY', 'TRUSTED_PROXY_HEADER', 'TSA_URL'],
  ...['AUDIT_CHAIN', 'AUDIT_QUERIES'],
  ...witnessKeyNames,
  ...['DEMO_ENTRIES', 'DEMO_SEED', 'DEMO_NOW'],
]

/**
 * Variables of wrangler, the SDKs or Terraform's provider, which have no meaning here. Sources: wrangler's
 * page on system environment variables; the READMEs of the SDKs and of the provider.
 */
const foreign: readonly RegExp[] = [
  /^CLOUDFLARE_(API_)?(BASE_URL|BASE_PATH|HOSTNAME|ENVIRONMENT)$/,
  /^CLOUDFLARE_(ENV|LOG|INCLUDE_PROCESS_ENV|LOAD_DEV_VARS_FROM_DOT_ENV|COMPLIANCE_REGION)$/,
  /^CLOUDFLARE_(API_USER_SERVICE_KEY|ACCESS_CLIENT_(ID|SECRET)|USER_AGENT_OPERATOR_SUFFIX)$/,
  /^CLOUDFLARE_HYPERDRIVE_/,
]

/** Shorter names are too similar to unrelated variables. */
const minTypoLength = 8

/** Problems, which prevent the start, and notices, which do not. */
export type StrangeSettings = { problems: string[]; notices: string[] }

/** Checks names only. `isLive`: whether there is a credential to protect. */
export function findStrangeSettings(
  env: Readonly<Record<string, string | undefined>>,
  isLive: boolean,
): StrangeSettings {
  const found: StrangeSettings = { problems: [], notices: [] }
  const isSet = (name: string) => env[name] !== undefined
  for (const name of Object.keys(env).filter(isSet)) {
    if (settings.includes(name)) continue
    if (foreign.some((pattern) => pattern.test(name))) {
      if (/BASE|HOSTNAME/.test(name)) found.notices.push(`${name} is not read: ${fixedOrigin}`)
      continue
    }
    const nearest = findNearest(name)
    // If the correct name is set too, the other one is for another program.
    if (nearest !== undefined && isSet(nearest)) continue
    if (nearest === undefined) {
      if (/^(GUMSHOE|ACCESS_JWT)_/.test(name))
        found.problems.push(`${name} is no setting. Unset it.`)
      continue
    }
    const isHarmless = (limits.includes(nearest) && !isLive) || name.startsWith('CF_')
    if (isHarmless) found.notices.push(`${name} is not read; the setting is called ${nearest}.`)
    else found.problems.push(toQuestion(name, nearest))
  }
  return found
}

const fixedOrigin = 'requests go to https://api.cloudflare.com only.'

function toQuestion(name: string, nearest: string): string {
  return `${name} is no setting; did you mean ${nearest}? Rename it, or leave it out: put env -u ${name} before the command.`
}

function findNearest(name: string): string | undefined {
  const spelled = name.toUpperCase().replaceAll('-', '_')
  return (
    settings.find((each) => each === spelled) ??
    settings.find((each) => each.length >= minTypoLength && countEdits(each, spelled) <= 2) ??
    settings.find((each) => saysTheSame(each, spelled))
  )
}

/**
 * Whether two names have the same words after their prefix, or one has all words of the other, as
 * `CLOUDFLARE_ACCOUNTS` and `CLOUDFLARE_ACCOUNT_IDS`. Endings of words are ignored.
 */
function saysTheSame(setting: string, name: string): boolean {
  if (!prefix.test(name)) return false
  const [own, other] = [setting, name].map((each) => each.replace(prefix, '').split('_'))
  if (!own || !other) return false
  const isOfFamily = name.startsWith('GUMSHOE_') || isSamePrefix(setting, name)
  const has = (words: readonly string[], word: string) =>
    words.some((each) => each.startsWith(word) || word.startsWith(each))
  const holds = (words: readonly string[], part: readonly string[]) =>
    part.every((word) => has(words, word))
  return isOfFamily && (holds(own, other) || holds(other, own))
}

const prefix = /^(CLOUDFLARE|CF|ACCESS_JWT|ACCESS|GUMSHOE)_(?=.)/

function isSamePrefix(setting: string, name: string): boolean {
  const own = prefix.exec(setting)?.[0] ?? setting.slice(0, setting.indexOf('_') + 1)
  const other = prefix.exec(name)?.[0].replace(/^CF_/, 'CLOUDFLARE_')
  return own === '' || own === other
}

/** The Levenshtein distance of two names. */
function countEdits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1]
    for (const [at, other] of [...b].entries()) {
      const changed = (row[at] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
