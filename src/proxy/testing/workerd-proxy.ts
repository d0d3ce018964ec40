/**
 * A proxy for tests in workerd: the Worker as `wrangler` bundles it, with sign-in by a key of the tests, and with an
 * upstream that records requests.
 */
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { Miniflare, Response as RuntimeResponse } from 'miniflare'
import { afterAll, onTestFinished } from 'vitest'
import { getCurrentTest } from 'vitest/suite'
import type { Environment } from '../config/config.ts'
import type { Fetch } from '../upstream/fetch-upstream.ts'

/** The origin of the Worker in tests, and the issuer and audience of its sign-in. */
const workerOrigin = 'https://gumshoe.example.com'
const issuer = 'https://example.cloudflareaccess.com'
const audience = 'a'.repeat(64)

const keys = await generateKeyPair('RS256')
const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256' }] }
const script = readFileSync(new URL('../../../dist/worker/worker.js', import.meta.url), 'utf8')

/** Does the work of Cloudflare's edge before a Worker: sets Host to the host of the address. */
const edge = `export default {
  fetch(request, { GUMSHOE }) {
    const headers = new Headers(request.headers)
    headers.set('host', headers.get('x-test-host') ?? new URL(request.url).host)
    headers.delete('x-test-host')
    return GUMSHOE.fetch(new Request(request, { headers }))
  },
}`

function serveAsset({ url }: Request) {
  const { pathname } = new URL(url)
  if (pathname !== '/index.html') return new RuntimeResponse('', { status: 404 })
  return new RuntimeResponse('<!doctype html><title>Gumshoe</title>')
}

/** An assertion in the form in which Cloudflare Access adds it to requests. */
export function signToken(claims: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT({
    iss: issuer,
    aud: audience,
    exp: Math.floor(Date.now() / 1_000) + 300,
    email: 'alice@example.com',
    type: 'app',
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .setIssuedAt()
    .setSubject('alice')
    .sign(keys.privateKey)
}

/** Starts an HTTP server that answers for the whole internet, so that a test controls every byte. */
async function serveInternet(listener: RequestListener): Promise<{ address: string }> {
  const server = createServer((request, response) => {
    if (request.url !== '/cdn-cgi/access/certs') return listener(request, response)
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(jwks))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** Settings of another sign-in proxy than Cloudflare Access, with the same keys, and the claims of its tokens. */
export const otherFront = {
  env: {
    ACCESS_TEAM_DOMAIN: undefined,
    ACCESS_AUD: undefined,
    ACCESS_JWT_ISSUER: 'https://login.example.com',
    ACCESS_JWT_AUDIENCE: 'gumshoe',
    ACCESS_JWT_JWKS_URL: 'https://login.example.com/keys',
    ACCESS_JWT_HEADER: 'Authorization',
  },
  claims: { iss: 'https://login.example.com', aud: 'gumshoe' },
} as const

const keyUrls: readonly string[] = [
  `${issuer}/cdn-cgi/access/certs`,
  otherFront.env.ACCESS_JWT_JWKS_URL,
]

/**
 * Starts a Worker, which stops when the test ends. Its upstream is `listener`, if there is one, and else `answer`. With
 * `keysFail`, its keys are answered with 500 after 300 ms; without `hasWitness`, that binding is missing.
 */
export function createWorkerdProxy({
  env,
  answer,
  listener,
  keysFail = false,
  hasWitness = true,
}: {
  env: Environment
  answer: Fetch
  listener?: RequestListener
  keysFail?: boolean
  hasWitness?: boolean
}) {
  const calls: Request[] = []
  const keyCalls: string[] = []
  const lines: string[] = []
  async function serveUpstream(request: Request) {
    const { url, method, headers } = request
    if (keyUrls.includes(url)) {
      keyCalls.push(url)
      if (!keysFail) return RuntimeResponse.json(jwks)
      await sleep(300)
      return new RuntimeResponse('', { status: 500 })
    }
    const sent = request.body && (await request.arrayBuffer())
    const copy = new Request(url, { method, headers: [...headers], body: sent })
    calls.push(copy)
    const response = await answer(copy)
    const hasBody = ![101, 204, 205, 304].includes(response.status)
    const body = hasBody ? await response.arrayBuffer() : null
    const answered = [...response.headers] as [string, string][]
    return new RuntimeResponse(body, { status: response.status, headers: answered })
  }

  const runtime = {
    compatibilityDate: '2026-04-01',
    compatibilityFlags: ['enable_request_signal'],
  }
  const start = async () => {
    const upstream = listener && (await serveInternet(listener))
    return new Miniflare({
      handleRuntimeStdio(stdout: Readable, stderr: Readable) {
        for (const stream of [stdout, stderr]) {
          stream.setEncoding('utf8').on('data', (text: string) => {
            lines.push(...text.trim().split('\n'))
          })
        }
      },
      workers: [
        {
          ...runtime,
          name: 'edge',
          modules: true,
          script: edge,
          serviceBindings: { GUMSHOE: 'gumshoe' },
        },
        {
          ...runtime,
          name: 'gumshoe',
          modules: [{ type: 'ESModule', path: 'worker.js', contents: script }],
          durableObjects: {
            QUOTA: { className: 'QuotaKeeper', useSQLite: true },
            ...(hasWitness && { WITNESS: { className: 'WitnessKeeper', useSQLite: true } }),
          },
          bindings: Object.fromEntries(
            Object.entries<string | undefined>({
              PUBLIC_ORIGIN: workerOrigin,
              ACCESS_TEAM_DOMAIN: issuer,
              ACCESS_AUD: audience,
              ...env,
            }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
          ),
          serviceBindings: { ASSETS: serveAsset },
          outboundService: upstream ? { external: { ...upstream, http: {} } } : serveUpstream,
        },
      ],
    })
  }
  let running: Promise<Miniflare> | undefined
  const stop = async () => (await running)?.dispose()
  if (getCurrentTest()) onTestFinished(stop)
  else afterAll(stop)

  async function ask(path: string, { headers, method = 'GET', body }: RequestInit = {}) {
    running ??= start()
    const response = await (await running).dispatchFetch(`${workerOrigin}${path}`, {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      ...(typeof body === 'string' && { body }),
      redirect: 'manual',
    })
    // The runtime's declaration of the same class differs.
    return response as unknown as Response
  }
  return { ask, calls, keyCalls, lines }
}
