/** Keeps what comes from others in order: pinned, with a fingerprint, with a reason, and without install scripts. */
import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'

type LockedPackage = {
  version?: string
  integrity?: string
  resolved?: string
  link?: boolean
  dev?: boolean
  hasInstallScript?: boolean
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
}

const { dependencies, devDependencies, allowScripts } = JSON.parse(read('package.json'))
const lock: { packages: Record<string, LockedPackage> } = JSON.parse(read('package-lock.json'))
const locked = Object.entries(lock.packages).filter(([path]) => path !== '')

function read(path: string): string {
  return readFileSync(path, 'utf8')
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 13)

/** Whether a package comes from the registry, byte for byte as it was when it was locked. */
function isFixed({ version, integrity, resolved, link }: LockedPackage): boolean {
  const isFromRegistry = !resolved || resolved.startsWith('https://registry.npmjs.org/')
  return isFromRegistry && !link && !!version && /^sha512-[\w+/]{86}==$/.test(integrity ?? '')
}

const packageImport = /^\s*(?:import|export)\b(?! type)[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm

const deferredImport = /\bimport\(\s*['"]([^'"]+)['"]/g

/** What a source imports, at once or when it is needed, types left out. */
const listImports = (path: string) =>
  [packageImport, deferredImport].flatMap((form) =>
    [...read(path).matchAll(form)].map((match) => match[1] ?? ''),
  )

const toPackageName = (specifier: string) =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')

/** The packages that sources import, with all that these import. */
function listPackages(sources: readonly string[]): string[] {
  const paths = new Set(sources)
  const names = new Set<string>()
  for (const path of paths) {
    for (const specifier of listImports(path)) {
      if (specifier.startsWith('.')) {
        const target = posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''))
        if (/\.tsx?$/.test(target)) paths.add(target)
      } else if (!specifier.startsWith('node:')) {
        names.add(toPackageName(specifier))
      }
    }
  }
  return [...names].sort()
}

/** All sources of the programs. */
const productSources = ['proxy', 'emulator', 'evidence', 'web'].flatMap((folder) =>
  readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/testing\//.test(path)),
)

/** Where a package finds another: in its own folder, or in one above. */
function findLocked(path: string, name: string): string | undefined {
  const folders = path.split(/\/?node_modules\//)
  const candidates = folders.map((_, index) => {
    const above = folders.slice(1, folders.length - index).map((each) => `node_modules/${each}/`)
    return `${above.join('')}node_modules/${name}`
  })
  return candidates.find((candidate) => candidate in lock.packages)
}

/** Locked packages and all that they need. */
function listNeeded(names: readonly string[]): ReadonlySet<string> {
  const needed = new Set(names.map((name) => `node_modules/${name}`))
  for (const path of needed) {
    const { dependencies, peerDependencies, peerDependenciesMeta } = lock.packages[path] ?? {}
    const peers = Object.keys(peerDependencies ?? {}).filter(
      (name) => !peerDependenciesMeta?.[name]?.optional,
    )
    for (const name of [...Object.keys(dependencies ?? {}), ...peers]) {
      const found = findLocked(path, name)
      if (found === undefined) throw new Error(`${path} needs ${name}, which is not locked.`)
      needed.add(found)
    }
  }
  return needed
}

/** Packages that run beside a credential, and packages whose code is in what was built. */
const reasoned = [
  ...(read('docs/decisions/0001-runtime-dependencies.md').match(/^\| `.*$/gm) ?? []),
].flatMap((row) => row.split('|')[1]?.match(/[^`, ]+/g) ?? [])

describe('what comes from others', () => {
  test('is locked with a fingerprint and comes from the registry only (139)', () => {
    expect(locked.length).toBeGreaterThan(100)
    expect(locked.filter(([, each]) => !isFixed(each)).map(([path]) => path)).toEqual([])
  })

  test('a package of git, of a folder, of another host or without a fingerprint is found', () => {
    const integrity = `sha512-${'a'.repeat(86)}==`
    expect(isFixed({ version: '1.0.0', integrity })).toBe(true)
    expect(isFixed({ version: '1.0.0' })).toBe(false)
    expect(isFixed({ version: '1.0.0', integrity: 'sha1-abc' })).toBe(false)
    expect(isFixed({ version: '1.0.0', integrity, link: true })).toBe(false)
    for (const resolved of ['git+ssh://git@github.com/a/b.git', 'file:../b', 'https://a.example/b'])
      expect(isFixed({ version: '1.0.0', integrity, resolved })).toBe(false)
  })

  test('is pinned exactly', () => {
    const ranges = Object.entries<string>({ ...dependencies, ...devDependencies })
    expect(ranges.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  test('runs beside a credential only where the server imports it', () => {
    expect(Object.keys(dependencies).sort()).toEqual(listPackages(['src/proxy/node.ts']))
  })

  test('runs beside a credential or in the page only with a reason that is written down (140)', () => {
    // The runtime of Workers provides modules of its own; hono is a peer of the emulator's server.
    const imported = listPackages(productSources).filter((name) => !name.includes(':'))
    expect([...reasoned].sort()).toEqual([...new Set([...imported, 'hono'])].sort())
    expect(imported.filter((name) => !{ ...dependencies, ...devDependencies }[name])).toEqual([])
  })

  test('brings few packages at run time, and none that wants to run a script (140)', () => {
    const running = locked.filter(([, { dev }]) => !dev)
    expect(running.map(([path]) => nameOf(path)).sort()).toEqual(Object.keys(dependencies).sort())
    const shipped = [...listNeeded(reasoned)]
    expect(shipped.length).toBeGreaterThan(reasoned.length)
    expect(shipped.length).toBeLessThanOrEqual(105)
    expect(shipped.filter((path) => lock.packages[path]?.hasInstallScript)).toEqual([])
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript)
    expect(scripted.map(([path]) => nameOf(path)).sort()).toEqual(Object.keys(allowScripts).sort())
    expect(new Set(Object.values(allowScripts))).toEqual(new Set([false]))
  })
})
