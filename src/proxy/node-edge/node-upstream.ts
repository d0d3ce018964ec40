/**
 * The way to the API on Node: kept-alive connections, and bodies that go from socket to socket without
 * web streams in between.
 */
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { attachDirectBody, type BodySink, type DirectBody } from '../upstream/direct-body.ts'
import type { Upstream } from '../upstream/upstream.ts'

/**
 * Cloudflare limits calls per time, not connections, and how many questions are under way is limited
 * where they come in: a pool smaller than that would let slow readers keep everybody else waiting.
 */
const agentOptions = { keepAlive: true, maxFreeSockets: 64, keepAliveMsecs: 10_000 } as const

/**
 * Creates the upstream. `origin` replaces the request's own, for measurements against a stand-in. Rejects
 * when no answer begins; a body that breaks off later fails its sink. Redirects are never followed.
 */
export function createNodeUpstream(origin?: string): Upstream {
  const isPlain = origin?.startsWith('http:') ?? false
  const agent = isPlain ? new HttpAgent(agentOptions) : new HttpsAgent(agentOptions)
  const send = isPlain ? requestHttp : requestHttps
  return function askApi({ url, headers, signal }) {
    const { pathname, search } = new URL(url)
    const target = new URL(origin ?? url)
    return new Promise((resolve, reject) => {
      const request = send({
        agent,
        hostname: target.hostname,
        port: target.port,
        path: pathname + search,
        method: 'GET',
        headers: { ...Object.fromEntries(headers), 'accept-encoding': 'gzip' },
      })
      const onAbort = () => request.destroy(new Error('The request was ended.'))
      request.once('close', () => signal.removeEventListener('abort', onAbort))
      request.once('error', reject)
      request.once('response', (incoming) => {
        try {
          resolve(toResponse(incoming))
        } catch (error) {
          request.destroy()
          reject(error)
        }
      })
      if (signal.aborted) onAbort()
      else signal.addEventListener('abort', onAbort)
      request.end()
    })
  }
}

/** Throws for a status that no response can have. */
function toResponse(incoming: IncomingMessage): Response {
  const { statusCode = 0, headers } = incoming
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((each): [string, string] => [name, each]),
  )
  const response = new Response(null, { status: statusCode, headers: pairs })
  return attachDirectBody(response, toBody(incoming))
}

function toBody(incoming: IncomingMessage): DirectBody {
  const isGzip = incoming.headers['content-encoding'] === 'gzip'
  let sink: BodySink | undefined
  // Without a listener, a connection that breaks before anyone reads would end the process.
  incoming.on('error', () => undefined)
  return {
    encoding: isGzip ? 'gzip' : undefined,
    open(next) {
      sink = next
      if (incoming.errored) {
        next.fail()
        return
      }
      incoming.on('error', () => sink?.fail())
      incoming.on('end', () => sink?.end())
      incoming.on('data', (chunk: Uint8Array) => {
        if (sink?.write(chunk) === false) incoming.pause()
      })
    },
    resume: () => incoming.resume(),
    cancel() {
      sink = undefined
      incoming.destroy()
    },
  }
}
