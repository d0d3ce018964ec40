import { expect, test } from 'vitest'
import { parsePage } from '../../cloudflare/page.ts'
import { createEmulator } from '../app.ts'
import { askEmulator, findScopes } from '../testing/ask-emulator.ts'
import * as responders from './fault-responders.ts'
import type { FaultResponder } from './faults.ts'
import { claimCount } from './page-faults.ts'

const now = () => Date.parse('2026-11-19T15:20:00.000Z')

async function prepare() {
  const emulator = createEmulator({ seed: 5, entries: 200, now })
  const { account } = await findScopes(emulator)
  const path = `/accounts/${'id' in account ? account.id : ''}/logs/audit?since=2026-10-01&before=2026-12-01`
  const request = (init?: RequestInit) =>
    new Request(`https://api.cloudflare.com/client/v4${path}`, init)
  return { ...emulator, request }
}

const statusOf = async (response: Promise<Response>) => (await response).status

test('the next requests fail as often as said, in the order said', async () => {
  const { fetch, faults, request } = await prepare()
  faults.next(2, responders.failWith(502))
  faults.next(1, responders.failWith(503))
  const statuses = []
  for (let at = 0; at < 4; at++) statuses.push(await statusOf(fetch(request())))
  expect(statuses).toEqual([502, 502, 503, 200])
})

test('requests that a predicate holds for fail until all is cleared', async () => {
  const { fetch, faults, request } = await prepare()
  faults.when(({ url }) => url.includes('/logs/audit'), responders.failWith(500))
  expect(await statusOf(fetch(request()))).toBe(500)
  expect(await statusOf(fetch(request()))).toBe(500)
  expect((await askEmulator({ fetch }, '/accounts')).status).toBe(200)
  faults.next(1, responders.failWith(503))
  expect(await statusOf(fetch(request()))).toBe(503)
  faults.clear()
  expect(await statusOf(fetch(request()))).toBe(200)
})

test('a reset connection rejects as the platform does', async () => {
  const { fetch, faults, request } = await prepare()
  faults.next(1, responders.reset)
  await expect(fetch(request())).rejects.toThrow(TypeError)
  expect(await statusOf(fetch(request()))).toBe(200)
})

test('an aborted request rejects, whether it waits, has yet to start or is never answered', async () => {
  const { fetch, faults, request } = await prepare()
  for (const responder of [responders.delay(60_000), responders.neverAnswer]) {
    faults.next(1, responder)
    const abort = new AbortController()
    const answer = fetch(request({ signal: abort.signal }))
    abort.abort(new Error('gone'))
    await expect(answer).rejects.toThrow('gone')
  }
  await expect(fetch(request({ signal: AbortSignal.abort(new Error('gone')) }))).rejects.toThrow(
    'gone',
  )
})

test('a late answer is the true one', async () => {
  const { fetch, faults, request } = await prepare()
  const truth = await (await fetch(request())).text()
  faults.next(1, responders.delay(5))
  expect(await (await fetch(request())).text()).toBe(truth)
})

test('a rate limit says when to come back, if it is told to', async () => {
  const { fetch, faults, request } = await prepare()
  faults.next(1, responders.limitRate(7))
  faults.next(1, responders.limitRate())
  const first = await fetch(request())
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7'])
  expect((await fetch(request())).headers.get('retry-after')).toBeNull()
})

test('errors carry a code only where they are given one', async () => {
  const { fetch, faults, request } = await prepare()
  faults.next(1, responders.failWith(403, 10_000, 'Authentication error'))
  faults.next(1, responders.failWith(500))
  expect((await (await fetch(request())).json()).errors).toEqual([
    { code: 10_000, message: 'Authentication error' },
  ])
  expect((await (await fetch(request())).json()).errors).toEqual([{ message: 'Internal error' }])
})

test.each<[string, FaultResponder, string]>([
  ['a cut body', responders.truncateBody(), 'not-json'],
  ['a malformed body', responders.malformedBody, 'not-json'],
  ['HTML', responders.answerHtml(200), 'not-json'],
  ['invalid UTF-8', responders.invalidUtf8, 'not-utf-8'],
  ['a wrong count', claimCount(3), 'count-differs'],
])('%s looks like success, and the judge of pages refuses it', async (_, responder, problem) => {
  const { fetch, faults, request } = await prepare()
  faults.next(1, responder)
  const response = await fetch(request())
  expect(response.status).toBe(200)
  const judged = parsePage(new Uint8Array(await response.arrayBuffer()))
  expect(judged.problem?.kind).toBe(problem)
})

test('a body can break off, or stall until the request is aborted', async () => {
  const { fetch, faults, request } = await prepare()
  faults.next(1, responders.breakBody())
  await expect((await fetch(request())).text()).rejects.toThrow('terminated')
  faults.next(1, responders.stallBody())
  const abort = new AbortController()
  const reader = (await fetch(request({ signal: abort.signal }))).body?.getReader()
  expect((await reader?.read())?.value?.length).toBeGreaterThan(100)
  const rest = reader?.read()
  abort.abort(new Error('gone'))
  await expect(rest).rejects.toThrow('gone')
})
