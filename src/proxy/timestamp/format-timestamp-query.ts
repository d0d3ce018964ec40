/** Writes a request for a timestamp: a TimeStampReq (RFC 3161, section 2.4.1) in DER. Only its two values vary. */

/** The content of the object id of SHA-256. */
export const sha256ObjectId: readonly number[] = [
  0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01,
]

/** What is asked: a SHA-256 digest of 32 bytes, and a nonce of 8 bytes. */
export type TimestampQuestion = { sha256: Uint8Array; nonce: Uint8Array }

/**
 * A random nonce: a positive INTEGER that needs all of its 8 bytes, which is the length that every authority accepts.
 */
export function createNonce(): Uint8Array {
  const nonce = crypto.getRandomValues(new Uint8Array(8))
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40
  return nonce
}

/** The request, which asks for the certificate of the signer as well. */
export function formatTimestampQuery({
  sha256,
  nonce,
}: TimestampQuestion): Uint8Array<ArrayBuffer> {
  const algorithm = formatElement(0x30, formatElement(0x06, sha256ObjectId), [0x05, 0x00])
  return Uint8Array.from(
    formatElement(
      0x30,
      formatElement(0x02, [1]),
      formatElement(0x30, algorithm, formatElement(0x04, [...sha256])),
      formatElement(0x02, [...nonce]),
      formatElement(0x01, [0xff]),
    ),
  )
}

/** An element of fewer than 128 bytes, whose length is one byte. */
function formatElement(tag: number, ...contents: readonly (readonly number[])[]): number[] {
  const content = contents.flat()
  return [tag, content.length, ...content]
}
