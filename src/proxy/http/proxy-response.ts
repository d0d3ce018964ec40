/**
 * What goes out, and what comes from upstream: plain data again. Web standards' own classes cost more to
 * make than everything else that is done for a small page (docs/decisions/0013).
 */

/** Where the bytes of a direct body go. */
export type BodySink = {
  /** Takes bytes; false asks for a pause until `resume` is called. */
  write: (chunk: Uint8Array) => boolean
  end: () => void
  /** The body broke off: what was written is not the whole. */
  fail: () => void
}

/**
 * A way around web streams for runtimes that have a faster one: a body that pushes its bytes into a sink. It
 * waits to be opened, once.
 */
export type DirectBody = {
  /** Set when the bytes are compressed. */
  encoding?: 'gzip' | undefined
  open: (sink: BodySink) => void
  resume: () => void
  /** Ends the body for good; the sink hears nothing more. */
  cancel: () => void
}

/** Bytes at hand, a web stream, or a direct body; `null` for none. */
export type Body = Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | DirectBody | null

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
