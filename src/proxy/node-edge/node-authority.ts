/** Asks the timestamp authority on Node. `fetch` of Node would add headers that describe the runtime. */
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { type AskAuthority, timestampHeaders } from '../timestamp/ask-authority.ts'
import { toWebStream } from './to-web-stream.ts'

/** Creates the seam to the authority at `url`. Each request has a connection of its own, which seldom matters. */
export function createNodeAuthority(url: string): AskAuthority {
  const { protocol, host, hostname, port, pathname, search } = new URL(url)
  const send = protocol === 'http:' ? requestHttp : requestHttps
  return function askAuthority(query, signal) {
    return new Promise((resolve, reject) => {
      const request = send({
        method: 'POST',
        agent: false,
        // Brackets of an IPv6 address belong to the URL, not to the address.
        hostname: hostname.replace(/^\[|\]$/g, ''),
        port,
        path: pathname + search,
        headers: { host, ...timestampHeaders, 'content-length': query.byteLength },
      })
      const onAbort = () => request.destroy(new Error('The request was ended.'))
      request.once('close', () => signal.removeEventListener('abort', onAbort))
      request.on('error', reject)
      request.once('response', (incoming: IncomingMessage) =>
        resolve({
          status: incoming.statusCode ?? 0,
          contentType: incoming.headers['content-type'],
          body: toWebStream(incoming),
        }),
      )
      if (signal.aborted) onAbort()
      else signal.addEventListener('abort', onAbort)
      request.end(query)
    })
  }
}
