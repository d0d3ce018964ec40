/** The interface to the timestamp authority, and its form for runtimes with `fetch`. */
import { type AbortSignalLike, toAbortSignal } from '../http/abort-source.ts'

/** The answer of an authority, its body as it was sent. */
export type AuthorityAnswer = {
  status: number
  contentType: string | undefined
  body: ReadableStream<Uint8Array> | null
}

/** Sends one request for a timestamp. Follows no redirect; rejects when no answer begins. */
export type AskAuthority = (
  query: Uint8Array<ArrayBuffer>,
  signal: AbortSignalLike,
) => Promise<AuthorityAnswer>

/** The only header of the proxy's own (RFC 3161, section 3.4). */
export const timestampHeaders = { 'content-type': 'application/timestamp-query' } as const

/** Asks the authority at `url` by `fetch`. Credentials and cookies are not sent. */
export function createFetchAuthority(
  url: string,
  fetch: (request: Request) => Promise<Response>,
): AskAuthority {
  return async function askAuthority(query, signal) {
    const response = await fetch(
      new Request(url, {
        method: 'POST',
        headers: timestampHeaders,
        body: query,
        redirect: 'manual',
        signal: toAbortSignal(signal),
      }),
    )
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? undefined,
      body: response.body,
    }
  }
}
