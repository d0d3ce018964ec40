/**
 * `npm start`: builds the app and the server when they are missing or older than their sources, then
 * runs the built server.
 */
import { buildIfStale } from './build.js'

await buildIfStale(
  'Gumshoe',
  ['dist/client/index.html', 'dist/server/node.js'],
  [undefined, { ssr: 'src/proxy/node.ts' }],
)
// A variable, because the built server has no types, and does not exist when types are checked.
const builtServer = new URL('../../dist/server/node.js', import.meta.url).href
const { main } = await import(builtServer)
await main(process.env)
