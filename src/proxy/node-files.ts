/** The files that the server on Node reads: the built app, its version, and files named in settings. */
import { readdirSync, readFileSync } from 'node:fs'
import { type Asset, type Assets, findContentType } from './pages.ts'

/** The text of a file; `undefined` when it cannot be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** The version; `package.json` is two levels up from the sources and from the built server alike. */
export function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return String(JSON.parse(text).version)
}

/** Reads a built app into memory. Files of other types, such as source maps, are left out. */
export function loadAssets(directory: URL): Assets {
  const files = new Map<string, Asset>()
  for (const path of listFiles(directory)) {
    const type = findContentType(path)
    if (!type) continue
    const body = new Uint8Array(readFileSync(new URL(`.${path}`, directory)))
    files.set(path, { body, type, immutable: path.startsWith('/assets/') })
  }
  return { find: (path) => files.get(path) }
}

function listFiles(directory: URL, prefix = '/'): string[] {
  try {
    return readdirSync(new URL(`.${prefix}`, directory), { withFileTypes: true }).flatMap(
      (entry) =>
        entry.isDirectory()
          ? listFiles(directory, `${prefix}${entry.name}/`)
          : [`${prefix}${entry.name}`],
    )
  } catch {
    // The app is not built; data and status are served nevertheless.
    return []
  }
}
