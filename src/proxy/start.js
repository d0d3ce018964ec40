/**
 * `npm start`: builds the app and the server when they are missing or older than their sources, then
 * runs the built server. Plain JavaScript, because Node 20 does not run TypeScript.
 */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json', 'tsconfig.json']
const outputs = ['dist/client/index.html', 'dist/server/node.js']

/**
 * Times of modification of a file, or of a folder and all that is in it, tests aside.
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

/** @returns {boolean} whether something was changed after the last build, or there was none */
function needsBuild() {
  const built = outputs.map(
    (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs,
  )
  const oldest = Math.min(...built.map((time) => time ?? 0))
  return sources.some((path) => modificationTimes(join(root, path)).some((time) => time > oldest))
}

async function build() {
  console.log('Building Gumshoe …')
  const vite = await import('vite')
  await vite.build({ root, logLevel: 'warn' })
  await vite.build({ root, logLevel: 'warn', build: { ssr: 'src/proxy/node.ts' } })
}

if (needsBuild()) await build()
// A variable, because the built server has no types, and does not exist when types are checked.
const builtServer = new URL('../../dist/server/node.js', import.meta.url).href
const { main } = await import(builtServer)
await main(process.env)
