/**
 * Parses the settings that select how callers are identified. A server that others can reach does not start
 * without a way to identify them.
 */

import { type AccessPolicy, parseAccessPolicy } from './access-policy.ts'
import type { ReadText } from './credential.ts'
import {
  cloudflareAccessNames,
  type JwtSettings,
  jwtNames,
  optionalJwtNames,
  parseCloudflareAccess,
  parseJwtSettings,
} from './jwt-settings.ts'

/** The method of identifying callers. */
export type AccessSettings = { kind: 'open' } | { kind: 'launch-key' } | JwtSettings

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
  const isSet = (name: string) => env[name] !== undefined
  const isOther = [...jwtNames, ...optionalJwtNames].some(isSet)
  const isCloudflare = cloudflareAccessNames.some(isSet)
  const isWanted = isOther || isCloudflare || isSet('ACCESS_POLICY_FILE')
  const needed = [...(isOther ? jwtNames : cloudflareAccessNames), 'PUBLIC_ORIGIN']
  const missing = needed.filter((name) => !isSet(name))
  if (isOther && isCloudflare) {
    problems.push(
      'ACCESS_TEAM_DOMAIN and ACCESS_AUD are for Cloudflare Access, and ACCESS_JWT_… for another sign-in proxy. Keep one kind.',
    )
  } else if (!isLoopback && missing.length > 0) {
    const choice = isWanted ? '' : ' by Cloudflare Access, or by another proxy (ACCESS_JWT_…)'
    problems.push(
      `HOST lets others reach the server, so it has to know who they are${choice}. Missing: ${missing.join(', ')}.`,
    )
  } else if (isWanted && missing.length > 0) {
    const subject = isOther ? 'Sign-in by ACCESS_JWT_…' : 'Cloudflare Access'
    problems.push(`${subject} needs all of ${needed.join(', ')}. Missing: ${missing.join(', ')}.`)
  }
  const cloudflareAccess = parseCloudflareAccess(env, problems)
  const settings = parseJwtSettings(env, problems) ?? cloudflareAccess
  const policy = parsePolicyFile(env.ACCESS_POLICY_FILE, readText, problems)
  if (isWanted && publicOrigin !== undefined && !isSecure(publicOrigin)) {
    problems.push(
      `PUBLIC_ORIGIN has to begin with https:// where ${isOther ? 'a sign-in proxy' : 'Cloudflare Access'} signs people in.`,
    )
  }
  // Demo data need no protection; real data need a key even on this computer.
  return settings ? { ...settings, policy } : { kind: isLive ? 'launch-key' : 'open' }
}

function isSecure(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
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
