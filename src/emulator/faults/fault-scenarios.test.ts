import { expect, test } from 'vitest'
import { readPath } from '../../catalog/fields.ts'
import type { Pair } from '../../query/query-string.ts'
import { createEmulator } from '../app.ts'
import { askEmulator, findScopes } from '../testing/ask-emulator.ts'
import { failInBursts } from './fault-responders.ts'
import * as faultsOfPages from './page-faults.ts'

const startMs = Date.parse('2026-11-19T15:20:00.000Z')

async function prepare(options: Partial<Parameters<typeof createEmulator>[0]> = {}) {
  const clock = { nowMs: startMs }
  const emulator = createEmulator({ seed: 5, entries: 5000, now: () => clock.nowMs, ...options })
  const { account } = await findScopes(emulator)
  const path = `/accounts/${'id' in account ? account.id : ''}/logs/audit`
  const ask = (pairs: readonly Pair[] = []) =>
    askEmulator(emulator, path, [['since', '2026-10-01'], ['before', '2026-12-01'], ...pairs])
  const request = () =>
    new Request(
      `https://api.cloudflare.com/client/v4${path}?since=2026-10-01&before=2026-12-01&limit=9`,
    )
  return { ...emulator, clock, path, ask, request }
}

const toIds = (entries: readonly unknown[]) => entries.map((entry) => readPath(entry, 'id'))
const cursorOf = (info: Record<string, unknown> | undefined): Pair => ['cursor', `${info?.cursor}`]

test('servers fail in bursts', async () => {
  const { faults, ask } = await prepare()
  faults.when(() => true, failInBursts(3, 5))
  const statuses = []
  for (let at = 0; at < 10; at++) statuses.push((await ask()).status)
  expect(statuses).toEqual([500, 502, 503, 200, 200, 500, 502, 503, 200, 200])
})

test('a body that was cut after compression breaks off while it is read', async () => {
  const { faults, fetch, request } = await prepare()
  faults.next(1, faultsOfPages.truncateCompressed())
  const response = await fetch(request())
  expect([response.status, response.headers.get('content-encoding')]).toEqual([200, 'gzip'])
  await expect(response.text()).rejects.toThrow()
})

test('a cursor expires, and the first page does not', async () => {
  const { faults, ask } = await prepare()
  faults.when(() => true, faultsOfPages.expireCursors)
  const first = await ask()
  expect(first.status).toBe(200)
  const { status, body } = await ask([cursorOf(first.body.result_info)])
  expect([status, body.errors]).toEqual([400, [{ message: 'The cursor has expired.' }]])
})

test('a cursor repeats itself', async () => {
  const { faults, ask } = await prepare()
  faults.when(() => true, faultsOfPages.repeatCursor)
  const first = await ask()
  const cursor = cursorOf(first.body.result_info)
  const second = await ask([cursor])
  expect(cursorOf(second.body.result_info)).toEqual(cursor)
  expect(second.body.result[0]?.id).not.toBe(first.body.result[0]?.id)
})

test('entries come twice', async () => {
  const { faults, ask } = await prepare()
  faults.when(() => true, faultsOfPages.repeatEntries(2))
  const first = await ask([['limit', '10']])
  const second = await ask([['limit', '10'], cursorOf(first.body.result_info)])
  expect(toIds(second.body.result).slice(0, 2)).toEqual(toIds(first.body.result).slice(-2))
  expect(second.body.result_info?.count).toBe(12)
})

test.each([
  ['as a mood', true],
  ['as a form', false],
])('entries appear 167 to 450 s late, some behind later ones: %s', async (_, isMood) => {
  const { faults, fetch, path, clock } = await prepare({
    entries: 100_000,
    ...(!isMood && { forms: { arrival: 'late' } }),
  })
  if (isMood) faults.arriveLate()
  const recent: Pair[] = [
    ['since', '2026-11-19T15:00:00Z'],
    ['before', '2026-12-01'],
    ['direction', 'asc'],
    ['limit', '1000'],
  ]
  const read = async () => (await askEmulator({ fetch }, path, recent)).body.result
  const first = await read()
  const seen = new Set(toIds(first))
  const delays: number[] = []
  let latestMs = Date.parse(String(readPath(first.at(-1), 'action.time')))
  let behind = 0
  for (let at = 0; at < 30; at++) {
    clock.nowMs += 20_000
    const fresh = (await read()).filter((entry) => !seen.has(readPath(entry, 'id')))
    const times = fresh.map((entry) => Date.parse(String(readPath(entry, 'action.time'))))
    behind += times.filter((timeMs) => timeMs < latestMs).length
    latestMs = Math.max(latestMs, ...times)
    delays.push(...times.map((timeMs) => (clock.nowMs - timeMs) / 1000))
    for (const id of toIds(fresh)) seen.add(id)
  }
  expect(delays.length).toBeGreaterThan(30)
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(167)
  expect(Math.max(...delays)).toBeLessThan(450 + 20)
  expect(behind).toBeGreaterThan(3)
})

test('the clock of the emulator can be wrong, and all is well again when cleared', async () => {
  const { faults, ask } = await prepare()
  const before = await ask()
  expect(before.headers.get('date')).toBe('Thu, 19 Nov 2026 15:20:00 GMT')
  faults.skewClock(-3_600_000)
  faults.arriveLate()
  const skewed = await ask()
  expect(skewed.headers.get('date')).toBe('Thu, 19 Nov 2026 14:20:00 GMT')
  const newestMs = Date.parse(String(readPath(skewed.body.result[0], 'action.time')))
  expect(newestMs).toBeLessThanOrEqual(startMs - 3_600_000 - 167_000)
  faults.clear()
  expect((await ask()).text).toBe(before.text)
})
