/** Keeps what comes from others in order: pinned, with a fingerprint, with a reason, and without install scripts. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type LockedPackage = {
  version?: string
  integrity?: string
  resolved?: string
  link?: boolean
  dev?: boolean
  hasInstallScript?: boolean
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

  test('runs beside a credential only with a reason that is written down (140)', () => {
    const table = read('docs/decisions/0001-runtime-dependencies.md').match(/^\| `.*$/gm) ?? []
    const reasoned = table.flatMap((row) => row.split('|')[1]?.match(/[^`, ]+/g) ?? [])
    expect(reasoned.sort()).toEqual(Object.keys(dependencies).sort())
  })

  test('brings few packages at run time, and none that wants to run a script (140)', () => {
    const running = locked.filter(([, { dev }]) => !dev)
    expect(running.length).toBeLessThanOrEqual(100)
    expect(running.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([])
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript)
    expect(scripted.map(([path]) => nameOf(path)).sort()).toEqual(Object.keys(allowScripts).sort())
    expect(new Set(Object.values(allowScripts))).toEqual(new Set([false]))
  })
})
