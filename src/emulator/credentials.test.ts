import { expect, test } from 'vitest'
import { getDataset } from '../catalog/index.ts'
import { createEmulator } from './app.ts'
import type { EmulatorToken } from './credentials.ts'
import { askEmulator } from './testing/ask-emulator.ts'

const startMs = Date.parse('2026-11-19T15:20:00.000Z')
const secret = 'Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY'
const bearer = (text: string) => ({ authorization: `Bearer ${text}` })
const time = 'since=2026-11-01&before=2026-11-19'

async function prepare(
  tokens?: readonly EmulatorToken[],
  options: Partial<Parameters<typeof createEmulator>[0]> = {},
) {
  const emulator = createEmulator({ seed: 5, entries: 200, now: () => startMs, ...options })
  const { body } = await askEmulator(emulator, '/accounts')
  const [first, second] = body.result.map(({ id }) => String(id))
  const known = tokens
    ? createEmulator({ seed: 5, entries: 200, now: () => startMs, ...options, tokens })
    : emulator
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const url = `https://api.cloudflare.com/client/v4${path}`
    const response = await known.fetch(new Request(url, { headers }))
    return { status: response.status, body: await response.json() }
  }
  const askCode = async (path: string, headers?: Record<string, string>) => {
    const { status, body } = await ask(path, headers)
    return [status, body.errors?.[0]?.code]
  }
  return { first, second, ask, askCode, log: `/accounts/${first}/logs/audit?${time}` }
}

test.each([
  [{ authorization: 'Bearer' }, 6111],
  [{ authorization: `Token ${secret}` }, 6111],
  [{ authorization: `Bearer ${secret} x` }, 6111],
  [{ 'x-auth-email': 'a@example.com', 'x-auth-key': 'short' }, 6103],
  [{ 'x-auth-key': secret }, 6103],
])('a malformed credential is refused: %j', async (headers, code) => {
  const { ask, log } = await prepare()
  const { status, body } = await ask(log, headers)
  expect([status, body.errors[0].code]).toEqual([400, 6003])
  expect(body.errors[0].error_chain).toEqual([{ code, message: expect.stringContaining('format') }])
})

test('without a list of tokens none is needed, and any of sound form is accepted', async () => {
  const { ask, log } = await prepare()
  const key = { 'x-auth-email': 'a@example.com', 'x-auth-key': secret }
  for (const headers of [{}, bearer(secret), bearer(`cfat_${secret}`), key]) {
    expect((await ask(log, headers)).status).toBe(200)
  }
})

test('with a list of tokens no other is accepted', async () => {
  const { askCode, log } = await prepare([{ kind: 'user', secret }])
  expect(await askCode(log, bearer(secret))).toEqual([200, undefined])
  expect(await askCode(log, bearer('another'))).toEqual([403, 9109])
  expect(await askCode(log)).toEqual([401, 10_001])
  expect(await askCode('/user/tokens/verify', bearer('another'))).toEqual([401, 1000])
})

test('a token that lacks the permission is refused there and nowhere else', async () => {
  const { askCode, first, log } = await prepare([{ kind: 'user', secret, lacks: ['account'] }])
  for (const path of [log, `/accounts/${first}/audit_logs`]) {
    expect(await askCode(path, bearer(secret))).toEqual([403, 10_000])
  }
  expect((await askCode('/user/audit_logs', bearer(secret)))[0]).toBe(200)
})

test("an account's own token reads its account, and no other and no user's log", async () => {
  const { askCode, ask, second, log } = await prepare([{ kind: 'account', secret }])
  const headers = bearer(secret)
  expect((await askCode(log, headers))[0]).toBe(200)
  expect(await askCode(`/accounts/${second}/audit_logs`, headers)).toEqual([403, 10_000])
  expect(await askCode('/user/audit_logs', headers)).toEqual([403, 10_000])
  const pages = await Promise.all([1, 2, 7].map((page) => ask(`/accounts?page=${page}`, headers)))
  for (const { body } of pages) expect(body).toEqual(pages[0]?.body)
  expect(pages[0]?.body.result).toHaveLength(1)
})

test.each([
  ['pages' as const, [200, undefined], 0],
  ['refuses' as const, [400, 1001], undefined],
])('where the list of accounts %s for such a token, it does', async (form, answer, length) => {
  const { askCode, ask } = await prepare(undefined, { forms: { accountsForAccountToken: form } })
  const path = '/accounts?page=2'
  expect(await askCode(path, bearer('cfat_x'))).toEqual(answer)
  expect((await ask(path, bearer('cfat_x'))).body.result?.length).toBe(length)
})

test('each kind of token is verified on its own path', async () => {
  const { ask, askCode, first, second } = await prepare()
  const [user, own] = ['/user/tokens/verify', `/accounts/${first}/tokens/verify`]
  for (const [path, text] of [
    [user, secret],
    [own, `cfat_${secret}`],
  ] as const) {
    expect((await ask(path, bearer(text))).body).toEqual({
      result: { id: expect.stringMatching(/^[0-9a-f]{32}$/), status: 'active' },
      success: true,
      errors: [],
      messages: [{ code: 10_000, message: 'This API Token is valid and active', type: null }],
    })
  }
  expect(await askCode(user, bearer(`cfat_${secret}`))).toEqual([401, 1000])
  expect(await askCode(own, bearer(secret))).toEqual([401, 1000])
  const other = `/accounts/${second}/tokens/verify`
  expect(await askCode(other, bearer(`cfat_${secret}`))).toEqual([401, 1000])
  const key = { 'x-auth-email': 'a@example.com', 'x-auth-key': secret }
  expect(await askCode(user, key)).toEqual([400, 1001])
  expect(await askCode(user)).toEqual([400, 1001])
})

test('a token that expired says so, and reads nothing', async () => {
  const { ask, askCode, log } = await prepare([{ kind: 'user', secret, status: 'expired' }])
  expect((await ask('/user/tokens/verify', bearer(secret))).body.result.status).toBe('expired')
  expect(await askCode(log, bearer(secret))).toEqual([403, 9109])
})

test('a new token alternates between 403 and 200 for a minute', async () => {
  let nowMs = startMs
  const token: EmulatorToken = { kind: 'user', secret, createdMs: startMs }
  const { askCode, log } = await prepare([token], { now: () => nowMs })
  const codes = []
  for (let at = 0; at < 4; at++) codes.push((await askCode(log, bearer(secret)))[0])
  expect(codes).toEqual([403, 200, 403, 200])
  nowMs += 60_000
  for (let at = 0; at < 3; at++) expect((await askCode(log, bearer(secret)))[0]).toBe(200)
})

test.each([
  ['an unknown credential', { kind: 'user' as const, secret: 'other' }],
  ['a missing permission', { kind: 'user' as const, secret, lacks: ['account' as const] }],
])('403 for %s names the documentation of the call', async (_, token) => {
  const { ask, log } = await prepare([token])
  const { status, body } = await ask(log, bearer(secret))
  expect(status).toBe(403)
  expect(body.errors[0].documentation_url).toBe(
    getDataset('account-audit-logs-v2').documentationUrl,
  )
})

test('401 names no documentation', async () => {
  const { ask, log } = await prepare([{ kind: 'user', secret }])
  const { status, body } = await ask(log)
  expect([status, Object.keys(body.errors[0])]).toEqual([401, ['code', 'message']])
})
