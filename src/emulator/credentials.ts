/**
 * Who asks: reads the credential headers as the gateway in front of the API does, and decides what a
 * credential may ask. Without a list of tokens, whatever has the right form is accepted.
 */
import type { ScopeKind } from '../catalog/scopes.ts'
import { answerError, answerJson } from './answers.ts'

/** A credential that an emulator accepts. */
export type EmulatorToken = {
  /** A user's token, an account's own token (its secret begins with `cfat_`), or a Global API Key. */
  kind: 'user' | 'account' | 'key'
  secret: string
  /** Of an account's own token: the account; by default the first one. */
  accountId?: string
  /** What it has no permission to read. */
  lacks?: readonly ScopeKind[]
  /** When it was created. For the minute after that, every second request is refused. */
  createdMs?: number
  /** What verifying it says; by default `active`. */
  status?: 'active' | 'disabled' | 'expired'
}

/** Whoever asks without a credential, where no tokens are listed, may read everything. */
export const anybody: EmulatorToken = { kind: 'user', secret: '' }

/** Who asks; `isKnown` is false for a token that has the right form and is on no list. */
export type Identity = { token: EmulatorToken; isKnown: boolean }

/** Finds out who asks. */
export type Authenticator = {
  /** The credential of a request, or the gateway's refusal to read it. */
  identify: (request: Request) => Identity | Response
  /** Refuses what the credential may not read in a scope. */
  findRefusal: (
    identity: Identity,
    asked: { scopeKind: ScopeKind | undefined; scopeId: string | undefined },
  ) => Response | undefined
}

const flapMs = 60_000

/** Whether an account's own token may read a scope; to which account a zone belongs is not looked at. */
const accountTokenReads = {
  account: (id, ownId) => id === ownId,
  zone: () => true,
  user: () => false,
} satisfies Record<ScopeKind, (id: string | undefined, ownId: string) => boolean>

/** Creates a authenticator that knows these tokens; without any, it knows whatever is well-formed. */
export function createAuthenticator(options: {
  tokens: readonly EmulatorToken[] | undefined
  firstAccountId: string
  now: () => number
}): Authenticator {
  const { tokens, firstAccountId, now } = options
  const asked = new Map<EmulatorToken, number>()

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

  /** A new token is not yet known everywhere: its first minute alternates between 403 and 200. */
  function isFlapping(token: EmulatorToken): boolean {
    const { createdMs } = token
    if (createdMs === undefined || now() >= createdMs + flapMs) return false
    const count = asked.get(token) ?? 0
    asked.set(token, count + 1)
    return count % 2 === 0
  }

  return {
    identify,
    findRefusal({ token, isKnown }, { scopeKind, scopeId }) {
      if (token === anybody && tokens) {
        return answerError(401, 10_001, 'Unable to authenticate request')
      }
      const { kind, lacks = [], status = 'active' } = token
      const isElsewhere =
        kind === 'account' &&
        scopeKind !== undefined &&
        !accountTokenReads[scopeKind](scopeId, token.accountId ?? firstAccountId)
      if (!isKnown || status !== 'active') return answerError(403, 9109, 'Invalid access token')
      return isElsewhere || (scopeKind && lacks.includes(scopeKind)) || isFlapping(token)
        ? answerError(403, 10_000, 'Authentication error')
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
