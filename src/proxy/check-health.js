/** `gumshoe health`: asks the console that runs with the same settings for its health, as containers do. */
import { get } from 'node:http'

const timeoutMs = 3_000

/**
 * Prints one line.
 *
 * @param {Readonly<Record<string, string | undefined>>} env the settings of the running console
 * @returns {Promise<0 | 1>} the exit code: 0 when the console answers
 */
export function checkHealth({ HOST: host = '127.0.0.1', PORT: port = '8787', PUBLIC_ORIGIN }) {
  const anyAddress = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host]
  // The console answers to its own names only.
  const ownName = URL.canParse(PUBLIC_ORIGIN ?? '') ? new URL(`${PUBLIC_ORIGIN}`).host : undefined
  const options = {
    host: anyAddress ?? host,
    port,
    path: '/healthz',
    headers: { host: ownName ?? `localhost:${port}` },
    timeout: timeoutMs,
  }
  return new Promise((resolve) => {
    const fail = (/** @type {string} */ reason) => {
      console.error(`Gumshoe on ${host}, port ${port}: ${reason}`)
      resolve(1)
    }
    const request = get(options, (response) => {
      response.resume()
      if (response.statusCode !== 200) return fail(`answered ${response.statusCode}`)
      console.log('Gumshoe answers.')
      resolve(0)
    })
    request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)))
    request.on('error', (error) => fail(error.message))
  })
}
