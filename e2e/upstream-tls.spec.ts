/** The proxy, run as it is shipped, sends its credential only to a server with a valid certificate. */
import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { type Certificate, createAuthority } from './make-certificate.ts'

const token = 'cnry-4f7a1b9e2d8c6053-Zq8mWx1TtLk0pY'
const trusted = createAuthority('An authority that is trusted')
const foreign = createAuthority('An authority that nobody knows')
const program = new URL('../dist/server/node.js', import.meta.url).href

/** An API over TLS that records the credentials that it receives. */
async function serveApi(certificate: Certificate) {
  const seen: (string | undefined)[] = []
  const api = createServer(certificate, ({ headers }, outgoing) => {
    seen.push(headers.authorization)
    const body = { success: true, errors: [], messages: [], result: [], result_info: {} }
    outgoing.setHeader('content-type', 'application/json').end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve))
  const stop = () => {
    api.closeAllConnections()
    api.close()
  }
  return { seen, stop, origin: `https://localhost:${(api.address() as AddressInfo).port}` }
}

/** The program with an API elsewhere; `output` grows. */
function run(apiOrigin: string, env: Record<string, string>) {
  const source = `import(${JSON.stringify(program)}).then(({ main }) => main(process.env, ${JSON.stringify({ apiOrigin })}))`
  const child: ChildProcess = spawn(process.execPath, ['-e', source], {
    env: { PATH: process.env.PATH, PORT: '0', CLOUDFLARE_API_TOKEN: token, ...env },
  })
  const output = { text: '' }
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output.text += chunk
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, output, ended }
}

const cases: [string, Certificate, number, RegExp][] = [
  ['of a trusted authority', trusted.issue('localhost'), 200, /could not be found out/],
  ['of another host', trusted.issue('api.cloudflare.com.evil.test'), 502, /is not trusted/],
  ['that has expired', trusted.issue('localhost', [-9, -2]), 502, /is not trusted/],
  ['that is not valid yet', trusted.issue('localhost', [2, 9]), 502, /is not trusted/],
  ['of an unknown authority', foreign.issue('localhost'), 502, /is not trusted/],
]

for (const [what, certificate, status, words] of cases) {
  test(`a certificate ${what} is answered with ${status} (46, 109)`, async () => {
    const authorities = test.info().outputPath('authorities.pem')
    writeFileSync(authorities, trusted.cert)
    const api = await serveApi(certificate)
    const { child, output, ended } = run(api.origin, { NODE_EXTRA_CA_CERTS: authorities })
    await expect.poll(() => output.text, { timeout: 30_000 }).toMatch(words)
    const origin = /http:\/\/localhost:\d+/.exec(output.text)?.[0] ?? ''
    const key = /as a bearer:\s+([\w-]{43})/.exec(output.text)?.[1] ?? ''
    const path = `/client/v4/accounts/${'a'.repeat(32)}/logs/audit?since=2026-11-01&before=2026-11-02`
    const headers = { 'x-gumshoe': '1', authorization: `Bearer ${key}` }
    const answer = await fetch(origin + path, { headers })
    const text = await answer.text()
    expect(answer.status).toBe(status)
    if (status === 200) expect(new Set(api.seen)).toEqual(new Set([`Bearer ${token}`]))
    else {
      expect(JSON.parse(text).errors[0].code).toBe(990055)
      expect(api.seen).toEqual([])
      expect(text + output.text).not.toMatch(/CERT_|evil|authorities\.pem|ERR_/)
    }
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(output.text).not.toContain(token)
    api.stop()
  })
}

test('it does not start where verification is turned off (109)', async () => {
  const { output, ended } = run('https://localhost:1', { NODE_TLS_REJECT_UNAUTHORIZED: '0' })
  expect(await ended).toBe(78)
  expect(output.text).toContain(
    'NODE_TLS_REJECT_UNAUTHORIZED=0 turns off TLS verification. Unset it.',
  )
})
