/** The programs that a question is shared as: checked by the compiler, and run with the official SDK. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createQuery, type LogQuery, type Scope } from '../query/log-query.ts'
import { parseQueryString } from '../query/query-string.ts'
import { toFirstRequests } from '../query/request/api-request.ts'
import { toSdkCall } from '../query/request/sdk-call.ts'
import { createEmulator } from './app.ts'
import { findScopes } from './testing/ask-emulator.ts'

const run = promisify(execFile)
const nowMs = Date.parse('2026-11-19T15:20:00Z')
const timeRange = { since: '2026-11-01T00:00:00Z', before: '2026-11-19T00:00:00Z' }
const nasty = ['it’s "it\'s"', 'a\\b', `$\{x} \`y\``, 'a,b+c&d=e', 'line\nend\u2028', '\u202e😀']
const emulator = createEmulator({ seed: 1, entries: 12_000, now: () => nowMs })
const asked: string[] = []
let server: Server
let folder: string
let account: Scope & { id: string }
let organization: Scope

beforeAll(async () => {
  server = createServer(async ({ url = '', headers }, response) => {
    asked.push(url)
    const { authorization = '' } = headers
    const answer = await emulator.fetch(
      new Request(`http://127.0.0.1${url}`, { headers: { authorization } }),
    )
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(await answer.text())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  folder = await mkdtemp(join(tmpdir(), 'gumshoe-sdk-'))
  await symlink(resolve('node_modules'), join(folder, 'node_modules'))
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  const accounts = await emulator.fetch(
    new Request('http://127.0.0.1/client/v4/accounts', {
      headers: { authorization: 'Bearer x'.padEnd(47, 'x') },
    }),
  )
  const { result } = (await accounts.json()) as { result: { id: string }[] }
  account = { kind: 'account', id: result[0]?.id ?? '' }
  organization = (await findScopes(emulator)).organization
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

const questions = (): Record<string, LogQuery> => ({
  v2: {
    ...createQuery('account-audit-logs-v2', account),
    filters: [
      { parameter: 'action_type', mode: 'exclude', values: ['login', 'view'] },
      { parameter: 'action_type', mode: 'include', values: ['update', 'create', 'delete'] },
      { parameter: 'actor_token_name', mode: 'exclude', values: nasty },
      { parameter: 'raw_status_code', mode: 'include', values: ['200'] },
    ],
    localFilters: [
      { kind: 'field', pointer: '/a', mode: 'include', text: nasty.join(' '), isExact: false },
    ],
    direction: 'asc',
  },
  v1: {
    ...createQuery('account-audit-logs-v1', account),
    filters: [{ parameter: 'action.type', mode: 'include', values: ['rec_add', 'add', 'login'] }],
  },
  user: {
    ...createQuery('user-audit-logs-v1', { kind: 'user' }),
    filters: [{ parameter: 'hide_user_logs', mode: 'include', values: ['true'] }],
  },
  insights: {
    ...createQuery('insight-audit-logs', account),
    filters: [{ parameter: 'field_changed', mode: 'include', values: ['status'] }],
    direction: 'asc',
  },
  organization: {
    ...createQuery('organization-audit-logs-v2', organization),
    filters: [
      { parameter: 'action_type', mode: 'exclude', values: ['view', 'update'] },
      { parameter: 'resource_product', mode: 'include', values: ['organizations'] },
    ],
  },
  zone: {
    ...createQuery('insight-audit-logs', { kind: 'zone', id: account.id }),
    filters: [{ parameter: 'changed_by', mode: 'include', values: [nasty[0] ?? ''] }],
  },
})

describe('the TypeScript program', () => {
  it('is accepted by the compiler with the types of the SDK', async () => {
    const files = Object.entries(questions()).map(async ([name, query]) => {
      const program = toSdkCall(query, timeRange, 'typescript') ?? ''
      // A program is a module of its own when it awaits.
      await writeFile(join(folder, `${name}.ts`), program)
    })
    await Promise.all(files)
    const compilerOptions = {
      ...{ module: 'nodenext', target: 'es2022', strict: true, types: ['node'] },
      ...{ skipLibCheck: true, outDir: 'out', rootDir: '.' },
    }
    const config = JSON.stringify({ compilerOptions, include: ['*.ts'] })
    await writeFile(join(folder, 'tsconfig.json'), config)
    const tsc = resolve('node_modules/typescript/bin/tsc')
    const { stdout } = await run(process.execPath, [tsc, '-p', folder]).catch((error) => error)
    expect(stdout).toBe('')
  })

  it.each(['v2', 'v1', 'user', 'insights', 'organization'])(
    'asks for %s what the page asks, to the end',
    async (name) => {
      const query = questions()[name] as LogQuery
      asked.length = 0
      const { stdout } = await run(process.execPath, [join(folder, 'out', `${name}.js`)], {
        env: {
          CLOUDFLARE_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/client/v4`,
          CLOUDFLARE_API_TOKEN: 'x'.repeat(40),
        },
        maxBuffer: 1e9,
      })
      const sent = asked.map((url) => {
        const [path = '', search = ''] = url.split('?')
        const pairs = parseQueryString(search).pairs.filter(([key]) => !/^(cursor|page)$/.test(key))
        return JSON.stringify([path, pairs.map(String).sort()])
      })
      const expected = toFirstRequests(query, timeRange).map(({ path, pairs }) => {
        const own = pairs.filter(([key]) => key !== 'page')
        return JSON.stringify([`/client/v4${path}`, own.map(String).sort()])
      })
      expect([...new Set(sent)]).toEqual(expected)
      if (name === 'v2') expect(asked.length).toBeGreaterThan(1)
      const ids = stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id)
      expect(new Set(ids).size).toBe(ids.length)
      const count = await countByHand(query)
      expect(ids).toHaveLength(count)
    },
    30_000,
  )
})

/** How many entries answer the question, by its requests page after page. */
async function countByHand(query: LogQuery): Promise<number> {
  let count = 0
  for (const { path, pairs } of toFirstRequests(query, timeRange)) {
    const parameters = pairs.filter(([key]) => key !== 'page')
    for (let page = 1, cursor = ''; ; page++) {
      const search = new URLSearchParams(parameters.map(([key, value]) => [key, value]))
      if (cursor !== '') search.set('cursor', cursor)
      if (pairs.length > parameters.length) search.set('page', String(page))
      const answer = await emulator.fetch(
        new Request(`http://127.0.0.1/client/v4${path}?${search}`, {
          headers: { authorization: `Bearer ${'x'.repeat(40)}` },
        }),
      )
      const body = (await answer.json()) as { result: unknown[]; result_info?: { cursor?: string } }
      count += body.result.length
      cursor = body.result_info?.cursor ?? ''
      if (pairs.length > parameters.length ? body.result.length < 1000 : cursor === '') break
    }
  }
  return count
}
