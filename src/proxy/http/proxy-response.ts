/**
 * Responses as plain data. The web's `Response` and `Headers` cost more to create than all other work on a
 * small page (docs/decisions/0013).
 */

/** Bytes, a stream of them, or `null` for none. */
export type Body = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null

/** A response. Header names are in lower case. */
export type ProxyResponse = {
  status: number
  headers: Readonly<Record<string, string>>
  body: Body
}

/** A response ready to be sent; `headers` alternates names and values. */
export type FinalResponse = { status: number; headers: readonly string[]; body: Body }

/** The value of a header; `undefined` without it. */
export function findHeader(headers: FinalResponse['headers'], name: string): string | undefined {
  for (let at = 0; at < headers.length; at += 2) if (headers[at] === name) return headers[at + 1]
  return undefined
}
