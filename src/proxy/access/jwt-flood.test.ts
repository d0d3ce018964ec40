/** Forged assertions, and key servers that fail: neither may cost much, nor keep others from signing in. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  createSigningKey,
  cloudflareAccess as front,
  type KeyServer,
  type SigningKey,
  signClaims,
  startKeyServer,
  startMs,
} from '../testing/jwt-front.ts'
import { createJwtProxy } from '../testing/jwt-proxy.ts'

let keyServer: KeyServer
let known: SigningKey
let foreign: SigningKey
let unknown: SigningKey
let clockMs = startMs

beforeAll(async () => {
  keyServer = await startKeyServer()
  ;[known, foreign, unknown] = (await Promise.all(
    ['1', '1', 'unknown'].map((kid) => createSigningKey(kid, front.alg)),
  )) as [SigningKey, SigningKey, SigningKey]
})
afterAll(() => keyServer.close())
beforeEach(() => {
  Object.assign(keyServer, { keys: [known], asked: 0, status: 200, hangs: false })
  clockMs = startMs
})

const create = () => createJwtProxy({ front, keyServer, now: () => clockMs })
type Proxy = ReturnType<typeof create>
const nowS = startMs / 1_000
const sign = async (sub: string, key = known, exp = nowS + 86_400) =>
  front.toHeaders(await signClaims(front, key, { sub, exp }))

/** Sends forged assertions, all at once or one after the other, and counts the answers by status. */
async function flood(
  { ask }: Proxy,
  { count, key, atOnce = false }: { count: number; key: SigningKey; atOnce?: boolean },
) {
  const statuses: Record<number, number> = {}
  const send = async (index: number) => {
    // Each comes from another network, so that no limit of one network hides the fetches.
    const address = `10.0.${index >> 8}.${index & 255}`
    const { status } = await ask(await sign(`forged ${index}`, key), { address })
    statuses[status] = (statuses[status] ?? 0) + 1
  }
  const indexes = Array.from({ length: count }, (_, index) => index)
  if (atOnce) await Promise.all(indexes.map(send))
  else for (const index of indexes) await send(index)
  return statuses
}

describe('while the keys cannot be fetched', () => {
  it('a thousand forged assertions fetch once in 15 s, before any key is known', async () => {
    keyServer.status = 500
    const proxy = create()
    expect(await flood(proxy, { count: 1_000, key: unknown })).toEqual({ 503: 1_000 })
    expect(keyServer.asked).toBe(1)
    const refused = await proxy.ask(await sign('alice'))
    expect([refused.body.errors[0].code, refused.headers.get('retry-after')]).toEqual([
      990019,
      '15',
    ])
    clockMs += 14_999
    await flood(proxy, { count: 10, key: unknown })
    expect(keyServer.asked).toBe(1)
    keyServer.status = 200
    clockMs += 1
    expect((await proxy.ask(await sign('alice'))).status).toBe(200)
    expect(keyServer.asked).toBe(2)
  })

  it('the same with keys that are known, which stay in use', async () => {
    const proxy = create()
    expect((await proxy.ask(await sign('alice'))).status).toBe(200)
    keyServer.status = 500
    clockMs += 60_000
    expect(await flood(proxy, { count: 1_000, key: unknown })).toEqual({ 503: 1_000 })
    expect(keyServer.asked).toBe(2)
    expect((await proxy.ask(await sign('bob'))).status).toBe(200)
  })

  it('a thousand at once share one fetch, and those whose key is known are let in', async () => {
    const proxy = create()
    const alice = await sign('alice')
    expect((await proxy.ask(alice)).status).toBe(200)
    const forged = await Promise.all(
      Array.from({ length: 1_000 }, (_, index) => sign(`forged ${index}`, unknown)),
    )
    keyServer.hangs = true
    clockMs += 60_000
    const flooded = forged.map(async (headers) => (await proxy.ask(headers)).status)
    await expect.poll(() => keyServer.asked).toBe(2)
    expect((await proxy.ask(alice)).status).toBe(200)
    expect((await proxy.ask(await sign('bob'))).status).toBe(200)
    expect(new Set(await Promise.all(flooded))).toEqual(new Set([503]))
    expect(await flood(proxy, { count: 1_000, key: unknown, atOnce: true })).toEqual({ 503: 1_000 })
    expect(keyServer.asked).toBe(2)
  })

  it('a key set that is none counts as a failure', async () => {
    keyServer.keys = [{ jwk: 'x' }]
    const proxy = create()
    expect(await flood(proxy, { count: 50, key: unknown })).toEqual({ 503: 50 })
    expect(keyServer.asked).toBe(1)
  })

  it('a clock that is set back does not prolong the pause', async () => {
    keyServer.status = 500
    const proxy = create()
    await proxy.ask(await sign('alice'))
    keyServer.status = 200
    clockMs -= 3_600_000 - 20_000
    expect((await proxy.ask(await sign('alice', known))).status).not.toBe(503)
  })
})

describe('forged assertions with keys that can be fetched', () => {
  it('of an unknown key fetch at most once in 30 s', async () => {
    const proxy = create()
    await flood(proxy, { count: 1_000, key: unknown })
    expect(keyServer.asked).toBe(1)
    clockMs += 30_000
    await flood(proxy, { count: 1_000, key: unknown })
    expect(keyServer.asked).toBe(2)
  })

  it.each([32, 1_000])(
    '%i from one address do not touch a user behind it, who asks every minute for ten hours',
    async (count) => {
      const proxy = create()
      const alice = await sign('alice')
      const forged = await Promise.all(
        Array.from({ length: count }, (_, index) => sign(`forged ${index}`, foreign)),
      )
      for (const headers of forged) expect([401, 429]).toContain((await proxy.ask(headers)).status)
      // Never seen before, and behind an address that waits.
      expect((await proxy.ask(alice)).status).toBe(200)
      const seen = new Set<number>()
      const refusals = new Set<number>()
      for (let minute = 0; minute < 600; minute++) {
        clockMs += 60_000
        refusals.add((await proxy.ask(forged[minute % count] ?? {})).status)
        refusals.add((await proxy.ask(forged[minute % count] ?? {})).status)
        seen.add((await proxy.ask(alice)).status)
      }
      expect(seen).toEqual(new Set([200]))
      expect(refusals).toEqual(new Set([401, 429]))
    },
    60_000,
  )

  it('do not keep those out who come with a new key after an exchange', async () => {
    const proxy = create()
    await proxy.ask(await sign('alice'))
    for (let index = 0; index < 40; index++) await proxy.ask(await sign(`x ${index}`, foreign))
    keyServer.keys = [unknown]
    clockMs += 30_000
    expect((await proxy.ask(await sign('bob', unknown))).status).toBe(200)
  })
})
