/**
 * Builds a program before its start if the build is missing or older than its sources. Plain JavaScript, because
 * Node 20 does not run TypeScript.
 */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const sources = [
  ...['src', 'public', 'index.html', 'vite.config.ts', 'third-party-notices.ts'],
  ...['package.json', 'tsconfig.json'],
]

/**
 * The modification times of a file, or of a folder and everything in it except tests.
 *
 * @param {string} path
 * @returns {number[]}
 */
function modificationTimes(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat || /\.test\.tsx?$/.test(path)) return []
  if (!stat.isDirectory()) return [stat.mtimeMs]
  // A folder's own time changes when a file in it is removed.
  return [stat.mtimeMs, ...readdirSync(path).flatMap((name) => modificationTimes(join(path, name)))]
}

/**
 * @param {readonly string[]} outputs the files that the builds write
 * @returns {boolean} whether a source changed after the last build, or there was none
 */
function needsBuild(outputs) {
  const built = outputs.map(
    (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs,
  )
  const oldest = Math.min(...built.map((time) => time ?? 0))
  return sources.some((path) => modificationTimes(join(root, path)).some((time) => time > oldest))
}

/**
 * Runs the builds when one of their outputs is missing or older than its sources.
 *
 * @param {string} name the name of the program, shown while it is built
 * @param {readonly string[]} outputs
 * @param {readonly (import('vite').BuildOptions | undefined)[]} builds
 */
export async function buildIfStale(name, outputs, builds) {
  if (!needsBuild(outputs)) return
  console.log(`Building ${name} …`)
  const vite = await import('vite')
  for (const build of builds) {
    await vite.build({ root, logLevel: 'warn', ...(build && { build }) })
  }
}
