/**
 * The package that users install, as they do: packed, installed in an empty folder, and started on each supported
 * line of Node. Run by `npm run test:package`; the newer lines of Node come from the registry.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { datasets } from './catalog/index.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const secret = 'cnry-4f7a1b9e2d8c6053-Zq8mWx1TtLk0pY'

/** Newer lines of Node, by the packages of the registry that contain the program. */
const newerNodes: Readonly<Record<string, string>> = { 22: '22.23.5', 24: '24.22.3' }
const nodePackage = `node-${process.platform}-${process.arch}`

const maxStartMs = 3_000
// A sixth of it are the detection rules and their evaluator, which the page and two kinds of workers have; another fifth
// is what verifies evidence, in a worker and as a program, which is not minified: who relies on it may want to read it.
const maxPackageBytes = 2_100_000

const folder = mkdtempSync(join(tmpdir(), 'gumshoe-package-'))
const installed = join(folder, 'node_modules')
const packageFolder = join(installed, 'gumshoe')
const command = join(installed, '.bin/gumshoe')
const tarball = `gumshoe-${version}.tgz`
let packed: { size: number; files: { path: string }[] }

beforeAll(async () => {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
  })
  const reports: Record<string, typeof packed> = JSON.parse(stdout)
  const [report] = Object.values(reports)
  if (!report) throw new Error(`npm pack reported nothing: ${stdout}`)
  packed = report
  const nodes = Object.entries(newerNodes).map(
    ([line, exact]) => `node${line}@npm:${nodePackage}@${exact}`,
  )
  const nodesFolder = join(folder, 'nodes')
  mkdirSync(nodesFolder)
  await run('npm', ['install', '--ignore-scripts', '--prefer-offline', ...nodes], {
    cwd: nodesFolder,
  })
  await run('npm', ['install', '--prefer-offline', `./${tarball}`], { cwd: folder })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const children: ChildProcess[] = []

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill()
    await ended
  }
})

/** The environment of a user, with the folder of one Node first on the path. */
function createEnvironment(nodeFolder: string, settings: Record<string, string>) {
  const path = [nodeFolder, process.env.PATH ?? ''].join(delimiter)
  return { PATH: path, HOME: process.env.HOME, ...settings }
}

const ownNode = dirname(process.execPath)
const nodeFolders: readonly (readonly [string, string])[] = [
  [process.versions.node.split('.')[0] ?? '', ownNode],
  ...Object.keys(newerNodes).map(
    (line) => [line, join(folder, 'nodes/node_modules', `node${line}`, 'bin')] as const,
  ),
]

/** Starts the command, and waits until it prints its address. */
async function start(
  args: readonly string[],
  settings: Record<string, string> = {},
  nodeFolder = ownNode,
) {
  const startedMs = performance.now()
  const child = spawn(command, args, {
    cwd: folder,
    env: createEnvironment(nodeFolder, { PORT: '0', ...settings }),
  })
  children.push(child)
  const output = { text: '' }
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output.text += chunk
    })
  }
  const origin = await vi.waitFor(
    () => {
      const match = /is ready: (http:\/\/localhost:\d+)/.exec(output.text)
      if (!match?.[1]) throw new Error(`not ready: ${output.text}`)
      return match[1]
    },
    { timeout: 60_000, interval: 10 },
  )
  return { child, output, origin, startMs: performance.now() - startedMs }
}

/** How long a process has computed, in milliseconds; `undefined` where the system does not say it as Linux does. */
function readCpuMs({ pid }: ChildProcess): number | undefined {
  const path = `/proc/${pid}/stat`
  if (!existsSync(path)) return undefined
  // After the name: the state, ten other fields, and the time in user and system mode, in hundredths of a second.
  const fields = readFileSync(path, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Runs the command to its end. */
async function runToEnd(...args: string[]) {
  return run(command, args, { cwd: folder, env: createEnvironment(ownNode, {}) }).then(
    ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, text: stdout + stderr }),
  )
}

const askHealth = (settings: Record<string, string>) =>
  run(command, ['health'], { env: createEnvironment(ownNode, settings) })

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}

async function askList(origin: string, path: string) {
  const response = await fetch(`${origin}/client/v4${path}`, { headers: { 'x-gumshoe': '1' } })
  const text = await response.text()
  expect(response.status, text).toBe(200)
  return JSON.parse(text).result as Record<string, unknown>[]
}

describe('the package', () => {
  it('contains what was built, and neither sources nor source maps', () => {
    const paths = packed.files.map(({ path }) => path)
    const expected =
      /^(package\.json|README\.md|LICENSE|docs\/[\w-]+\.md|dist\/client\/(assets\/)?[\w.-]+|dist\/(server|emulator|live-check|verifier)\/[\w.-]+|src\/proxy\/(gumshoe|check-health|create-witness-key|ignore-debug-signal)\.js)$/
    expect(paths.filter((path) => !expected.test(path) || path.endsWith('.map'))).toEqual([])
    expect(paths).toEqual(
      expect.arrayContaining([
        ...['dist/client/index.html', 'dist/server/node.js', 'dist/emulator/node.js'],
        ...['dist/live-check/node.js', 'dist/verifier/node.js'],
        ...['dist/client/third-party-notices.txt', 'dist/emulator/third-party-notices.txt'],
      ]),
    )
    expect(packed.size).toBeLessThan(maxPackageBytes)
  })

  it('brings the packages that the built server imports, and no others', async () => {
    const imported = ['server', 'emulator', 'live-check', 'verifier'].flatMap((name) => {
      const text = readFileSync(join(packageFolder, `dist/${name}/node.js`), 'utf8')
      const imports = text.matchAll(/\b(?:from|import)\s*\(?"((?:@[\w.-]+\/)?[a-z][\w.-]*)[/"]/g)
      return [...imports].map((match) => match[1] ?? '')
    })
    const { dependencies } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
    expect(Object.keys(dependencies).sort()).toEqual([...new Set(imported)].sort())
    await run('npm', ['pkg', 'set', 'name=empty-folder', 'version=1.0.0'], { cwd: folder })
    const { stdout } = await run('npm', ['sbom', '--sbom-format', 'cyclonedx'], { cwd: folder })
    const listed = JSON.parse(stdout).components.map(({ name }: { name: string }) => name)
    expect(listed.sort()).toEqual(['gumshoe', ...Object.keys(dependencies)].sort())
    const present = readdirSync(installed).filter((name) => !name.startsWith('.'))
    expect(present.sort()).toEqual(['gumshoe', ...Object.keys(dependencies)].sort())
  })

  it('carries the licenses of the packages inside of it', () => {
    const readNotices = (name: string) =>
      readFileSync(join(packageFolder, `dist/${name}/third-party-notices.txt`), 'utf8')
    expect(readNotices('client')).toMatch(/\nreact 19\.[\d.]+ \(MIT\)\n/)
    expect(readNotices('emulator')).toMatch(/\n@hono\/node-server [\d.]+ \(MIT\)\n/)
  })
})

describe.each(nodeFolders)('on Node %s', (line, nodeFolder) => {
  it('answers one page of each log soon after the start', async () => {
    const { stdout } = await run(join(nodeFolder, 'node'), ['--version'])
    expect(stdout).toMatch(new RegExp(`^v${line}\\.`))
    const { child, origin, startMs } = await start([], {}, nodeFolder)
    // The time of the processor, because other programs of a busy computer do not count.
    const cpuMs = readCpuMs(child) ?? startMs
    const inWords = `ready after ${Math.round(startMs)} ms, of which it computed ${cpuMs} ms`
    process.stdout.write(`Node ${stdout.trim()}: ${inWords}\n`)
    expect(cpuMs).toBeLessThan(maxStartMs)

    const [account] = await askList(origin, '/accounts')
    const [zone] = await askList(origin, `/zones?account.id=${account?.id}`)
    const [organization] = await askList(origin, '/organizations')
    const [provider] = await askList(origin, `/accounts/${account?.id}/access/identity_providers`)
    const since = new Date(Date.now() - 30 * 86_400_000).toISOString()
    for (const { scopes, pagination, parameters } of datasets) {
      const end = parameters.find(({ wireName }) => wireName === 'before')?.requestName ?? 'before'
      const range = `since=${since}&${end}=${new Date().toISOString()}`
      // The only required filter is the identity provider of the SCIM log.
      const required = parameters.filter(({ valueList }) => valueList)
      const filters = required.map(({ wireName }) => `&${wireName}=${provider?.id}`).join('')
      for (const { path } of scopes) {
        const filled = path
          .replace('{account_id}', String(account?.id))
          .replace('{zone_id}', String(zone?.id))
          .replace('{organization_id}', String(organization?.id))
        const entries = await askList(
          origin,
          `${filled}?${range}&${pagination.sizeParameter}=5${filters}`,
        )
        expect(entries.length, path).toBeGreaterThan(0)
      }
    }
    const html = await (await fetch(origin)).text()
    const [, script = ''] = /src="(\/assets\/main-[\w-]+\.js)"/.exec(html) ?? []
    expect((await fetch(`${origin}${script}`)).headers.get('content-type')).toMatch(/javascript/)
  })

  it('opens no debugger, and has no secret in a report', async () => {
    const { child, output, origin } = await start(
      [],
      {
        METRICS_TOKEN: secret,
        NODE_OPTIONS: `--inspect-port=0 --report-on-signal --report-directory=${folder}`,
      },
      nodeFolder,
    )
    child.kill('SIGUSR1')
    child.kill('SIGUSR2')
    const name = await vi.waitFor(
      () => {
        const match = /report to file: (\S+)[\s\S]*report completed/.exec(output.text)
        if (!match?.[1]) throw new Error(`no report: ${output.text}`)
        return match[1]
      },
      { timeout: 60_000 },
    )
    const report = readFileSync(join(folder, name), 'utf8')
    expect(Object.keys(JSON.parse(report).environmentVariables)).toContain('NODE_OPTIONS')
    expect(report).not.toContain(secret)
    expect((await fetch(`${origin}/healthz`)).status).toBe(200)
    expect(output.text).not.toMatch(/debugger/i)
  })
})

describe('the command', () => {
  it('says its version and its settings', async () => {
    expect(await runToEnd('--version')).toEqual({ code: 0, text: `${version}\n` })
    const { code, text } = await runToEnd('--help')
    expect(code).toBe(0)
    expect(text).toContain('CLOUDFLARE_API_TOKEN_FILE')
    const [, path = ''] = /^All settings: (.*)$/m.exec(text) ?? []
    const readme = readFileSync(path, 'utf8')
    expect(readme).toContain('CLOUDFLARE_ACCOUNT_IDS')
    expect(readme).toContain(`npx ./${tarball}`)
  })

  it.each([
    [['--port', '80'], 'does not know the option --port. Settings are environment variables'],
    [[`--token=${secret}`], 'does not know the option --token.'],
    [[secret], 'does not know the command'],
    [['emulator', secret], 'gumshoe emulator takes no further argument, but got 1.'],
  ])('refuses %j, and does not repeat a value', async (args, message) => {
    const { code, text } = await runToEnd(...args)
    expect(code).toBe(64)
    expect(text).toContain(message)
    expect(text).not.toContain(secret)
  })

  it('refuses a wrong setting', async () => {
    const failed = run(command, [], { env: createEnvironment(ownNode, { PORT: 'x' }) })
    await expect(failed).rejects.toMatchObject({
      code: 78,
      stderr: expect.stringContaining('PORT is not a whole number'),
    })
  })

  it('explains the check of the real API, and asks for a credential before it starts', async () => {
    const help = await runToEnd('check', '--help')
    expect(help).toMatchObject({ code: 0, text: expect.stringContaining('gumshoe check') })
    const refused = await runToEnd('check')
    expect(refused).toMatchObject({ code: 78, text: expect.stringContaining('--demo') })
  })

  it('makes a key for the witness, which the console takes', async () => {
    const { code, text } = await runToEnd('witness-key', join(folder, 'key.pem'))
    expect(code).toBe(0)
    const [, fingerprint = ''] = /sha256:([0-9a-f]{64})/.exec(text) ?? []
    const { origin } = await start([], { WITNESS_KEY_FILE: join(folder, 'key.pem') })
    const init = { headers: { 'x-gumshoe': '1' } }
    const { key } = await (await fetch(`${origin}/gumshoe/witness`, init)).json()
    expect(key).toMatchObject({ fingerprint, isEphemeral: false })
  })

  it('verifies evidence, and says what cannot be read by its exit code', async () => {
    const help = await runToEnd('verify', '--help')
    expect(help).toMatchObject({ code: 0, text: expect.stringContaining('gumshoe verify export') })
    const unread = await runToEnd('verify', `./${tarball}`)
    expect(unread).toMatchObject({ code: 2, text: expect.stringContaining('packed by gzip') })
  })

  it('runs the emulator', async () => {
    const { origin } = await start(['emulator'])
    expect(await askList(origin, '/accounts')).not.toEqual([])
  })

  it('asks a console for its health, behind its public origin too', async () => {
    const settings = { PORT: String(await findFreePort()) }
    await expect(askHealth(settings)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('ECONNREFUSED'),
    })
    await start([], settings)
    expect((await askHealth(settings)).stdout).toBe('Gumshoe answers.\n')
    // The console knows another name, and refuses this one.
    const other = { ...settings, PUBLIC_ORIGIN: 'https://gumshoe.example.com' }
    await expect(askHealth(other)).rejects.toMatchObject({
      stderr: expect.stringMatching(/answered 4\d\d/),
    })
    const moved = { ...other, PORT: String(await findFreePort()) }
    const child = spawn(command, [], { env: createEnvironment(ownNode, moved) })
    children.push(child)
    await vi.waitFor(async () => expect((await askHealth(moved)).stdout).toMatch('answers'), {
      timeout: 60_000,
      interval: 200,
    })
  })

  it('runs with npx from the file', async () => {
    const { stdout } = await run(
      'npx',
      ['--yes', '--prefer-offline', `./${tarball}`, '--version'],
      {
        cwd: folder,
      },
    )
    expect(stdout).toBe(`${version}\n`)
  })
})
