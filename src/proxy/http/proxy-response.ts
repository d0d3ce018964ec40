/**
 * Responses as plain data. The web's `Response` and `Headers` cost more to create than all other work on a
 * small page (docs/decisions/0013).
 */

/** Bytes, a stream of them, or `null` for none. */
export type Body = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null

/** An answer. Names of headers are in lower case. */
export type ProxyResponse = {
  status: number
  headers: Readonly<Record<string, string>>
  body: Body
}

/** An answer as it is sent: its headers are complete, names and values in turns. */
export type FinalResponse = { status: number; headers: readonly string[]; body: Body }

/** The value of a header of an answer as it is sent. */
export function findHeader(headers: FinalResponse['headers'], name: string): string | undefined {
  for (let at = 0; at < headers.length; at += 2) if (headers[at] === name) return headers[at + 1]
  return undefined
}
