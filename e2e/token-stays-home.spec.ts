import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import type { Response } from '@playwright/test'
import { startServer } from '../src/proxy/node.ts'
import { expect, test } from './fixtures.ts'
import { ExplorerPage } from './pages/explorer-page.ts'

const canary = 'cnry-4f7a1b9e2d8c6053-Zq8mWx1TtLk0pY'

/** The encodings in which a secret could appear. */
const spellings = [
  canary,
  encodeURIComponent(canary),
  Buffer.from(canary).toString('base64').replace(/=+$/, ''),
  Buffer.from(canary).toString('base64url'),
  Buffer.from(canary).toString('hex'),
  [...canary].reverse().join(''),
]

function expectNoCanary(text: string, where: string): void {
  for (const spelling of spellings) {
    expect(text.includes(spelling), `${where} holds the credential`).toBe(false)
  }
}

test('the credential reaches the API and nothing else (48)', async ({ page, gumshoe }) => {
  const lines: string[] = []
  const authorizations = new Set<string | null>()
  let failsNext = false
  const server = await startServer({
    env: { PORT: '0', CLOUDFLARE_API_TOKEN: canary },
    now: () => Date.parse('2026-11-21T12:00:00.000Z'),
    log: (line) => lines.push(line),
    upstream: async (request) => {
      const authorization = request.headers.get('authorization')
      authorizations.add(authorization)
      if (!failsNext) return gumshoe.emulator.fetch(request)
      // An upstream that repeats the credential wherever it can.
      return new Response(
        JSON.stringify({
          success: false,
          errors: [{ code: 10000, message: `refused: ${authorization}` }],
          token: authorization,
        }),
        { status: 403, headers: { 'x-echo': authorization ?? '', 'set-cookie': `t=${canary}` } },
      )
    },
  })
  const bodies: Promise<string>[] = []
  page.on('request', (request) => {
    expectNoCanary(`${request.url()} ${JSON.stringify(request.headers())}`, request.url())
  })
  page.on('response', (response: Response) => {
    expectNoCanary(JSON.stringify(response.headers()), response.url())
    bodies.push(response.text().catch(() => ''))
  })

  const explorer = new ExplorerPage(page, server.origin)
  await explorer.open(`/#key=${server.launch?.key}`)
  await explorer.row(0).click()
  await explorer.drawer.getByRole('tab', { name: 'JSON' }).click()
  // The browser forgets the bodies of a page that is left.
  await Promise.all(bodies)
  failsNext = true
  await page.goto(page.url().replace('range=24h', 'range=7d'))
  await expect(page.getByRole('alert').first()).toContainText('code 10000')

  expect([...authorizations]).toEqual([`Bearer ${canary}`])
  const texts = await Promise.all(bodies)
  for (const text of texts) expectNoCanary(text, 'a response')
  expect(texts.filter((text) => text.includes('cf_ray_id')).length).toBeGreaterThan(0)
  expectNoCanary(await page.content(), 'the page')
  expectNoCanary(await page.evaluate(() => JSON.stringify({ ...localStorage })), 'the storage')
  expectNoCanary(lines.join('\n'), 'the log')
  expect(lines.join('\n')).not.toContain(server.launch?.key)
  expect(lines.length).toBeGreaterThan(3)
  expect(lines.join('\n')).not.toContain('since=')
  await server.close()
})

test('the built app is whole without a token, a source map or the server (49)', () => {
  const directory = new URL('../dist/client/', import.meta.url)
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
  for (const file of files.filter((name) => /\.(js|css|html)$/.test(name))) {
    const text = readFileSync(new URL(file, directory), 'utf8')
    for (const word of ['CLOUDFLARE_API_KEY', 'process.env', 'createEmulator']) {
      expect(text.includes(word), `${file} holds ${word}`).toBe(false)
    }
  }
})

test('the running program prints neither the credential nor, but once, the launch key (48)', async () => {
  const server = new URL('../dist/server/node.js', import.meta.url).href
  // An upstream that repeats the credential in all these encodings.
  const program = `import(${JSON.stringify(server)}).then(({ main }) => main(process.env, {
    upstream: async (request) => {
      const token = request.headers.get('authorization')
      if (request.url.includes('limit=1&')) throw new Error('cannot reach ' + token)
      const errors = [{ code: 10000, message: token }, { code: 1, message: btoa(token) }]
      return new Response(JSON.stringify({ success: false, errors, token }), {
        status: 403,
        headers: { 'content-type': 'application/json', 'x-echo': token, 'cf-ray': token },
      })
    },
  }))`
  const child = spawn(process.execPath, ['-e', program], {
    env: { PATH: process.env.PATH, PORT: '0', CLOUDFLARE_API_TOKEN: canary, METRICS: '1' },
  })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk) => {
      output[name] += chunk
    })
  }
  const isStarted = { timeout: 30_000 }
  await expect.poll(() => output.stdout, isStarted).toContain('Gumshoe is ready')
  await expect.poll(() => output.stderr, isStarted).toContain('Security insight log')
  const origin = /http:\/\/localhost:\d+/.exec(output.stdout)?.[0] ?? ''
  const key = /as a bearer:\s+([\w-]{43})/.exec(output.stderr)?.[1] ?? ''
  const headers = { 'x-gumshoe': '1', authorization: `Bearer ${key}` }
  const log = `/client/v4/accounts/${'a'.repeat(32)}/logs/audit?since=2026-11-01&before=2026-11-02`
  const paths = [log, `${log}&limit=1&id=x`, `${log}&x=1`, '/gumshoe/status', '/metrics', '/', '/x']
  for (const path of paths) {
    for (const each of [headers, { ...headers, authorization: `Bearer ${canary}` }, {}]) {
      const response = await fetch(origin + path, { headers: each })
      expectNoCanary(JSON.stringify([...response.headers]) + (await response.text()), path)
    }
  }
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('exit', resolve))
  expectNoCanary(output.stdout + output.stderr, 'the output')
  expect(output.stdout.split('\n').length).toBeGreaterThan(paths.length)
  expect(output.stdout).not.toContain(key)
  expect(output.stderr.split(key)).toHaveLength(2)
})
