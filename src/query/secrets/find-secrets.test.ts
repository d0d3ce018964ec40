import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findSecrets, maskJsonText, maskValueText, secretMask } from './find-secrets.ts'
import { findTextSecrets } from './find-text-secrets.ts'
import { isSecretKey } from './secret-keys.ts'

const masked = (value: unknown) => JSON.parse(maskJsonText(JSON.stringify(value)))
const jwt = `eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIiOiIxIn0'}.c2lnbmF0dXJl`

describe('a key that announces a secret', () => {
  it.each([
    ...['password', 'clientSecret', 'client-secret', 'CLIENT_SECRET', 'api_key', 'apiKey'],
    ...['X-Auth-Key', 'Authorization', 'access_token', 'tokens', 'privateKey', 'tunnel_secret'],
    ...['secretAccessKey', 'preSharedKey', 'pre_shared_key', 'Set-Cookie', 'APIKey', 'key_base64'],
  ])('is %s', (key) => expect(isSecretKey(key)).toBe(true))

  it.each([
    ...['token_id', 'token_name', 'tokenTag', 'key', 'public_key', 'access_key_id', 'secret_name'],
    ...['cf_ray_id', 'kv_key', 'password_policy_enabled', 'name', 'keyboard', '', '__proto__'],
  ])('is not %j', (key) => expect(isSecretKey(key)).toBe(false))
})

describe('JSON with secrets', () => {
  it('loses a secret at the beginning of a line, whose break is written as an escape', () => {
    const token = `cfut_${'a1B2'.repeat(6)}`
    const note = (secret: string) => `first line\n${secret}\tand more\r\n"${secret}" \\ end`
    expect(masked({ note: note(token) })).toEqual({ note: note(secretMask) })
    expect(masked({ note: note(token.slice(0, 12)) })).toEqual({ note: note(token.slice(0, 12)) })
  })

  it('loses what stands under secret keys, in lists and as their value, and nothing else', () => {
    expect(
      masked({
        name: 'ci',
        token: { id: 't1', name: 'deploy', value: 'abc' },
        tokens: ['one', 'two', ['three']],
        password: { value: 'hunter2', type: 'plain' },
        pin: 1,
        passcode: 123456,
        credentials: { user: 'u', host: 'h', blob: 'b', inner: [{ blob: 'c', id: 'i' }] },
      }),
    ).toEqual({
      name: 'ci',
      token: { id: 't1', name: 'deploy', value: secretMask },
      tokens: [secretMask, secretMask, [secretMask]],
      password: { value: secretMask, type: 'plain' },
      pin: 1,
      passcode: secretMask,
      credentials: {
        user: 'u',
        host: 'h',
        blob: secretMask,
        inner: [{ blob: secretMask, id: 'i' }],
      },
    })
  })

  it('loses the text of a binding whose type says that it is secret, whatever the order', () => {
    const bindings = [
      { type: 'secret_text', name: 'PAYMENT_KEY', text: 'abc' },
      { text: 'abc', type: 'secret_text' },
      { type: 'plain_text', text: 'abc' },
    ]
    expect(masked({ bindings }).bindings).toEqual([
      { type: 'secret_text', name: 'PAYMENT_KEY', text: secretMask },
      { text: secretMask, type: 'secret_text' },
      { type: 'plain_text', text: 'abc' },
    ])
  })

  it('keeps what hides nothing: nothing, words, and what was hidden before', () => {
    const value = { password: null, token: '', secret: true, api_key: '********', jwt: 'REDACTED' }
    expect(masked(value)).toEqual(value)
  })

  it('is masked inside of JSON that is kept as text, with the value around it left as it is', () => {
    const inner = JSON.stringify({ name: 'a "b"', api_token: 'x"y z', ttl: 1 })
    const text = JSON.stringify({ newValue: inner })
    const after = JSON.parse(JSON.parse(maskJsonText(text)).newValue)
    expect(after).toEqual({ name: 'a "b"', api_token: secretMask, ttl: 1 })
  })

  it('finds a shape behind escapes, and then covers the whole string', () => {
    const text = `{"note":"see \\u0065yJ${jwt.slice(3)}"}`
    expect(maskJsonText(text)).toBe(`{"note":"${secretMask}"}`)
  })

  it('changes no other byte: large numbers, escapes and duplicate keys stay', () => {
    const text = '{ "n":12345678901234567890, "a":"\\u00e9", "a":1e400, "password" : "x" }'
    expect(maskJsonText(text)).toBe(text.replace('"x"', `"${secretMask}"`))
  })

  it('stays JSON of the same shape, whatever it was', () => {
    const keys = fc.constantFrom('password', 'tokens', 'type', 'text', 'a', '__proto__', 'secrets')
    const scalar = fc.oneof(
      fc.string(),
      fc.double(),
      fc.constantFrom('secret_text', jwt, 'password=1234', '"token":"a\\"', 5, null),
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        scalar,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 3 }),
      ),
    }))
    fc.assert(
      fc.property(tree, (value) => {
        const text = JSON.stringify(value)
        const after = maskJsonText(text)
        JSON.parse(after)
        expect(findSecrets(after).length).toBeLessThanOrEqual(findSecrets(text).length)
        expect(after.split('{').length).toBeLessThanOrEqual(text.split('{').length)
      }),
    )
  })

  it('survives two hundred thousand levels', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    expect(findSecrets(deep)).toEqual([])
  })
})

describe('a text with token-shaped strings', () => {
  const found = (text: string) =>
    findTextSecrets(text).map(({ start, end }) => text.slice(start, end))

  it.each([
    [`cfat_${'a1B2'.repeat(10)} was used`, `cfat_${'a1B2'.repeat(10)}`],
    [`jwt ${jwt}.`, jwt],
    ['key AKIAIOSFODNN7EXAMPLE;', 'AKIAIOSFODNN7EXAMPLE'],
    [`ghp_${'a'.repeat(36)}`, `ghp_${'a'.repeat(36)}`],
    ['Authorization: Bearer abcdefgh12345678', 'abcdefgh12345678'],
    ['https://user:hunter2@example.com/', 'hunter2'],
    ['r2://b?access-key-id=AK&secret-access-key=s3cr3t&region=x', 's3cr3t'],
    ['login password=hunter2, done', 'hunter2'],
    ['-----BEGIN EC PRIVATE KEY-----\nabc\n-----END EC PRIVATE KEY----- x', undefined],
    [`Yw${'aB3'.repeat(12)}zz`, `Yw${'aB3'.repeat(12)}zz`],
  ])('finds it in %j', (text, secret) => {
    expect(found(text)).toContain(secret ?? text.slice(0, -2))
  })

  it.each([
    'plain words about a token and its password',
    '023e105f4ecef8ad9ca31a8372d0c353',
    'f174be97-19b1-40d6-954d-70cd5fbd52db',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    '/accounts/023e105f4ecef8ad9ca31a8372d0c353/tokens?token_id=5',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
    'https://example.com:8080/a@b',
    '2001:db8:cafe::1',
  ])('leaves %j', (text) => expect(found(text)).toEqual([]))

  it('knows the key under which the text stands', () => {
    expect(maskValueText(['resource', 'request', 'api_key'], 'abc')).toBe(secretMask)
    expect(maskValueText(['actor', 'token_name'], 'abc')).toBe('abc')
    expect(maskValueText(['raw', 'uri'], '/a?token=abc&b=1')).toBe(`/a?token=${secretMask}&b=1`)
  })

  it.each([
    ['token='.repeat(100_000)],
    ['eyJaaaaaaaa-'.repeat(50_000)],
    [`//${'a:'.repeat(200_000)}`],
    [Array.from({ length: 900 }, (_, n) => `token=${'\\'.repeat(n)}"`).join('')],
    ['-----BEGIN PRIVATE KEY-----'.repeat(20_000)],
    [`a${' '.repeat(300_000)}`],
    ['a'.repeat(8_000_000)],
    ['a.b-'.repeat(1_000_000)],
    ['ab="'.repeat(200_000)],
    ['bearer '.repeat(70_000)],
  ])('takes a time in proportion to its length', (text) => {
    // Quadratic work on these would outlast the time limit of a test.
    expect(findTextSecrets(text).length).toBeGreaterThanOrEqual(0)
  })
})
