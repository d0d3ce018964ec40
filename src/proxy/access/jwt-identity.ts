/** Reads who a caller is from the verified claims of a JSON Web Token. */
import type { JWTPayload } from 'jose'
import type { Identity } from '../config/access-policy.ts'
import type { ClaimNames } from '../config/jwt-settings.ts'

const emailPattern = /^[\x21-\x39\x3b-\x3f\x41-\x7e]+@[\x21-\x39\x3b-\x3f\x41-\x7e]+$/

/**
 * The identity; `undefined` when the claims name no one, or state that the email address is not verified. Only the
 * claim `email` is read as an email address: people may choose other names themselves.
 */
export function findIdentity(payload: JWTPayload, claims: ClaimNames): Identity | undefined {
  const name = payload[claims.name]
  if (typeof name === 'string' && name !== '') {
    const groups = claims.groups.flatMap((each) => findGroups(payload[each]) ?? [])
    if (claims.name !== 'email') return isWord(name, 255) ? { user: name, groups } : undefined
    // Amazon Cognito writes this claim as text.
    const isUnverified = [false, 'false'].some((each) => payload.email_verified === each)
    const isEmail = emailPattern.test(name) && !isUnverified
    return isEmail ? { email: name.toLowerCase(), groups } : undefined
  }
  const service = claims.service === undefined ? undefined : payload[claims.service]
  return typeof service === 'string' && isWord(service, 200) ? { service } : undefined
}

/** Visible ASCII without spaces. */
function isWord(text: string, maxLength: number): boolean {
  return /^[\x21-\x7e]+$/.test(text) && text.length <= maxLength
}

/** Groups as identity providers send them: a list of names, or an object with such a list. */
function findGroups(value: unknown): string[] | undefined {
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string')
  const isHolder = typeof value === 'object' && value !== null && 'groups' in value
  return isHolder ? findGroups(value.groups) : undefined
}
