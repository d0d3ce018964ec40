/**
 * `npm start`, and `npm run emulator`: builds the program when it is missing or older than its sources, then runs
 * the build.
 */
import { buildIfStale } from './build.js'

const programs = {
  gumshoe: {
    name: 'Gumshoe',
    outputs: ['dist/client/index.html', 'dist/server/node.js'],
    builds: [undefined, { ssr: 'src/proxy/node.ts' }],
    entry: 'dist/server/node.js',
  },
  emulator: {
    name: 'the emulator',
    outputs: ['dist/emulator/node.js'],
    builds: [{ ssr: 'src/emulator/node.ts', outDir: 'dist/emulator' }],
    entry: 'dist/emulator/node.js',
  },
}

const { name, outputs, builds, entry } =
  process.argv[2] === 'emulator' ? programs.emulator : programs.gumshoe
await buildIfStale(name, outputs, builds)
// A variable, because the build has no types and does not exist when types are checked.
const built = new URL(`../../${entry}`, import.meta.url).href
const { main } = await import(built)
await main(process.env)
