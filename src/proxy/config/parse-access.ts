/**
 * Parses the settings that select how callers are identified. A server that others can reach does not start
 * without a way to identify them.
 */

import { type AccessPolicy, parseAccessPolicy } from './access-policy.ts'
import type { ReadText } from './credential.ts'

/** Sign-in through Cloudflare Access. */
export type CloudflareAccessSettings = {
  kind: 'cloudflare-access'
  /** The team's origin, which is also the issuer of its tokens. */
  issuer: string
  /** The application's audience tag. */
  audience: string
  policy: AccessPolicy | undefined
}

/** The method of identifying callers. */
export type AccessSettings = { kind: 'open' } | { kind: 'launch-key' } | CloudflareAccessSettings

/** Facts from other settings. */
export type AccessPremises = {
  isLive: boolean
  isLoopback: boolean
  publicOrigin: string | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** Parses the settings and adds their problems to `problems`. */
export function parseAccess(
  env: Environment,
  { isLive, isLoopback, publicOrigin }: AccessPremises,
  readText: ReadText,
  problems: string[],
): AccessSettings {
  const names = ['ACCESS_TEAM_DOMAIN', 'ACCESS_AUD', 'PUBLIC_ORIGIN'] as const
  const missing = names.filter((name) => env[name] === undefined)
  const wantsAccess = Object.keys(env).some(
    (name) => /^ACCESS_(TEAM_DOMAIN|AUD|POLICY_FILE)$/.test(name) && env[name] !== undefined,
  )
  if (!isLoopback && missing.length > 0) {
    problems.push(
      `HOST lets others reach the server, so it has to know who they are. Missing: ${missing.join(', ')}.`,
    )
  } else if (wantsAccess && missing.length > 0) {
    problems.push(
      `Cloudflare Access needs all of ${names.join(', ')}. Missing: ${missing.join(', ')}.`,
    )
  }
  const issuer = parseTeamDomain(env.ACCESS_TEAM_DOMAIN, problems)
  const audience = parseAudience(env.ACCESS_AUD, problems)
  const policy = parsePolicyFile(env.ACCESS_POLICY_FILE, readText, problems)
  if (wantsAccess && publicOrigin !== undefined && !isSecure(publicOrigin)) {
    problems.push(
      'PUBLIC_ORIGIN has to begin with https:// where Cloudflare Access signs people in.',
    )
  }
  if (issuer === undefined || audience === undefined) {
    // Demo data need no protection; real data need a key even on this computer.
    return { kind: isLive ? 'launch-key' : 'open' }
  }
  return { kind: 'cloudflare-access', issuer, audience, policy }
}

function isSecure(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

function parseTeamDomain(text: string | undefined, problems: string[]): string | undefined {
  if (text === undefined) return undefined
  const team = /^(?:https:\/\/)?([a-z0-9-]{1,63})\.cloudflareaccess\.com\/?$/.exec(text)?.[1]
  if (team !== undefined) return `https://${team}.cloudflareaccess.com`
  problems.push('ACCESS_TEAM_DOMAIN is no team domain. Write it as example.cloudflareaccess.com.')
  return undefined
}

function parseAudience(text: string | undefined, problems: string[]): string | undefined {
  if (text === undefined || /^[0-9a-f]{64}$/.test(text)) return text
  problems.push(
    'ACCESS_AUD is no audience tag: 64 hexadecimal digits, from the application in Zero Trust.',
  )
  return undefined
}

function parsePolicyFile(
  path: string | undefined,
  readText: ReadText,
  problems: string[],
): AccessPolicy | undefined {
  if (path === undefined) return undefined
  const text = path === '' ? undefined : readText(path)
  if (text === undefined) {
    problems.push('ACCESS_POLICY_FILE names a file that cannot be read.')
    return undefined
  }
  const parsed = parseAccessPolicy(text)
  if ('policy' in parsed) return parsed.policy
  problems.push(...parsed.problems.map((problem) => `ACCESS_POLICY_FILE: ${problem}`))
  return undefined
}
