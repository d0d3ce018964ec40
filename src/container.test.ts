/**
 * The container image: each step of the Containerfile is run, and the image is started as a user without rights on a
 * read-only file system. Run by `npm run test:container`; needs root on Debian, with buildah. The images start from
 * this computer's own Node, because no registry of images may be reachable; CONTAINER_BASE names another base.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'gumshoe-container-'))

type ImageConfig = {
  User: string
  Env: string[]
  Entrypoint: string[]
  Healthcheck: { Test: string[] }
}

/** Where the image's files are mounted. */
let files = ''
let config: ImageConfig

/** Runs buildah with a storage of its own. */
async function buildah(command: string, ...args: string[]): Promise<string> {
  const storage = ['--storage-driver', 'vfs', '--root', join(folder, 'storage')]
  const all = [...storage, '--runroot', join(folder, 'run'), command, ...args]
  const env = { ...process.env, BUILDAH_ISOLATION: 'chroot' }
  const { stdout } = await run('buildah', all, { cwd: root, env, maxBuffer: 64 * 1024 * 1024 })
  return stdout.trim()
}

const find = (command: string) =>
  realpathSync(execFileSync('which', [command], { encoding: 'utf8' }).trim())

/** The shared libraries of a program; some are only loaded by packages. */
function listLibraries(program: string): string[] {
  const text = execFileSync('ldd', [program], { encoding: 'utf8' })
  const libraries = [...text.matchAll(/(\/\S+) \(0x/g)].map((match) => match[1] ?? '')
  const c = libraries.find((path) => basename(path) === 'libc.so.6')
  const others = ['librt.so.1', 'libresolv.so.2', 'libnss_dns.so.2', 'libnss_files.so.2']
  const loaded = c
    ? others.map((name) => join(dirname(c), name)).filter((path) => existsSync(path))
    : []
  return [...libraries, ...loaded]
}

/** An image with Node, npm and a shell of this computer. */
async function createBase(): Promise<string> {
  const base = join(folder, 'base')
  const copy = (from: string, to: string) => {
    mkdirSync(dirname(join(base, to)), { recursive: true })
    cpSync(from, join(base, to), { recursive: true, dereference: true })
  }
  for (const name of ['bin', 'lib', 'lib64']) {
    mkdirSync(join(base, 'usr', name), { recursive: true })
    symlinkSync(`usr/${name}`, join(base, name))
  }
  mkdirSync(join(base, 'tmp'))
  for (const command of ['sh', 'env', 'tar', 'gzip', 'mkdir', 'mv', 'rm']) {
    copy(find(command), `usr/bin/${command}`)
    for (const path of listLibraries(find(command))) copy(path, path.replace(/^\/(usr\/)?/, 'usr/'))
  }
  copy(process.execPath, 'usr/bin/node')
  for (const path of listLibraries(process.execPath))
    copy(path, path.replace(/^\/(usr\/)?/, 'usr/'))
  copy(dirname(dirname(find('npm'))), 'usr/lib/npm')
  symlinkSync('../lib/npm/bin/npm-cli.js', join(base, 'usr/bin/npm'))
  const globalConfig = execFileSync('npm', ['config', 'get', 'globalconfig'], { encoding: 'utf8' })
  for (const path of [globalConfig.trim(), '/etc/ssl/certs', '/etc/resolv.conf']) {
    if (existsSync(path)) copy(path, path.slice(1))
  }
  const container = await buildah('from', 'scratch')
  await buildah('copy', '--quiet', container, base, '/')
  const { NODE_EXTRA_CA_CERTS = '' } = process.env
  const env = ['PATH=/usr/bin', 'HOME=/tmp', `NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS}`]
  await buildah('config', ...env.flatMap((each) => ['--env', each]), container)
  await buildah('commit', '--quiet', '--rm', container, 'localhost/node-of-this-computer')
  return 'localhost/node-of-this-computer'
}

beforeAll(async () => {
  await buildah('version').catch(() => {
    throw new Error('The image is built with buildah. Run: apt-get install buildah')
  })
  const base = process.env.CONTAINER_BASE ?? (await createBase())
  const cache = execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim()
  await buildah(
    ...(['build', '--format', 'docker', '--build-arg', `BASE=${base}`] as const),
    ...(existsSync(cache) ? ['--volume', `${cache}:/tmp/.npm`] : []),
    ...['--tag', 'localhost/gumshoe', '.'],
  )
  const inspected = await buildah('inspect', '--type', 'image', 'localhost/gumshoe')
  config = JSON.parse(inspected).Docker.config
  files = await buildah('mount', await buildah('from', 'localhost/gumshoe'))
}, 600_000)

afterAll(async () => {
  await buildah('umount', '--all').catch(() => undefined)
  rmSync(folder, { recursive: true, force: true })
})

const children: ChildProcess[] = []

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill()
    await ended
  }
})

/** Starts a command in the image's files, read-only, as the image's user, with the image's environment. */
function startInside(command: readonly string[], settings: readonly string[]): ChildProcess {
  const script =
    'files="$1"; user="$2"; shift 2; mount --bind "$files" "$files" && mount -o remount,bind,ro "$files" && exec chroot --userspec="$user" "$files" "$@"'
  const inside = [files, config.User, 'env', '-i', ...config.Env, ...settings, ...command]
  const child = spawn('unshare', ['--mount', 'sh', '-c', script, 'sh', ...inside])
  children.push(child)
  return child
}

function collect(child: ChildProcess) {
  const output = { text: '' }
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output.text += chunk
    })
  }
  return output
}

async function runInside(command: readonly string[], settings: readonly string[] = []) {
  const child = startInside(command, settings)
  const output = collect(child)
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, text: output.text }
}

describe('the image', () => {
  it('contains the package and its dependencies, and no development tools', () => {
    const app = readdirSync(join(files, 'app')).sort()
    expect(app).toEqual([
      ...['LICENSE', 'README.md', 'dist', 'docs', 'node_modules', 'package.json', 'src'],
    ])
    const packages = readdirSync(join(files, 'app/node_modules'))
    expect(packages.filter((name) => !name.startsWith('.')).sort()).toEqual([
      ...['canonicalize', 'ipaddr.js', 'jose', 'zod'],
    ])
    expect(existsSync(join(files, 'build'))).toBe(false)
  })

  it('serves as a user without rights, who can write nothing, and is healthy', async () => {
    expect(config.User).toBe('1000:1000')
    const write = "require('node:fs').writeFileSync(process.argv[1], 'x')"
    for (const path of ['/app/dist/x', '/tmp/x']) {
      expect((await runInside(['node', '-e', write, path])).text).toMatch(/EROFS|EACCES/)
    }
    const port = 20_000 + (process.pid % 10_000)
    const settings = [`PORT=${port}`]
    const [form, ...health] = config.Healthcheck.Test
    expect(form).toBe('CMD')
    expect(await runInside(health, settings)).toMatchObject({ code: 1 })
    const child = startInside(config.Entrypoint, settings)
    const output = collect(child)
    await vi.waitFor(() => expect(output.text).toContain('Gumshoe is ready'), { timeout: 60_000 })
    expect(await runInside(health, settings)).toEqual({ code: 0, text: 'Gumshoe answers.\n' })
    const answer = await fetch(`http://localhost:${port}/client/v4/accounts`, {
      headers: { 'x-gumshoe': '1' },
    })
    expect((await answer.json()).result).not.toEqual([])
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })
})
