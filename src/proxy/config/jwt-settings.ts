/**
 * Parses the settings of sign-in by a proxy in front of this server that adds a signed token to each request:
 * Cloudflare Access, or any other one whose issuer, audience, keys and header are given.
 */
import type { AccessPolicy } from './access-policy.ts'

/** The claims that name the caller. */
export type ClaimNames = {
  name: string
  /** Claims with groups of the caller; all that are there count. */
  groups: readonly string[]
  /** The claim that names a service when no person is named. */
  service: string | undefined
}

/** Sign-in by a proxy whose tokens are verified. */
export type JwtSettings = {
  kind: 'cloudflare-access' | 'jwt-proxy'
  issuer: string
  audience: string
  /** The https address of the JSON Web Key Set. */
  keysUrl: string
  /** The request header that carries the token, in lower case. */
  header: string
  /** The accepted signature algorithms, all of them asymmetric. */
  algorithms: readonly string[]
  claims: ClaimNames
  /** Where the browser signs out: a path of this host, or an https address. */
  signOutUrl: string | undefined
  policy: AccessPolicy | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** The settings of Cloudflare Access. */
export const cloudflareAccessNames = ['ACCESS_TEAM_DOMAIN', 'ACCESS_AUD'] as const

/** The settings of another proxy that have no default. */
export const jwtNames = [
  'ACCESS_JWT_ISSUER',
  'ACCESS_JWT_AUDIENCE',
  'ACCESS_JWT_JWKS_URL',
  'ACCESS_JWT_HEADER',
] as const

/** The settings of another proxy that have one. */
export const optionalJwtNames = [
  'ACCESS_JWT_ALGORITHM',
  'ACCESS_JWT_NAME_CLAIM',
  'ACCESS_JWT_GROUPS_CLAIM',
  'ACCESS_JWT_SIGN_OUT_URL',
] as const

const defaultAlgorithms = ['RS256', 'ES256']
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512']

/** Headers that have another meaning, or that clients and proxies between may set. */
const reservedHeader =
  /^(x-gumshoe|x-request-id|host|origin|referer|cookie|user-agent|accept.*|content-.*|sec-.*|if-.*|range|te|trailer|transfer-encoding|connection|upgrade|via|forwarded|x-forwarded-(for|host|proto)|cf-connecting-ip)$/

/** Parses the settings of Cloudflare Access and adds their problems; `undefined` when any is missing or wrong. */
export function parseCloudflareAccess(
  env: Environment,
  problems: string[],
): Omit<JwtSettings, 'policy'> | undefined {
  const issuer = parseTeamDomain(env.ACCESS_TEAM_DOMAIN, problems)
  const audience = env.ACCESS_AUD
  const isTag = audience !== undefined && /^[0-9a-f]{64}$/.test(audience)
  if (audience !== undefined && !isTag) {
    problems.push(
      'ACCESS_AUD is no audience tag: 64 hexadecimal digits, from the application in Zero Trust.',
    )
  }
  if (issuer === undefined || !isTag) return undefined
  // Source: “Validate JWTs” in Cloudflare’s documentation of Access.
  return {
    kind: 'cloudflare-access',
    issuer,
    audience,
    keysUrl: `${issuer}/cdn-cgi/access/certs`,
    header: 'cf-access-jwt-assertion',
    algorithms: ['RS256'],
    claims: { name: 'email', groups: ['groups', 'custom'], service: 'common_name' },
    // Access answers this path on every host that it protects.
    signOutUrl: '/cdn-cgi/access/logout',
  }
}

/** Parses the settings of another proxy and adds their problems; `undefined` when any is missing or wrong. */
export function parseJwtSettings(
  env: Environment,
  problems: string[],
): Omit<JwtSettings, 'policy'> | undefined {
  const problemCount = problems.length
  /** The value of a setting that satisfies a rule; otherwise its default, with a problem if it is set. */
  function read(
    name: (typeof jwtNames | typeof optionalJwtNames)[number],
    isSound: (text: string) => boolean,
    rule: string,
  ): string | undefined {
    const text = env[name]
    if (text === undefined || isSound(text)) return text
    problems.push(`${name} ${rule}`)
    return undefined
  }
  const word = 'has to have 1 to 500 visible ASCII characters, without spaces and quotation marks.'
  const claim = 'is no name of a claim, such as email or sub.'
  const issuer = read('ACCESS_JWT_ISSUER', isWord, word)
  const audience = read('ACCESS_JWT_AUDIENCE', isWord, word)
  const keysUrl = read(
    'ACCESS_JWT_JWKS_URL',
    isHttpsUrl,
    'is no https address of a key set, such as https://login.example.com/jwks.json.',
  )
  const header = read('ACCESS_JWT_HEADER', isTokenHeader, headerRule)
  const algorithm = read(
    'ACCESS_JWT_ALGORITHM',
    (text) => algorithms.includes(text),
    `is not one of ${algorithms.join(', ')}. Shared secrets and unsigned tokens are not accepted.`,
  )
  const name = read('ACCESS_JWT_NAME_CLAIM', isClaim, claim)
  const groups = read('ACCESS_JWT_GROUPS_CLAIM', isClaim, claim)
  const signOutUrl = read(
    'ACCESS_JWT_SIGN_OUT_URL',
    (text) => /^\/(?![/\\])[\x21-\x7e]*$/.test(text) || isHttpsUrl(text),
    'is neither a path, such as /oauth2/sign_out, nor an https address.',
  )
  const isComplete = problems.length === problemCount
  if (!isComplete || !issuer || !audience || !keysUrl || !header) return undefined
  return {
    kind: 'jwt-proxy',
    issuer,
    audience,
    keysUrl,
    header: header.toLowerCase(),
    algorithms: algorithm === undefined ? defaultAlgorithms : [algorithm],
    claims: { name: name ?? 'email', groups: [groups ?? 'groups'], service: undefined },
    signOutUrl,
  }
}

const headerRule =
  'is no header for a token: write its name, such as X-Goog-IAP-JWT-Assertion or Authorization, with letters, digits and “-”.'

function isTokenHeader(text: string): boolean {
  return /^[a-z0-9-]{1,100}$/i.test(text) && !reservedHeader.test(text.toLowerCase())
}

function isWord(text: string): boolean {
  return /^[\x21-\x7e]{1,500}$/.test(text) && !/["'`]/.test(text)
}

function isClaim(text: string): boolean {
  return isWord(text) && text.length <= 200
}

function isHttpsUrl(text: string): boolean {
  if (!isWord(text)) return false
  // In Node 20, `URL.canParse` refuses letters such as ü once it has been called some thousand times.
  try {
    const { protocol, username, password, hash } = new URL(text)
    return protocol === 'https:' && username === '' && password === '' && hash === ''
  } catch {
    return false
  }
}

function parseTeamDomain(text: string | undefined, problems: string[]): string | undefined {
  if (text === undefined) return undefined
  const team = /^(?:https:\/\/)?([a-z0-9-]{1,63})\.cloudflareaccess\.com\/?$/.exec(text)?.[1]
  if (team !== undefined) return `https://${team}.cloudflareaccess.com`
  problems.push('ACCESS_TEAM_DOMAIN is no team domain. Write it as example.cloudflareaccess.com.')
  return undefined
}
