/**
 * `npm run dev`: the server as `npm start` runs it, with pages from Vite on one origin. Vite runs in a process of its
 * own, which gets neither the credential nor sessions. Its pages lack the content security policy: hot reloading needs
 * inline scripts. Data do not change.
 */
import './ignore-debug-signal.js'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { buildIfStale, createToolEnvironment } from './build.js'

/** The headers by which Vite chooses its answer. Cookies and keys are not among them. */
const pageHeaders = [
  ...['host', 'origin', 'accept', 'if-none-match'],
  ...['sec-fetch-dest', 'sec-fetch-mode', 'sec-fetch-site'],
]

await buildIfStale('the server', ['dist/server/node.js'], [['--ssr', 'src/proxy/node.ts']])
const pages = fork(fileURLToPath(new URL('./serve-dev-pages.js', import.meta.url)), {
  env: createToolEnvironment(),
  execArgv: [],
})
// Without pages, or without the server, the other is of no use.
pages.once('exit', () => process.exit(1))
const [{ port }] = await once(pages, 'message')

/**
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:http').ServerResponse} outgoing
 */
function servePage(incoming, outgoing) {
  const { method, url: path, headers } = incoming
  const forwarded = request(
    {
      ...{ host: '127.0.0.1', port, method, path },
      headers: Object.fromEntries(
        Object.entries(headers).filter(([name]) => pageHeaders.includes(name)),
      ),
    },
    (answer) => {
      // These two are about the connection to Vite; the server decides when its own ends.
      const { connection: _, 'keep-alive': __, ...headers } = answer.headers
      outgoing.writeHead(answer.statusCode ?? 502, headers)
      answer.pipe(outgoing)
    },
  )
  forwarded.on('error', () => outgoing.destroy())
  forwarded.end()
}

// A variable, because the build has no types and does not exist when types are checked.
const built = new URL('../../dist/server/node.js', import.meta.url).href
const { main } = await import(built)
await main(process.env, { servePage })
if (process.exitCode) {
  pages.removeAllListeners('exit')
  pages.disconnect()
}
