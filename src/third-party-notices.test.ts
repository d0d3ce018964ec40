/** Formats notices of installed packages; `e2e/third-party-notices.spec.ts` checks the served file. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findPackageFolder, formatNotices } from '../third-party-notices.ts'

const installed = (name: string) =>
  fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url))

describe('the folder of a package', () => {
  it.each([
    ['/app/node_modules/react/index.js', '/app/node_modules/react'],
    ['/app/node_modules/@scope/name/dist/a.js?v=1', '/app/node_modules/@scope/name'],
    ['/app/node_modules/a/node_modules/b/c.js', '/app/node_modules/a/node_modules/b'],
    ['\0/app/node_modules/react/index.js?commonjs', '/app/node_modules/react'],
    ['/app/src/web/main.tsx', undefined],
    ['\0rolldown/runtime.js', undefined],
  ])('of %s is %s', (moduleId, folder) => {
    expect(findPackageFolder(moduleId)).toBe(folder)
  })
})

describe('the notices', () => {
  it('contain the license of a package and of its dependencies, once each', () => {
    const text = formatNotices([installed('@cloudflare/kumo'), installed('@base-ui/react')])
    const named = [...text.matchAll(/^-{80}\n\n(\S+) /gm)].map((match) => match[1])
    expect(named).toEqual([...new Set(named)])
    expect(named).toEqual(
      expect.arrayContaining(['@cloudflare/kumo', '@base-ui/react', '@floating-ui/dom', 'cnfast']),
    )
    expect(text).toContain('Permission is hereby granted, free of charge')
  })

  it('name the author of a package without a license file', () => {
    const folder = createPackage({ name: 'a', version: '1.0.0', license: 'MIT', author: 'Jo' })
    expect(formatNotices([folder])).toMatch(/\na 1\.0\.0 \(MIT\)\n\nAuthor: Jo\n/)
  })

  it.each([
    ['has no license', { name: 'a', version: '1.0.0' }, 'a names no license'],
    [
      'has a dependency that is not installed',
      { name: 'a', version: '1.0.0', license: 'MIT', dependencies: { 'no-such-package': '1' } },
      'no-such-package, on which',
    ],
  ])('are refused when a package %s', (_, content, message) => {
    expect(() => formatNotices([createPackage(content)])).toThrow(message)
  })
})

function createPackage(content: object): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'notices-')), 'node_modules', 'a')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify(content))
  return folder
}
