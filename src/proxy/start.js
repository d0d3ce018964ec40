/**
 * `npm start`, `npm run emulator`, `npm run check:live` and `npm run verify`: builds the program when it is missing or older than its
 * sources, then runs the build as the command `gumshoe` does.
 */
import './ignore-debug-signal.js'
import { buildIfStale } from './build.js'

if (process.argv[2] === 'emulator') {
  const build = ['--ssr', 'src/emulator/node.ts', '--outDir', 'dist/emulator']
  await buildIfStale('the emulator', ['dist/emulator/node.js'], [build])
} else if (process.argv[2] === 'check') {
  const build = ['--ssr', 'src/live-check/node.ts', '--outDir', 'dist/live-check']
  await buildIfStale('the live check', ['dist/live-check/node.js'], [build])
} else if (process.argv[2] === 'verify') {
  const build = ['--ssr', 'src/verifier/node.ts', '--outDir', 'dist/verifier']
  await buildIfStale('the verifier', ['dist/verifier/node.js'], [build])
} else {
  const outputs = ['dist/client/index.html', 'dist/server/node.js']
  await buildIfStale('Gumshoe', outputs, [[], ['--ssr', 'src/proxy/node.ts']])
}
await import('./gumshoe.js')
