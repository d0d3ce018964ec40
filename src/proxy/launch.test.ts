/**
 * Development tools run apart from the credential. The launchers are copied into a small project whose Vite
 * configuration tells all that it sees: its environment, and the headers of requests for pages.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { canary } from './testing/test-proxy.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const launchers = [
  ...['start.js', 'gumshoe.js', 'build.js', 'dev.js', 'serve-dev-pages.js'],
  'ignore-debug-signal.js',
]

/** A server that says which token it got, and on SIGUSR2 whether a debugger is open. */
const serverSource = `
import { createServer } from 'node:http'
import { url } from 'node:inspector'

export async function main(env: Record<string, string>, { servePage }: any = {}) {
  const server = createServer((incoming, outgoing) => servePage(incoming, outgoing))
  server.maxRequestsPerSocket = 1
  server.listen(0, '127.0.0.1', () => {
    console.log('server has ' + env.CLOUDFLARE_API_TOKEN + ' port ' + (server.address() as any).port + ';')
  })
  process.on('SIGUSR2', () => console.log('debugger ' + url() + ';'))
}
`

const viteSource = `
import { readFileSync } from 'node:fs'

console.log('vite sees ' + JSON.stringify(process.env) + ';')
const seen = {
  name: 'seen',
  configureServer(server) {
    server.middlewares.use('/seen', (incoming, outgoing) => {
      outgoing.end(JSON.stringify({ env: process.env, headers: incoming.headers }))
    })
  },
}
export default { plugins: [seen], appType: 'spa', build: { outDir: 'dist/client' } }
`

const folders: string[] = []
const children: ChildProcess[] = []

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill()
    await ended
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function createProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gumshoe-launch-'))
  folders.push(folder)
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('package.json', '{ "version": "1.2.3", "type": "module" }')
  write('index.html', '<!doctype html><title>page of the project</title>')
  write('src/proxy/node.ts', serverSource)
  write(
    'vite.config.ts',
    viteSource.replace(
      "build: { outDir: 'dist/client' }",
      "build: process.argv.includes('--ssr') ? { outDir: 'dist/server' } : { outDir: 'dist/client' }",
    ),
  )
  for (const name of launchers) {
    copyFileSync(join(root, 'src/proxy', name), join(folder, 'src/proxy', name))
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

function launch(folder: string, launcher: string) {
  const child = spawn(process.execPath, [`src/proxy/${launcher}`], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      CLOUDFLARE_API_TOKEN: canary,
      METRICS_TOKEN: canary,
      NODE_OPTIONS: '--inspect-port=0',
    },
  })
  children.push(child)
  const output = { text: '' }
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output.text += chunk
    })
  }
  const find = (pattern: RegExp) =>
    vi.waitFor(
      () => {
        const match = pattern.exec(output.text)
        if (!match) throw new Error(`not printed: ${pattern}\n${output.text}`)
        return match[1] ?? ''
      },
      { timeout: 60_000, interval: 20 },
    )
  return { child, output, find }
}

describe('development tools', () => {
  it('build in a process that cannot see the credential, before the server gets it', async () => {
    const { output, find } = launch(createProject(), 'start.js')
    await find(/server has (\S+) port \d+;/)
    expect(output.text).toContain(`server has ${canary} port`)
    const told = [...output.text.matchAll(/vite sees (.*);/g)].map((match) => match[1] ?? '')
    expect(told).toHaveLength(2)
    for (const text of told) {
      expect(text).not.toContain(canary)
      expect(Object.keys(JSON.parse(text))).toContain('PATH')
      expect(text).not.toMatch(/CLOUDFLARE|METRICS|NODE_OPTIONS/)
    }
  })

  it('serve the pages of npm run dev in a process without credential and session', async () => {
    const { output, find } = launch(createProject(), 'dev.js')
    const origin = `http://127.0.0.1:${await find(/server has \S+ port (\d+);/)}`
    expect(output.text).toContain(`server has ${canary} port`)
    const page = await fetch(`${origin}/accounts/x/logs/audit`, {
      headers: { accept: 'text/html' },
    })
    const html = await page.text()
    expect(html).toContain('page of the project')
    expect(html).toContain('/@vite/client')
    // Else browsers would send more requests on a connection than the server answers.
    expect(page.headers.get('connection')).toBe('close')
    const seen = await fetch(`${origin}/seen`, {
      headers: { cookie: `gumshoe_session=${canary}`, authorization: `Bearer ${canary}` },
    })
    const text = await seen.text()
    expect(JSON.parse(text).env.PATH).toBe(process.env.PATH)
    expect(text + output.text.replace(`server has ${canary}`, '')).not.toContain(canary)
  })

  it('end a start that cannot be built with a message, and no server', async () => {
    const folder = createProject()
    writeFileSync(join(folder, 'vite.config.ts'), 'throw new Error("broken configuration")')
    const { child, output, find } = launch(folder, 'start.js')
    await find(/Gumshoe cannot be built; the lines above say why/)
    await expect.poll(() => child.exitCode).toBe(1)
    expect(output.text).toContain('broken configuration')
    expect(output.text).not.toContain('server has')
  })
})

it('no debugger opens in the process that holds the credential', async () => {
  const { child, output, find } = launch(createProject(), 'start.js')
  await find(/server has \S+ port (\d+);/)
  for (let count = 1; count <= 5; count++) {
    child.kill('SIGUSR1')
    child.kill('SIGUSR2')
    await find(new RegExp(`(?:debugger [^;]*;[^]*){${count}}`))
  }
  expect(output.text).not.toMatch(/debugger (?!undefined;)/i)
})
