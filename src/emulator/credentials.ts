/**
 * Reads the credential headers as the API gateway does, and decides what a credential may read. Without a list of
 * tokens, every well-formed credential is accepted.
 */
import type { ScopeKind } from '../catalog/scopes.ts'
import { answerJson } from './answers.ts'

/** A credential that an emulator accepts. */
export type EmulatorToken = {
  /** A user's token, an account's own token (its secret begins with `cfat_`), or a Global API Key. */
  kind: 'user' | 'account' | 'key'
  secret: string
  /** The account of an account-owned token; by default the first account. */
  accountId?: string
  /** The kinds of scope that it has no permission to read. */
  lacks?: readonly ScopeKind[]
  /** When it was created. For the minute after that, every second request is refused. */
  createdMs?: number
  /** The status that its verification returns; by default `active`. */
  status?: 'active' | 'disabled' | 'expired'
}

/** Stands for a request without a credential; it may read everything unless tokens are listed. */
export const anybody: EmulatorToken = { kind: 'user', secret: '' }

/** The credential of a request; `isKnown` is false for a well-formed token that is not listed. */
export type Identity = { token: EmulatorToken; isKnown: boolean }

/** The reason why a credential may not read. */
export type Refusal = { status: 401 | 403; code: number; message: string }

/** Identifies and authorizes requests. */
export type Authenticator = {
  /** The credential of a request, or the gateway's refusal to read it. */
  identify: (request: Request) => Identity | Response
  /** The refusal when the credential may not read a scope; `undefined` when it may. */
  findRefusal: (
    identity: Identity,
    scope: { scopeKind: ScopeKind | undefined; scopeId: string | undefined },
  ) => Refusal | undefined
}

const flapMs = 60_000

/** Whether an account-owned token may read a scope; the account of a zone is not checked. */
const accountTokenReads = {
  account: (id, ownId) => id === ownId,
  zone: () => true,
  organization: () => false,
  user: () => false,
} satisfies Record<ScopeKind, (id: string | undefined, ownId: string) => boolean>

/** Creates an authenticator that accepts these tokens; without a list, every well-formed one. */
export function createAuthenticator(options: {
  tokens: readonly EmulatorToken[] | undefined
  firstAccountId: string
  now: () => number
}): Authenticator {
  const { tokens, firstAccountId, now } = options
  const requestCounts = new Map<EmulatorToken, number>()

  function identify({ headers }: Request): Identity | Response {
    const given = readCredential(headers) ?? anybody
    if (given instanceof Response) return given
    if (!tokens) return { token: given, isKnown: true }
    const isKey = given.kind === 'key'
    const known = tokens.find(
      ({ kind, secret }) => secret === given.secret && (kind === 'key') === isKey,
    )
    return { token: known ?? given, isKnown: known !== undefined }
  }

  /** A new token takes a minute to reach all of Cloudflare's servers: meanwhile 403 and 200 alternate. */
  function isFlapping(token: EmulatorToken): boolean {
    const { createdMs } = token
    if (createdMs === undefined || now() >= createdMs + flapMs) return false
    const count = requestCounts.get(token) ?? 0
    requestCounts.set(token, count + 1)
    return count % 2 === 0
  }

  return {
    identify,
    findRefusal({ token, isKnown }, { scopeKind, scopeId }) {
      if (token === anybody && tokens) {
        return { status: 401, code: 10_001, message: 'Unable to authenticate request' }
      }
      const { kind, lacks = [], status = 'active' } = token
      const isElsewhere =
        kind === 'account' &&
        scopeKind !== undefined &&
        !accountTokenReads[scopeKind](scopeId, token.accountId ?? firstAccountId)
      if (!isKnown || status !== 'active') {
        return { status: 403, code: 9109, message: 'Invalid access token' }
      }
      return isElsewhere || (scopeKind && lacks.includes(scopeKind)) || isFlapping(token)
        ? { status: 403, code: 10_000, message: 'Authentication error' }
        : undefined
    },
  }
}

function readCredential(headers: Headers): EmulatorToken | Response | undefined {
  const authorization = headers.get('authorization')
  const key = headers.get('x-auth-key')
  if (authorization !== null) {
    const secret = /^Bearer +([\w\-.~+/]+=*)$/i.exec(authorization)?.[1]
    if (secret === undefined) return answerMalformed(6111, 'Authorization')
    return { kind: secret.startsWith('cfat_') ? 'account' : 'user', secret }
  }
  if (key === null) return undefined
  const isSound = /^[\w\-.~+/]{20,}=*$/.test(key) && headers.get('x-auth-email')?.includes('@')
  return isSound ? { kind: 'key', secret: key } : answerMalformed(6103, 'X-Auth-Key')
}

function answerMalformed(code: number, header: string): Response {
  const chain = [{ code, message: `Invalid format for ${header} header` }]
  const error = { code: 6003, message: 'Invalid request headers', error_chain: chain }
  return answerJson({ success: false, errors: [error], messages: [], result: null }, 400)
}
