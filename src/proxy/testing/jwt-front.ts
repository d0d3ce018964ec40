/**
 * Sign-in proxies for tests: each with its settings, its header and its algorithm, and a server of their keys that
 * can fail, hang, and counts how often it was asked.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import type { Environment } from '../config/config.ts'

/** The clock at the beginning of each test. */
export const startMs = Date.parse('2026-11-21T12:00:00Z')

/** A sign-in proxy as the tests know it. */
export type JwtFront = {
  name: string
  env: Environment
  issuer: string
  audience: string
  keysUrl: string
  alg: string
  /** The request headers that carry a token. */
  toHeaders: (token: string) => Record<string, string>
}

const publicOrigin = 'https://gumshoe.example'

/** Cloudflare Access. */
export const cloudflareAccess: JwtFront = {
  name: 'Cloudflare Access',
  env: {
    ACCESS_TEAM_DOMAIN: 'team.cloudflareaccess.com',
    ACCESS_AUD: 'a'.repeat(64),
    PUBLIC_ORIGIN: publicOrigin,
  },
  issuer: 'https://team.cloudflareaccess.com',
  audience: 'a'.repeat(64),
  keysUrl: 'https://team.cloudflareaccess.com/cdn-cgi/access/certs',
  alg: 'RS256',
  toHeaders: (token) => ({ 'cf-access-jwt-assertion': token }),
}

function describeFront(
  name: string,
  header: string,
  facts: Pick<JwtFront, 'issuer' | 'audience' | 'keysUrl' | 'alg'>,
): JwtFront {
  const prefix = header === 'Authorization' ? 'Bearer ' : ''
  return {
    name,
    ...facts,
    env: {
      ACCESS_JWT_ISSUER: facts.issuer,
      ACCESS_JWT_AUDIENCE: facts.audience,
      ACCESS_JWT_JWKS_URL: facts.keysUrl,
      ACCESS_JWT_HEADER: header,
      PUBLIC_ORIGIN: publicOrigin,
    },
    toHeaders: (token) => ({ [header.toLowerCase()]: prefix + token }),
  }
}

/** Google’s Identity-Aware Proxy. */
export const googleIap = describeFront('Google IAP', 'X-Goog-IAP-JWT-Assertion', {
  issuer: 'https://cloud.google.com/iap',
  audience: '/projects/123456789012/global/backendServices/9876543210',
  keysUrl: 'https://www.gstatic.com/iap/verify/public_key-jwk',
  alg: 'ES256',
})

/** Pomerium, whose issuer is a host name. */
export const pomerium = describeFront('Pomerium', 'X-Pomerium-Jwt-Assertion', {
  issuer: 'gumshoe.example',
  audience: 'gumshoe.example',
  keysUrl: 'https://gumshoe.example/.well-known/pomerium/jwks.json',
  alg: 'ES256',
})

/** oauth2-proxy, which passes the ID token of the identity provider on as a bearer. */
export const oauth2Proxy = describeFront('oauth2-proxy', 'Authorization', {
  issuer: 'https://login.example.com/realms/corp',
  audience: 'gumshoe',
  keysUrl: 'https://login.example.com/realms/corp/protocol/openid-connect/certs',
  alg: 'RS256',
})

/** All of them. */
export const jwtFronts: readonly JwtFront[] = [cloudflareAccess, googleIap, pomerium, oauth2Proxy]

/** A key pair; `jwk` is its published half. */
export type SigningKey = { kid: string; alg: string; privateKey: CryptoKey; jwk: object }

/** Creates a key pair. */
export async function createSigningKey(kid: string, alg: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }
  return { kid, alg, privateKey, jwk }
}

/** Signs claims that are valid at the start of the tests, with `changes`. */
export function signClaims(
  { issuer, audience }: JwtFront,
  key: SigningKey,
  changes: JWTPayload = {},
  alg = key.alg,
): Promise<string> {
  const nowS = startMs / 1_000
  return new SignJWT({
    iss: issuer,
    aud: [audience],
    email: 'alice@corp.com',
    sub: 'a-user',
    iat: nowS - 10,
    nbf: nowS - 10,
    exp: nowS + 3_600,
    ...changes,
  })
    .setProtectedHeader({ alg, kid: key.kid })
    .sign(key.privateKey)
}

/** The server that publishes keys, and what it does when it is asked. */
export type KeyServer = {
  keys: { jwk: object | string }[]
  asked: number
  status: number
  hangs: boolean
  origin: string
  close: () => void
}

/** Starts a key server on loopback. */
export async function startKeyServer(): Promise<KeyServer> {
  const server = createServer((_, outgoing) => {
    state.asked++
    if (state.hangs) return
    outgoing.writeHead(state.status, { 'content-type': 'application/json' })
    outgoing.end(JSON.stringify({ keys: state.keys.map(({ jwk }) => jwk) }))
  })
  const state: KeyServer = {
    keys: [],
    asked: 0,
    status: 200,
    hangs: false,
    origin: '',
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return state
}
