/** The part of the story in the second account. The facts are written by hand, as in `story-facts.test.ts`. */
import { describe, expect, test } from 'vitest'
import { readPath } from '../../../catalog/fields.ts'
import { createEmulator } from '../../app.ts'
import { listAccounts } from '../../testing/ask-emulator.ts'

const dana = 'dana.whitfield@acme.example'
const grace = 'grace.mbeki@acme.example'
const sessionIp = '203.0.113.66'
const tokenIp = '203.0.113.71'
const tokenId = '34920fbd01f40072e3cf347862554017'

type Log = 'v2' | 'v1' | 'user' | 'access'

/** Every planted entry of the second account by what it records, in which logs it is, and by whom. */
const facts: readonly { at: string; by: string; ip: string; says: Partial<Record<Log, string>> }[] =
  [
    {
      at: '2026-11-10T11:12:40.310Z',
      by: grace,
      ip: '192.0.2.20',
      says: { v2: 'Create Logpush job', v1: 'job_create' },
    },
    { at: '2026-11-15T22:08:36.115Z', by: dana, ip: sessionIp, says: { access: 'Admin tools' } },
    {
      at: '2026-11-15T22:12:09.684Z',
      by: dana,
      ip: sessionIp,
      says: { v1: 'deploy', user: 'deploy' },
    },
    {
      at: '2026-11-15T22:13:02.157Z',
      by: dana,
      ip: sessionIp,
      says: { v1: 'create', user: 'create' },
    },
    { at: '2026-11-17T01:37:15.472Z', by: dana, ip: tokenIp, says: { v2: 'Delete Logpush job' } },
    {
      at: '2026-11-17T01:40:48.806Z',
      by: dana,
      ip: tokenIp,
      says: { v2: 'Create DNS Record', v1: 'rec_add', user: 'rec_add' },
    },
    {
      at: '2026-11-19T02:18:37.251Z',
      by: dana,
      ip: tokenIp,
      says: { v2: 'Delete DNS Record', v1: 'rec_del', user: 'rec_del' },
    },
  ]

/** Where an entry of each log says when, who, from where and what. */
const readers: Readonly<Record<Log, { dataset: string; paths: readonly string[] }>> = {
  v2: {
    dataset: 'account-audit-logs-v2',
    paths: ['action.time', 'actor.email', 'actor.ip_address', 'action.description'],
  },
  v1: {
    dataset: 'account-audit-logs-v1',
    paths: ['when', 'actor.email', 'actor.ip', 'action.type'],
  },
  user: {
    dataset: 'user-audit-logs-v1',
    paths: ['when', 'actor.email', 'actor.ip', 'action.type'],
  },
  access: {
    dataset: 'access-authentication-logs',
    paths: ['created_at', 'user_email', 'ip_address', 'app_name'],
  },
}
const logs = Object.keys(readers) as readonly Log[]
const nowMs = Date.parse('2026-11-21T12:00:00Z')

async function create(seed: number, entries: number) {
  const emulator = createEmulator({ seed, entries, now: () => nowMs })
  const accounts = await listAccounts(emulator)
  const [main, labs, retail] = accounts.map(
    (scope): Record<Log, readonly unknown[]> => ({
      v2: emulator.entries(readers.v2.dataset, scope),
      v1: emulator.entries(readers.v1.dataset, scope),
      access: emulator.entries(readers.access.dataset, scope),
      user: emulator.entries(readers.user.dataset, { kind: 'user' }),
    }),
  )
  if (!main || !labs || !retail) throw new Error('The demo has three accounts.')
  return { seed, entries, emulator, accounts, main, labs, retail }
}

const worlds = [await create(1, 50_000), await create(7, 20_000), await create(2, 1000)]

/** Time to the millisecond (v1 sometimes has more digits), person, address and words of an entry. */
function toFact(log: Log, entry: unknown): string {
  const [when, ...others] = readers[log].paths.map((path) => String(readPath(entry, path)))
  return [new Date(Date.parse(when ?? '')).toISOString(), ...others].join(' ')
}

describe.each(worlds)('the second account with seed $seed and $entries entries', (world) => {
  const { emulator, accounts, main, labs, retail } = world

  test.each(logs)('has in %s what the story says, once each, and nothing else of it', (log) => {
    const all = labs[log].map((entry) => toFact(log, entry))
    for (const { at, by, ip, says } of facts) {
      const found = all.filter((fact) => fact.startsWith(at) && fact.includes(by))
      expect(found).toEqual(says[log] === undefined ? [] : [`${at} ${by} ${ip} ${says[log]}`])
    }
    // The user log also has what was done in the first account, so its rest is not listed here.
    if (log === 'user') return
    const fromThere = all.filter((fact) => / 203\.0\.113\.(66|71) /.test(fact))
    const expected = facts.flatMap(({ at, by, ip, says }) =>
      says[log] === undefined || by !== dana ? [] : [`${at} ${by} ${ip} ${says[log]}`],
    )
    expect(fromThere).toEqual(expected)
  })

  test('has the token of the first account, by id and from its address', () => {
    const byToken = labs.v2.filter((entry) => readPath(entry, 'actor.token_id') === tokenId)
    expect(byToken.map((entry) => readPath(entry, 'action.description'))).toEqual([
      'Delete Logpush job',
      'Create DNS Record',
      'Delete DNS Record',
    ])
    for (const entry of byToken) expect(readPath(entry, 'account.name')).toBe('Acme Labs')
    const inMain = main.v2.filter((entry) => readPath(entry, 'actor.token_id') === tokenId)
    expect(inMain).toHaveLength(10)
    // Each act follows one of the same token in the first account within minutes.
    const timesOf = (own: readonly unknown[]) =>
      own.map((entry) => Date.parse(String(readPath(entry, 'action.time'))))
    for (const timeMs of timesOf(byToken)) {
      const beforeMs = Math.max(...timesOf(inMain).filter((each) => each < timeMs))
      expect(timeMs - beforeMs).toBeLessThan(15 * 60_000)
    }
  })

  test('has one id for the job, one for the record, and a route to the script', () => {
    const idsOf = (word: string) =>
      labs.v2.flatMap((entry) =>
        JSON.stringify(entry).includes(word) ? [String(readPath(entry, 'resource.id'))] : [],
      )
    expect(new Set(idsOf('528094'))).toEqual(new Set(['528094']))
    expect(idsOf('528094')).toHaveLength(2)
    const recordIds = idsOf('e08d4c7391ba4f56b2f3a1c60d97e85b')
    expect(recordIds).toHaveLength(2)
    const inV1 = (type: string, kind: string) =>
      labs.v1.filter(
        (entry) =>
          readPath(entry, 'action.type') === type &&
          readPath(entry, 'resource.type') === kind &&
          readPath(entry, 'actor.ip') === sessionIp,
      )
    const [script] = inV1('deploy', 'script')
    const [route] = inV1('create', 'route')
    expect(readPath(script, 'resource.id')).toBe('session-relay')
    expect(readPath(route, 'newValueJson')).toEqual({
      pattern: 'acme-labs.example/login*',
      script: 'session-relay',
    })
    expect(readPath(route, 'metadata.zone_name')).toBe('acme-labs.example')
    expect(readPath(route, 'interface')).toBe('UI')
  })

  test('numbers an event that both logs have alike in both', () => {
    const [, scope] = accounts
    if (!scope) throw new Error('There is no second account.')
    const numberOf = (log: 'v2' | 'v1', at: string) => {
      const found = labs[log].findIndex(
        (entry) => toFact(log, entry).startsWith(at) && toFact(log, entry).includes(dana),
      )
      return emulator.eventNumbers(readers[log].dataset, scope)[found]
    }
    for (const { at, by, says } of facts) {
      if (by !== dana || says.v2 === undefined || says.v1 === undefined) continue
      expect(numberOf('v2', at)).toEqual(expect.any(Number))
      expect(numberOf('v2', at)).toBe(numberOf('v1', at))
    }
  })

  test('is the only other account in which the intruder acts', () => {
    expect(listTraces(labs).length).toBeGreaterThan(0)
    expect(listTraces(retail)).toEqual([])
  })
})

test('a world too small for the story has no part of it in the second account', async () => {
  const { labs } = await create(1, 999)
  expect(listTraces(labs)).toEqual([])
})

/** The entries from an address of the intruder, by the token, or about the job. */
function listTraces(account: Record<Log, readonly unknown[]>): string[] {
  return (['v2', 'v1', 'access'] as const).flatMap((log) => {
    return account[log].flatMap((entry) => {
      const ids = ['actor.token_id', 'resource.id'].map((path) => readPath(entry, path))
      const fact = toFact(log, entry)
      const isTrace = / 203\.0\.113\.(66|71) /.test(fact) || ids.includes(tokenId)
      return isTrace || ids.includes('528094') ? [fact] : []
    })
  })
}
