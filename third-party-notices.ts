/**
 * Build plugins that write the licenses of all third-party code in the app into one text file, which is
 * served with the app, or lies beside a server. Most of these licenses require that their text accompanies every copy of the code.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** A package as its folder in `node_modules` describes it. */
type Package = { name: string; version: string; license: string; text: string; folder: string }

/**
 * Creates the plugins of one build: `collect` for the workers, which are separate bundles, and `write` for the main
 * bundle, which is generated last. `write` emits the file unless the bundle has only code of ours; the build fails if
 * a license is unknown. `packagesOfStyles` get into the style sheet without being a module of the bundle.
 */
export function createThirdPartyNotices(
  root: string,
  fileName: string,
  packagesOfStyles: readonly string[] = [],
) {
  const folders = new Set(packagesOfStyles.map((name) => join(root, 'node_modules', name)))
  const add = (moduleIds: readonly string[]) => {
    for (const id of moduleIds) {
      const folder = findPackageFolder(id)
      if (folder) folders.add(folder)
    }
  }
  const collect = (): Plugin => ({
    name: 'collect-third-party-packages',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) if (file.type === 'chunk') add(file.moduleIds)
    },
  })
  const write = (): Plugin => ({
    name: 'write-third-party-notices',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) if (file.type === 'chunk') add(file.moduleIds)
      if (folders.size === 0) return
      this.emitFile({ type: 'asset', fileName, source: formatNotices([...folders]) })
    },
  })
  return { collect, write }
}

/** The folder of the package that contains a module; `undefined` for our own modules. */
export function findPackageFolder(moduleId: string): string | undefined {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(moduleId)?.[1]
}

/**
 * Formats the notices: packages in order of their names, each with its license. Dependencies are listed too,
 * because some packages, such as kumo, ship their dependencies inside their own files.
 */
export function formatNotices(folders: readonly string[]): string {
  const found = new Map<string, Package>()
  const queue = [...folders]
  for (const folder of queue) {
    const { dependencies, ...each } = readPackage(folder)
    const key = `${each.name} ${each.version}`
    if (found.has(key)) continue
    found.set(key, each)
    queue.push(...dependencies.map((name) => getDependencyFolder(folder, name)))
  }
  const packages = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  const sections = packages.map(
    ({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`,
  )
  return [
    'Gumshoe contains code of the packages below, or of packages that they depend on.\n',
    ...sections,
  ].join(`\n${'-'.repeat(80)}\n\n`)
}

function readPackage(folder: string): Package & { dependencies: string[] } {
  const { name, version, license, author, dependencies } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  )
  if (typeof license !== 'string') {
    throw new Error(`${name} names no license in its package.json; find out which license it has.`)
  }
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each))
  const holder = typeof author === 'string' ? author : author?.name
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Author: ${holder ?? name}`
  return { name, version, license, text, folder, dependencies: Object.keys(dependencies ?? {}) }
}

/** Finds a dependency as Node does: in the package's own `node_modules`, then in those of its parents. */
function getDependencyFolder(folder: string, name: string): string {
  for (let parent = folder; parent !== dirname(parent); parent = dirname(parent)) {
    const candidate = join(parent, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return candidate
  }
  throw new Error(`${name}, on which ${folder} depends, is not installed; run npm ci.`)
}
