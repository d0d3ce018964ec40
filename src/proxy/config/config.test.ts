import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type Environment, parseConfig, toAllowedOrigins } from './config.ts'

const token = 'abcdefghij0123456789abcdefghij0123456789'
const id = '0123456789abcdef0123456789abcdef'
const access: Environment = {
  ACCESS_TEAM_DOMAIN: 'team.cloudflareaccess.com',
  ACCESS_AUD: 'a'.repeat(64),
  PUBLIC_ORIGIN: 'https://g.example',
}
const jwt: Environment = {
  ACCESS_JWT_ISSUER: 'https://cloud.google.com/iap',
  ACCESS_JWT_AUDIENCE: '/projects/1/global/backendServices/2',
  ACCESS_JWT_JWKS_URL: 'https://www.gstatic.com/iap/verify/public_key-jwk',
  ACCESS_JWT_HEADER: 'X-Goog-IAP-JWT-Assertion',
  PUBLIC_ORIGIN: 'https://g.example',
}
const files: Record<string, string> = {
  '/good': `${token}\n`,
  '/windows': `${token}\r\n`,
  '/two-lines': `${token}\n${token}\n`,
  '/empty': '',
  '/long': `${token.repeat(1_600)}\n`,
  '/policy': '{"a@example.com": ["*"]}',
}

function parse(env: Environment) {
  return parseConfig(env, (path) => files[path])
}

function getConfig(env: Environment) {
  const parsed = parse(env)
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  return parsed.config
}

describe('the configuration', () => {
  it.each([
    ['https://tsa.example.com', 'https://tsa.example.com/'],
    ['HTTPS://TSA.example.com:8443/tsr?policy=1', 'https://tsa.example.com:8443/tsr?policy=1'],
    ['http://tsa.example.com', 'http://tsa.example.com/'],
    ['http://127.0.0.1:3000/tsr', 'http://127.0.0.1:3000/tsr'],
    ['http://[::1]:3000/tsr', 'http://[::1]:3000/tsr'],
  ])('has a timestamp authority at %s', (text, url) => {
    expect(getConfig({ TSA_URL: text }).timestampUrl).toBe(url)
    expect(getConfig({}).timestampUrl).toBeUndefined()
  })

  it('is demo mode on loopback without any variable (142)', () => {
    expect(getConfig({})).toMatchObject({
      mode: 'demo',
      credential: undefined,
      host: '127.0.0.1',
      port: 8787,
      demo: { entries: 50_000, nowMs: undefined },
    })
  })

  it.each<[string, Environment, string]>([
    ['a token', { CLOUDFLARE_API_TOKEN: token }, 'token'],
    ['a token in a file', { CLOUDFLARE_API_TOKEN_FILE: '/good' }, 'token'],
    ['a file with a Windows line end', { CLOUDFLARE_API_TOKEN_FILE: '/windows' }, 'token'],
    ['an email and a key', { CLOUDFLARE_EMAIL: 'a@example.com', CLOUDFLARE_API_KEY: token }, 'key'],
  ])('is live with %s', (_, env, kind) => {
    const { mode, credential } = getConfig(env)
    expect(mode).toBe('live')
    expect(credential?.kind).toBe(kind)
    const secret = credential?.kind === 'token' ? credential.token : credential?.key
    expect(secret?.reveal()).toBe(token)
  })

  it('is live with a token of 512 characters', () => {
    expect(getConfig({ CLOUDFLARE_API_TOKEN: token.padEnd(512, 'x') }).mode).toBe('live')
  })

  it('does not print the credential (48, 54)', () => {
    const config = getConfig({ CLOUDFLARE_API_TOKEN: token })
    expect(inspect(config, { showHidden: true, depth: 9 }) + JSON.stringify(config)).not.toContain(
      token,
    )
  })

  it.each<[string, Environment, RegExp]>([
    ['an empty token', { CLOUDFLARE_API_TOKEN: '' }, /^CLOUDFLARE_API_TOKEN is empty/],
    ['a quoted token', { CLOUDFLARE_API_TOKEN: `"${token}"` }, /in quotes/],
    ['a token with Bearer', { CLOUDFLARE_API_TOKEN: `Bearer ${token}` }, /Bearer/],
    ['a short token', { CLOUDFLARE_API_TOKEN: token.slice(0, 10) }, /has 10 characters/],
    [
      'a token of 513 characters',
      { CLOUDFLARE_API_TOKEN: token.padEnd(513, 'x') },
      /^CLOUDFLARE_API_TOKEN has 513 characters; at most 512/,
    ],
    [
      'a file of 64 KB',
      { CLOUDFLARE_API_TOKEN_FILE: '/long' },
      /TOKEN_FILE has 64000 characters; at most 512/,
    ],
    [
      'a key of 513 characters',
      { CLOUDFLARE_EMAIL: 'a@example.com', CLOUDFLARE_API_KEY: token.padEnd(513, 'x') },
      /^CLOUDFLARE_API_KEY has 513 characters/,
    ],
    [
      'an email of 513 characters',
      { CLOUDFLARE_EMAIL: `${'a'.repeat(501)}@example.com`, CLOUDFLARE_API_KEY: token },
      /^CLOUDFLARE_EMAIL has 513 characters/,
    ],
    ['a token with a space', { CLOUDFLARE_API_TOKEN: `${token} ${token}` }, /white space/],
    ['a token with a trailing space', { CLOUDFLARE_API_TOKEN: `${token} ` }, /white space/],
    ['a token with a newline inside', { CLOUDFLARE_API_TOKEN: `${token}\n${token}` }, /line break/],
    ['a token beyond ASCII', { CLOUDFLARE_API_TOKEN: `${token}é` }, /not ASCII/],
    [
      'a file of two lines',
      { CLOUDFLARE_API_TOKEN_FILE: '/two-lines' },
      /TOKEN_FILE contains a line/,
    ],
    ['an empty file', { CLOUDFLARE_API_TOKEN_FILE: '/empty' }, /TOKEN_FILE is empty/],
    ['no such file', { CLOUDFLARE_API_TOKEN_FILE: '/absent' }, /cannot be read/],
    ['no file name', { CLOUDFLARE_API_TOKEN_FILE: '' }, /cannot be read/],
    [
      'token and file',
      { CLOUDFLARE_API_TOKEN: token, CLOUDFLARE_API_TOKEN_FILE: '/good' },
      /both set/,
    ],
    ['token and key', { CLOUDFLARE_API_TOKEN: token, CLOUDFLARE_API_KEY: token }, /both set/],
    ['token and email', { CLOUDFLARE_API_TOKEN: token, CLOUDFLARE_EMAIL: 'a@b.c' }, /both set/],
    ['a key alone', { CLOUDFLARE_API_KEY: token }, /belong together/],
    ['an email alone', { CLOUDFLARE_EMAIL: 'a@example.com' }, /belong together/],
    ['no email', { CLOUDFLARE_EMAIL: 'a\nb@c', CLOUDFLARE_API_KEY: token }, /not an email/],
    [
      'all addresses',
      { HOST: '0.0.0.0' },
      /Missing: ACCESS_TEAM_DOMAIN, ACCESS_AUD, PUBLIC_ORIGIN/,
    ],
    ['all IPv6 addresses', { HOST: '::' }, /^HOST lets others reach/],
    ['an address of the network', { HOST: '192.168.1.5' }, /^HOST lets others reach/],
    ['an empty host', { HOST: '' }, /^HOST/],
    [
      'a host and a public origin',
      { HOST: '0.0.0.0', PUBLIC_ORIGIN: 'https://g.example' },
      /Missing: ACCESS_TEAM_DOMAIN, ACCESS_AUD\.$/,
    ],
    ['half of Access', { ...access, ACCESS_AUD: undefined }, /Missing: ACCESS_AUD\.$/],
    ['a policy alone', { ACCESS_POLICY_FILE: '/policy' }, /^Cloudflare Access needs all of/],
    ['Access over http', { ...access, PUBLIC_ORIGIN: 'http://g.example' }, /https:/],
    ['another domain', { ...access, ACCESS_TEAM_DOMAIN: 'evil.test' }, /^ACCESS_TEAM_DOMAIN/],
    [
      'a longer domain',
      { ...access, ACCESS_TEAM_DOMAIN: 'x.cloudflareaccess.com.evil.test' },
      /^ACCESS_TEAM_DOMAIN/,
    ],
    ['a short audience', { ...access, ACCESS_AUD: 'abc' }, /^ACCESS_AUD/],
    ['no such policy', { ...access, ACCESS_POLICY_FILE: '/absent' }, /^ACCESS_POLICY_FILE names/],
    ['a bad policy', { ...access, ACCESS_POLICY_FILE: '/good' }, /^ACCESS_POLICY_FILE: is not/],
    ['a name close to one', { ACCESS_AUDIENCE: 'x' }, /mean ACCESS_AUD\?/],
    ['a name close to another', { ...jwt, ACCESS_JWT_GROUPS: 'x' }, /mean ACCESS_JWT_GROUPS_CLAIM/],
    ['no address of an authority', { TSA_URL: 'tsa.example.com' }, /^TSA_URL is not an address/],
    ['an empty authority', { TSA_URL: '' }, /^TSA_URL is not an address/],
    ['an authority with a space', { TSA_URL: 'https://tsa.example.com/a b' }, /^TSA_URL is not/],
    [
      'an authority with a password',
      { TSA_URL: 'https://a:geheim@tsa.example.com' },
      /^TSA_URL contains a user name or a password\. (?!.*geheim)/,
    ],
    [
      'an authority with a fragment',
      { TSA_URL: 'https://tsa.example.com/#x' },
      /^TSA_URL contains “#”/,
    ],
    ['an authority by another scheme', { TSA_URL: 'ftp://localhost/' }, /^TSA_URL does not begin/],
    [
      'a long authority',
      { TSA_URL: `https://tsa.example.com/${'a'.repeat(2_048)}` },
      /^TSA_URL is not/,
    ],
    ['another word for yes', { AUDIT_QUERIES: 'yes' }, /^AUDIT_QUERIES is not 0 or 1/],
    ['a setting of tokens that does not exist', { ACCESS_JWT_SECRET: 'x' }, /is no setting/],
    [
      'two kinds of sign-in',
      { ...jwt, ACCESS_TEAM_DOMAIN: 'team.cloudflareaccess.com' },
      /Keep one kind/,
    ],
    [
      'another proxy without its header and keys',
      { ...jwt, ACCESS_JWT_HEADER: undefined, ACCESS_JWT_JWKS_URL: undefined },
      /^Sign-in by ACCESS_JWT_… needs .* Missing: ACCESS_JWT_JWKS_URL, ACCESS_JWT_HEADER\.$/,
    ],
    [
      'another proxy and all addresses',
      { ...jwt, HOST: '0.0.0.0', PUBLIC_ORIGIN: undefined, ACCESS_JWT_ISSUER: undefined },
      /^HOST lets others .* Missing: ACCESS_JWT_ISSUER, PUBLIC_ORIGIN\.$/,
    ],
    [
      'a claim alone',
      { ACCESS_JWT_NAME_CLAIM: 'sub' },
      /Missing: ACCESS_JWT_ISSUER, .*HEADER, PUB/,
    ],
    ['an empty issuer', { ...jwt, ACCESS_JWT_ISSUER: '' }, /^ACCESS_JWT_ISSUER has to have/],
    ['an issuer in quotes', { ...jwt, ACCESS_JWT_ISSUER: '"x"' }, /^ACCESS_JWT_ISSUER/],
    ['an audience with a space', { ...jwt, ACCESS_JWT_AUDIENCE: 'a b' }, /^ACCESS_JWT_AUDIENCE/],
    ...['http://127.0.0.1/keys', 'http://x.test/', 'https://a:b@x.test/', 'x.test', 'https://'].map(
      (url): [string, Environment, RegExp] => [
        `keys at ${url}`,
        { ...jwt, ACCESS_JWT_JWKS_URL: url },
        /^ACCESS_JWT_JWKS_URL is no https address/,
      ],
    ),
    ...[
      'Cookie',
      'Host',
      'X-Gumshoe',
      'X_User',
      'a b',
      '',
      'Sec-Fetch-Site',
      'X-Forwarded-For',
    ].map((name): [string, Environment, RegExp] => [
      `a token in the header ${name}`,
      { ...jwt, ACCESS_JWT_HEADER: name },
      /^ACCESS_JWT_HEADER is no header for a token/,
    ]),
    ...['HS256', 'none', 'rs256', 'RS256,ES256', ''].map((name): [string, Environment, RegExp] => [
      `the algorithm ${name}`,
      { ...jwt, ACCESS_JWT_ALGORITHM: name },
      /^ACCESS_JWT_ALGORITHM is not one of RS256/,
    ]),
    ['a claim with a space', { ...jwt, ACCESS_JWT_GROUPS_CLAIM: 'a b' }, /^ACCESS_JWT_GROUPS/],
    ...['javascript:alert(1)', '//evil.test', '/\\evil.test', 'http://x.test', 'sign_out'].map(
      (url): [string, Environment, RegExp] => [
        `a sign-out at ${url}`,
        { ...jwt, ACCESS_JWT_SIGN_OUT_URL: url },
        /^ACCESS_JWT_SIGN_OUT_URL is neither/,
      ],
    ),
    ['tokens over http', { ...jwt, PUBLIC_ORIGIN: 'http://g.example' }, /https:.*sign-in proxy/],
    ['a port in words', { PORT: 'http' }, /^PORT/],
    ['a port too high', { PORT: '65536' }, /^PORT/],
    ['an empty port', { PORT: '' }, /^PORT/],
    ['an origin with a path', { PUBLIC_ORIGIN: 'https://g.example/' }, /^PUBLIC_ORIGIN/],
    ['an origin with a user', { PUBLIC_ORIGIN: 'https://a@g.example' }, /^PUBLIC_ORIGIN/],
    ['an origin with a query', { PUBLIC_ORIGIN: 'https://g.example?' }, /^PUBLIC_ORIGIN/],
    ['an origin that is no URL', { PUBLIC_ORIGIN: 'https://1.2.3.999' }, /^PUBLIC_ORIGIN/],
    ['an origin of another scheme', { PUBLIC_ORIGIN: 'ftp://g.example' }, /^PUBLIC_ORIGIN/],
    ['an account that is no id', { CLOUDFLARE_ACCOUNT_IDS: `${id},x` }, /^CLOUDFLARE_ACCOUNT_IDS/],
    ['an empty list', { CLOUDFLARE_ZONE_IDS: '' }, /^CLOUDFLARE_ZONE_IDS/],
    ['upper-case ids', { CLOUDFLARE_ZONE_IDS: id.toUpperCase() }, /^CLOUDFLARE_ZONE_IDS/],
    ['a wordy switch', { ALLOW_USER_LOG: 'yes' }, /^ALLOW_USER_LOG/],
    ['no entries', { DEMO_ENTRIES: '0' }, /^DEMO_ENTRIES/],
    ['a negative seed', { DEMO_SEED: '-1' }, /^DEMO_SEED/],
    ['a date as clock', { DEMO_NOW: '2026-11-21' }, /^DEMO_NOW/],
    ['a name in the singular', { CLOUDFLARE_API_TOKEN: token, CLOUDFLARE_ACCOUNT_ID: id }, /mean/],
    ['counters as a word', { METRICS: 'yes' }, /^METRICS is not/],
    ['a short token of counters', { METRICS_TOKEN: 'x'.repeat(19) }, /^METRICS_TOKEN has to/],
    ['counters off and on', { METRICS: '0', METRICS_TOKEN: token }, /contradict each other/],
    [
      'counters for everybody beyond loopback',
      { ...access, HOST: '0.0.0.0', METRICS: '1' },
      /^METRICS=1 needs METRICS_TOKEN/,
    ],
    ['TLS checks turned off', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /^NODE_TLS_REJECT/],
  ])('refuses %s, and does not repeat secrets (14, 47)', (_, env, message) => {
    const parsed = parse(env)
    const problems = 'problems' in parsed ? parsed.problems : []
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(message)
    expect(problems.join()).not.toContain(token.slice(0, 10))
  })

  it('reports all problems at once', () => {
    const parsed = parse({ CLOUDFLARE_API_TOKEN: 'x', HOST: '0.0.0.0', PORT: 'x', DEMO_NOW: 'x' })
    expect('problems' in parsed && parsed.problems).toHaveLength(4)
  })

  it.each<[string, Environment, string]>([
    ['demo mode', {}, 'open'],
    ['a credential', { CLOUDFLARE_API_TOKEN: token }, 'launch-key'],
    ['Access', { ...access, HOST: '0.0.0.0', CLOUDFLARE_API_TOKEN: token }, 'cloudflare-access'],
    ['Access on loopback, behind a tunnel', access, 'cloudflare-access'],
    ['Access with a policy', { ...access, ACCESS_POLICY_FILE: '/policy' }, 'cloudflare-access'],
    ['another proxy', { ...jwt, HOST: '0.0.0.0', CLOUDFLARE_API_TOKEN: token }, 'jwt-proxy'],
    ['another proxy and a policy', { ...jwt, ACCESS_POLICY_FILE: '/policy' }, 'jwt-proxy'],
  ])('lets people in with %s as it should', (_, env, kind) => {
    expect(getConfig(env).access.kind).toBe(kind)
  })

  it('verifies tokens of another proxy as its settings say', () => {
    const shared = {
      issuer: 'https://cloud.google.com/iap',
      audience: '/projects/1/global/backendServices/2',
      keysUrl: 'https://www.gstatic.com/iap/verify/public_key-jwk',
      header: 'x-goog-iap-jwt-assertion',
    }
    expect(getConfig(jwt).access).toEqual({
      kind: 'jwt-proxy',
      ...shared,
      algorithms: ['RS256', 'ES256'],
      claims: { name: 'email', groups: ['groups'], service: undefined },
      signOutUrl: undefined,
      policy: undefined,
    })
    const all = {
      ...jwt,
      ACCESS_JWT_ALGORITHM: 'ES256',
      ACCESS_JWT_NAME_CLAIM: 'sub',
      ACCESS_JWT_GROUPS_CLAIM: 'roles',
      ACCESS_JWT_SIGN_OUT_URL: '/?gcp-iap-mode=CLEAR_LOGIN_COOKIE',
    }
    expect(getConfig(all).access).toMatchObject({
      ...shared,
      algorithms: ['ES256'],
      claims: { name: 'sub', groups: ['roles'], service: undefined },
      signOutUrl: '/?gcp-iap-mode=CLEAR_LOGIN_COOKIE',
    })
  })

  it('reports all problems of another proxy at once', () => {
    const parsed = parse({
      HOST: '0.0.0.0',
      ACCESS_JWT_ISSUER: 'a b',
      ACCESS_JWT_JWKS_URL: 'http://x.test/keys',
      ACCESS_JWT_HEADER: 'Cookie',
      ACCESS_JWT_ALGORITHM: 'HS256',
      ACCESS_JWT_SECRETS: 'x',
      ACCESS_AUD: 'x',
    })
    const names = 'problems' in parsed ? parsed.problems.map((text) => text.split(' ')[0]) : []
    expect(names.sort()).toEqual([
      'ACCESS_AUD',
      'ACCESS_JWT_ALGORITHM',
      'ACCESS_JWT_HEADER',
      'ACCESS_JWT_ISSUER',
      'ACCESS_JWT_JWKS_URL',
      'ACCESS_JWT_SECRETS',
      'ACCESS_TEAM_DOMAIN',
    ])
  })

  it('mentions what has no effect', () => {
    const parsed = parse({ CLOUDFLARE_API_TOKEN: token, DEMO_SEED: '7', CLOUDFLARE_ACCOUNT_ID: id })
    expect('problems' in parsed && parsed.problems).toHaveLength(1)
    const good = parse({ CLOUDFLARE_API_TOKEN: token, DEMO_SEED: '7' })
    expect('notices' in good && good.notices).toEqual([
      'DEMO_SEED has no effect: there is a credential, so this is not demo mode.',
    ])
    const demo = parse({ DEMO_SEED: '7', CLOUDFLARE_ACCOUNT_ID: id })
    expect('notices' in demo && demo.notices).toHaveLength(1)
    const unlimited = parse({ QUOTA_PER_5_MIN: '100' })
    expect('notices' in unlimited && unlimited.notices).toEqual([
      'QUOTA_PER_5_MIN has no effect: demo mode asks nobody else.',
    ])
    const idle = { CLOUDFLARE_API_TOKEN: token, ALLOW_USER_LOG: '1', QUOTA_PER_5_MIN: '100' }
    const live = parse(idle)
    expect('notices' in live && live.notices).toEqual([
      'ALLOW_USER_LOG has no effect: no list of accounts, zones or organizations turns the log off.',
    ])
    const limited = parse({ ...idle, CLOUDFLARE_ACCOUNT_IDS: id })
    expect('notices' in limited && limited.notices).toEqual([])
  })

  it('reads lists of ids with spaces after the commas', () => {
    const { limits } = getConfig({ CLOUDFLARE_ACCOUNT_IDS: `${id}, ${id.replace('0', 'f')}` })
    expect(limits.ids.account?.size).toBe(2)
    expect(limits.ids.zone).toBeUndefined()
  })

  it.each([
    ['https://g.example:443', 'https://g.example'],
    ['http://g.example:80', 'http://g.example'],
    ['https://g.example:8443', 'https://g.example:8443'],
    ['http://g.example:443', 'http://g.example:443'],
    ['HTTPS://G.Example', 'https://g.example'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ])('takes the public origin %s as browsers send it', (PUBLIC_ORIGIN, origin) => {
    expect(getConfig({ PUBLIC_ORIGIN }).publicOrigin).toBe(origin)
  })

  it('takes it as well after many others, in a process that has run for long', () => {
    for (let i = 0; i < 20_000; i++) URL.canParse('https://g.example')
    const { publicOrigin } = getConfig({ PUBLIC_ORIGIN: 'https://bücher.example' })
    expect(publicOrigin).toBe('https://xn--bcher-kva.example')
  })

  it('accepts the loopback origins of its port, or the public one alone', () => {
    expect(toAllowedOrigins(undefined, 8787)).toEqual([
      'http://localhost:8787',
      'http://127.0.0.1:8787',
      'http://[::1]:8787',
    ])
    expect(toAllowedOrigins(undefined, 80)).toContain('http://localhost')
    expect(toAllowedOrigins('https://g.example', 8787)).toEqual(['https://g.example'])
  })
})
