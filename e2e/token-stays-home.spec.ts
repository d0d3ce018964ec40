import { readdirSync, readFileSync } from 'node:fs'
import type { Response } from '@playwright/test'
import { startServer } from '../src/proxy/node.ts'
import { expect, test } from './fixtures.ts'
import { ExplorerPage } from './pages/explorer-page.ts'

const canary = 'cnry-4f7a1b9e2d8c6053-Zq8mWx1TtLk0pY'

/** The ways in which a secret may be spelled where nobody looks for it. */
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

test('the credential reaches the API and nothing else', async ({ page, gumshoe }) => {
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

test('the built app is whole without a token, a source map or the server', () => {
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
