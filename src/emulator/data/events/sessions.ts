/**
 * Generates the session of an actor: dashboard or token, IP address and user agent. Determined by the actor and by
 * a key that all events of a session share.
 */
import { type Action, signIn } from '../estate/actions.ts'
import type { Actor, Token } from '../estate/cast.ts'
import { hostileUserAgents } from '../estate/hostile-strings.ts'
import { browserUserAgents, programUserAgents } from '../estate/people.ts'
import { mix, pick, toBelow, toFraction } from '../random.ts'

/** The recorded properties of the session in which an actor acted. */
export type Session = {
  context?: 'dash' | 'api_token' | 'api_key' | 'oauth' | 'origin_ca_key' | 'api'
  ip?: string
  token?: Token
  userAgent?: string
}

/** Creates the session of an actor; staff and systems have an empty one. */
export function createSession(actor: Actor, action: Action, sessionKey: number): Session {
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
  // A call whose credential was not recorded: no token id, and no key either.
  if (toFraction(mix(sessionKey, 10)) < 0.12) return { context: 'api', ip, userAgent: program }
  return { context: 'dash', ip, userAgent: browser }
}

function toProgram(sessionKey: number): string {
  const isHostile = toFraction(mix(sessionKey, 6)) < 0.04
  return pick(isHostile ? hostileUserAgents : programUserAgents, mix(sessionKey, 7))
}

function pickAddress(actor: Actor, sessionKey: number): string {
  const fraction = toFraction(mix(sessionKey, 8))
  if (fraction < 0.03 && actor.kind === 'person') {
    // A hotel, a train, or an airport.
    return `203.0.113.${100 + toBelow(mix(sessionKey, 9), 150)}`
  }
  return fraction < 0.55 ? actor.officeIp : actor.homeIp
}
