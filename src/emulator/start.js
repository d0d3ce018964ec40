/** `npm run emulator`: builds the emulator when it is missing or stale, then serves it alone. */
import { buildIfStale } from '../proxy/build.js'

await buildIfStale(
  'the emulator',
  ['dist/emulator/node.js'],
  [{ ssr: 'src/emulator/node.ts', outDir: 'dist/emulator' }],
)
// A variable, because what was built has no types, and does not exist when types are checked.
const builtEmulator = new URL('../../dist/emulator/node.js', import.meta.url).href
const { main } = await import(builtEmulator)
await main(process.env)
