/** Signatures of ECDSA P-256 with SHA-256, by WebCrypto: in Node, in workerd and in browsers. */
import { parseDerSignature, toDerSignature } from './der-signature.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/**
 * Whether this is the signature of these bytes by this key. `signature` is DER; `spki` is a public key as
 * `parsePublicKey` gives it. False as well for what is no signature, and for a key that is no point of the curve.
 */
export async function verifySignature(
  spki: Uint8Array,
  signature: Uint8Array,
  bytes: Uint8Array,
): Promise<boolean> {
  const { raw } = parseDerSignature(signature)
  if (!raw) return false
  try {
    const key = await crypto.subtle.importKey('spki', spki.slice(), algorithm, false, ['verify'])
    return await crypto.subtle.verify(algorithm, key, raw, bytes.slice())
  } catch {
    // WebCrypto refuses to import such a key; there is nothing that it signed.
    return false
  }
}

/** The signature of these bytes in DER. */
export async function signBytes(
  privateKey: CryptoKey,
  bytes: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const raw = await crypto.subtle.sign(algorithm, privateKey, bytes.slice())
  return toDerSignature(new Uint8Array(raw))
}
