/**
 * Builds a program before its start if the build is missing or older than its sources. Plain JavaScript, because
 * Node 20 does not run TypeScript. Vite and its plugins run in a process of their own, without the settings: they do
 * not belong beside the credential.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const vite = join(root, 'node_modules/vite/bin/vite.js')
const sources = [
  ...['src', 'public', 'index.html', 'vite.config.ts', 'third-party-notices.ts'],
  ...['package.json', 'tsconfig.json'],
]

/** The variables that a process of development tools gets: where files are, and the colors of its messages. */
const toolVariables = [
  ...['PATH', 'HOME', 'TMPDIR', 'TERM', 'NO_COLOR', 'FORCE_COLOR'],
  ...['SystemRoot', 'TEMP', 'TMP', 'USERPROFILE'],
]

/**
 * The environment for a process that runs development tools.
 *
 * @returns {Record<string, string>} without the credential and all other settings
 */
export function createToolEnvironment() {
  return Object.fromEntries(
    toolVariables.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

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
 * Runs the builds when one of their outputs is missing or older than its sources. Ends this process when one fails.
 *
 * @param {string} name the name of the program, shown while it is built
 * @param {readonly string[]} outputs
 * @param {readonly (readonly string[])[]} builds the arguments of `vite build` for each
 */
export async function buildIfStale(name, outputs, builds) {
  if (!needsBuild(outputs)) return
  console.log(`Building ${name} …`)
  for (const build of builds) {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn', ...build], {
      cwd: root,
      env: createToolEnvironment(),
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const [exitCode] = await once(child, 'exit')
    if (exitCode === 0) continue
    console.error(
      `${name} cannot be built; the lines above say why. Is everything installed (npm ci)?`,
    )
    process.exit(1)
  }
}
