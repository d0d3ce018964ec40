import { afterEach, describe, expect, it } from 'vitest'
import { Secret } from '../config/secret.ts'
import {
  createTestProxy,
  expectNoCanary,
  logPath,
  ownHeaders,
  question,
} from '../testing/test-proxy.ts'
import { createLaunchKeyAccess } from './launch-key-access.ts'
import { digestAnywhere, matchesSecret } from './match-secret.ts'
import { sessionLife } from './sessions.ts'

const launchKey = 'Launch-key_0123456789_abcdefghijklmnopqrstu'
const linkKey = 'Link-key_0123456789_abcdefghijklmnopqrstuvw'
const origin = 'http://localhost:8787'
const limits = { ids: {}, kinds: new Set<never>() }
let clockMs = Date.parse('2026-11-21T12:00:00Z')
let proxy = create()

function create(isSecure = false, httpOrigin = origin) {
  const access = createLaunchKeyAccess({
    launchKey: new Secret(launchKey),
    linkKey: new Secret(linkKey),
    limits,
    origin: isSecure ? 'https://gumshoe.example.com' : httpOrigin,
    now: () => clockMs,
    digest: digestAnywhere,
  })
  return createTestProxy({ access })
}

afterEach(() => {
  proxy.expectNoCanary()
  expectNoCanary([...proxy.answerTexts, ...proxy.lines], launchKey)
  expectNoCanary([...proxy.answerTexts, ...proxy.lines], linkKey)
  clockMs = Date.parse('2026-11-21T12:00:00Z')
  proxy = create()
})

const bearer = (key: string) => ({ ...ownHeaders, authorization: `Bearer ${key}` })
const withCookie = (cookie: string) => ({ ...ownHeaders, cookie })

async function open(key = launchKey, headers: Record<string, string> = {}) {
  const answer = await proxy.answer('/gumshoe/session', {
    method: 'POST',
    headers: { ...bearer(key), ...headers },
  })
  return { ...answer, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

const ask = async (headers: Record<string, string>, path = question) =>
  proxy.answer(path, { headers })

describe('without a session', () => {
  it('nothing is asked upstream, and known paths look like unknown ones (1)', async () => {
    const paths = [question, '/client/v4/nothing', `${logPath}?bad=1`, '/gumshoe/status']
    const texts = new Set<string>()
    for (const path of paths) {
      const answer = await ask(ownHeaders, path)
      expect([answer.status, answer.body.errors[0].code]).toEqual([401, 990014])
      expect(answer.headers.has('location')).toBe(false)
      texts.add(answer.text)
    }
    expect(texts.size).toBe(1)
    expect(proxy.calls).toEqual([])
  })

  it.each([
    'x-middleware-subrequest',
    'x-forwarded-uri',
    'x-original-url',
    'x-rewrite-url',
    'x-auth-request-email',
    'x-forwarded-user',
    'x-forwarded-for',
    'x-real-ip',
    'cf-access-authenticated-user-email',
    'cf-access-jwt-assertion',
  ])('the header %s opens nothing (11, 84)', async (name) => {
    for (const value of ['/healthz', '127.0.0.1', 'src/middleware:src/middleware', '1']) {
      expect((await ask({ ...ownHeaders, [name]: value })).status).toBe(401)
    }
    expect(proxy.calls).toEqual([])
  })

  it.each(['GoogleHC/1.0', 'kube-probe/1.30', 'ELB-HealthChecker/2.0'])(
    'the user agent %s opens nothing (12)',
    async (agent) => {
      expect((await ask({ ...ownHeaders, 'user-agent': agent })).status).toBe(401)
      const health = await ask({ 'user-agent': agent }, '/healthz')
      expect(health.text).toBe('{"status":"ok","mode":"live"}')
      expect(proxy.calls).toEqual([])
    },
  )

  it('cross-site questions are refused before the key is looked at (89)', async () => {
    for (const site of ['cross-site', 'same-site', 'none']) {
      const headers = { ...bearer(launchKey), 'sec-fetch-site': site }
      expect((await ask(headers)).status).toBe(403)
      expect((await open(launchKey, { 'sec-fetch-site': site })).status).toBe(403)
    }
    expect((await ask({ authorization: `Bearer ${launchKey}` })).status).toBe(403)
    expect(proxy.calls).toEqual([])
  })
})

describe('the launch key', () => {
  it('is exchanged for a cookie that reads data (85, 88)', async () => {
    const { status, cookie, headers } = await open()
    expect(status).toBe(200)
    expect(headers.get('set-cookie')).toMatch(
      /^gumshoe_session_8787=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect((await ask(withCookie(cookie))).status).toBe(200)
    expect(proxy.calls).toHaveLength(1)
    expect(proxy.calls[0]?.headers.has('cookie')).toBe(false)
  })

  it('is a bearer for clients without cookies, and stays here', async () => {
    expect((await ask(bearer(launchKey))).status).toBe(200)
    expect(JSON.stringify([...(proxy.calls[0]?.headers ?? [])])).not.toContain(launchKey)
  })

  it('of the link opens one session and nothing else', async () => {
    expect((await ask(bearer(linkKey))).status).toBe(401)
    const [first, second] = await Promise.all([open(linkKey), open(linkKey)])
    expect([first.status, second.status].sort()).toEqual([200, 401])
    expect((await open(linkKey)).status).toBe(401)
    expect((await open()).status).toBe(200)
  })

  it('over https makes a cookie that no other host can set (85)', async () => {
    proxy = create(true)
    const { headers, cookie } = await open()
    expect(headers.get('set-cookie')).toMatch(
      /^__Host-gumshoe_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    )
    const id = cookie.split('=')[1]
    expect((await ask(withCookie(cookie))).status).toBe(200)
    for (const name of [
      'gumshoe_session',
      '__host-gumshoe_session',
      '\u00a0__Host-gumshoe_session',
    ]) {
      expect((await ask(withCookie(`${name}=${id}`))).status).toBe(401)
    }
  })

  it.each([
    '',
    'x',
    launchKey.slice(0, -1),
    `${launchKey}x`,
    launchKey.toLowerCase(),
    'é'.repeat(43),
    'x'.repeat(8_000),
  ])('is nothing else (%#, 88, 91)', async (guess) => {
    const headers = { ...ownHeaders, authorization: `Bearer ${encodeURIComponent(guess)}` }
    expect((await ask(headers)).status).toBe(401)
    expect(await matchesSecret(guess, launchKey)).toBe(false)
    expect(proxy.calls).toEqual([])
  })

  it('may be guessed five times, then with growing pauses, and not at all meanwhile (88)', async () => {
    for (let attempt = 1; attempt <= 5; attempt++) expect((await open('wrong')).status).toBe(401)
    const sixth = await open('wrong')
    expect([sixth.status, sixth.headers.get('retry-after')]).toEqual([429, '1'])
    expect((await open()).status).toBe(429)
    for (const seconds of [2, 4, 8, 16]) {
      clockMs += (seconds / 2) * 1_000
      expect((await ask(bearer('wrong'))).status).toBe(401)
      expect((await ask(bearer('wrong'))).headers.get('retry-after')).toBe(String(seconds))
    }
    clockMs += 16_000
    expect((await open()).status).toBe(200)
    expect((await open('wrong')).status).toBe(401)
  })

  it('being guessed at does not disturb a session', async () => {
    const { cookie } = await open()
    for (let attempt = 1; attempt <= 9; attempt++) await open('wrong')
    expect((await ask(withCookie(cookie))).status).toBe(200)
  })
})

describe('a session', () => {
  it('has a new id each time, and the former one is over (86)', async () => {
    const planted = `gumshoe_session_8787=${'A'.repeat(43)}`
    const first = await open(launchKey, { cookie: planted })
    expect(first.cookie).not.toBe(planted)
    const second = await open(launchKey, { cookie: first.cookie })
    expect((await ask(withCookie(planted))).status).toBe(401)
    expect((await ask(withCookie(first.cookie))).status).toBe(401)
    expect((await ask(withCookie(second.cookie))).status).toBe(200)
  })

  it('ends by DELETE from the own page alone (86)', async () => {
    const { cookie } = await open()
    const end = (headers: Record<string, string>, method = 'DELETE') =>
      proxy.answer('/gumshoe/session', { method, headers })
    const cross = { ...withCookie(cookie), 'sec-fetch-site': 'cross-site' }
    expect((await end(cross)).status).toBe(403)
    const get = await end(withCookie(cookie), 'GET')
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST, DELETE'])
    expect((await ask(withCookie(cookie))).status).toBe(200)
    const ended = await end(withCookie(cookie))
    expect(ended.headers.get('set-cookie')).toMatch(/^gumshoe_session_8787=; Max-Age=0; Path=\/; /)
    expect(ended.headers.get('clear-site-data')).toBe('"cache"')
    expect((await ask(withCookie(cookie))).status).toBe(401)
  })

  it('ends after half an hour without a request', async () => {
    const { cookie } = await open()
    for (let times = 0; times < 3; times++) {
      clockMs += sessionLife.idleMs - 1
      expect((await ask(withCookie(cookie))).status).toBe(200)
    }
    clockMs += sessionLife.idleMs
    expect((await ask(withCookie(cookie))).status).toBe(401)
  })

  it('is not kept alive by the status, which a page left open asks for by itself', async () => {
    const { cookie } = await open()
    for (let passed = 0; passed < sessionLife.idleMs - 300_000; passed += 300_000) {
      clockMs += 300_000
      expect((await ask(withCookie(cookie), '/gumshoe/status')).status).toBe(200)
    }
    clockMs += 300_000
    expect((await ask(withCookie(cookie))).status).toBe(401)
  })

  it('ends after twelve hours whatever is asked', async () => {
    const { cookie } = await open()
    const step = sessionLife.idleMs / 2
    for (let passed = step; passed < sessionLife.totalMs; passed += step) {
      clockMs += step
      expect((await ask(withCookie(cookie))).status).toBe(200)
    }
    clockMs += step
    expect((await ask(withCookie(cookie))).status).toBe(401)
  })

  it('is one of a hundred; the one used least recently makes room', async () => {
    const { cookie: oldest } = await open()
    const { cookie: used } = await open()
    for (let count = 0; count < 98; count++) await open()
    await ask(withCookie(used))
    await open()
    expect((await ask(withCookie(oldest))).status).toBe(401)
    expect((await ask(withCookie(used))).status).toBe(200)
  })

  it('goes on beside cookies of its name that other servers on this host have set', async () => {
    const { cookie } = await open()
    const [name] = cookie.split('=')
    // Browsers send cookies with longer paths first.
    const tossed = ['x', '', 'B'.repeat(43), ...Array(20).fill('C'.repeat(43)), '"'].map(
      (value) => `${name}=${value}`,
    )
    for (const sent of [
      [...tossed, cookie],
      [cookie, ...tossed],
      [cookie, cookie],
    ]) {
      expect((await ask(withCookie(sent.join('; ')))).status).toBe(200)
    }
    const others = Array.from({ length: 32 }, (_, index) => String(index).padStart(43, 'D'))
    const flooded = [cookie, ...others.map((value) => `${name}=${value}`)].join('; ')
    expect((await ask(withCookie(flooded))).status).toBe(401)
    await proxy.answer('/gumshoe/session', {
      method: 'DELETE',
      headers: withCookie([...tossed, cookie].join('; ')),
    })
    expect((await ask(withCookie(cookie))).status).toBe(401)
  })

  it('has a cookie of its own for each port', async () => {
    const first = await open()
    proxy = create(false, 'http://localhost:8788')
    const second = await open()
    const names = [first, second].map(({ cookie }) => cookie.split('=')[0])
    expect(names).toEqual(['gumshoe_session_8787', 'gumshoe_session_8788'])
    const both = `${first.cookie}; ${second.cookie}`
    expect((await ask(withCookie(both))).status).toBe(200)
    expect((await ask(withCookie(first.cookie))).status).toBe(401)
    expect((await ask(withCookie(first.cookie.replace('8787', '8788')))).status).toBe(401)
  })

  it('is named in the status', async () => {
    const { cookie } = await open()
    const { body } = await ask(withCookie(cookie), '/gumshoe/status')
    expect(body.principal).toEqual({ kind: 'launch-key', name: 'session 1' })
    const { body: other } = await ask(bearer(launchKey), '/gumshoe/status')
    expect(other.principal).toEqual({ kind: 'launch-key', name: 'launch key' })
  })
})

describe('where everybody is let in', () => {
  it('there are no sessions', async () => {
    const open = createTestProxy({ env: {} })
    for (const method of ['POST', 'DELETE']) {
      expect((await open.answer('/gumshoe/session', { method })).status).toBe(404)
    }
    expect((await open.answer('/gumshoe/status')).body.principal).toBe(null)
  })
})
