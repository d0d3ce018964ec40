/** The key that signs what the proxy saw: ECDSA P-256, from the settings or made at the start. */
import type { WitnessHead, WitnessKey } from '../../contract/witness.ts'
import { formatBase64, parseBase64 } from '../../evidence/encoding/base64.ts'
import { formatPublicKey, toFingerprint } from '../../evidence/signatures/public-key.ts'
import { signBytes } from '../../evidence/signatures/verify-signature.ts'
import { formatHead } from '../../evidence/witness/format-record.ts'
import type { Secret } from '../config/secret.ts'

/** The key: what everyone may know of it, and how it signs. The private part cannot be read from it. */
export type SigningKey = {
  publicKey: WitnessKey
  /** The DER signature of a head, in base64. */
  sign: (head: WitnessHead) => Promise<string>
  /** The DER signature of a text that says of what kind it is, in base64. */
  signText: (text: string) => Promise<string>
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** Makes a key that is gone when the process ends. */
export async function createEphemeralKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  return toSigningKey(pair.privateKey, pair.publicKey, true)
}

/** Reads a private key in PEM (PKCS#8); `undefined` when it is damaged, or no key of ECDSA P-256. */
export async function importSigningKey(pem: Secret): Promise<SigningKey | undefined> {
  const der = parseBase64(pem.reveal().replace(/-----[^-]+-----|\s/g, ''))
  if (!der) return undefined
  try {
    const readable = await crypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign'])
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', readable)
    const point = { kty, crv, x, y } as JsonWebKey
    const publicKey = await crypto.subtle.importKey('jwk', point, algorithm, true, ['verify'])
    const privateKey = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign'])
    return await toSigningKey(privateKey, publicKey, false)
  } catch {
    return undefined
  } finally {
    der.fill(0)
  }
}

async function toSigningKey(
  privateKey: CryptoKey,
  publicKey: CryptoKey,
  isEphemeral: boolean,
): Promise<SigningKey> {
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))
  const sign = async (bytes: Uint8Array) => formatBase64(await signBytes(privateKey, bytes))
  return {
    publicKey: { fingerprint: toFingerprint(spki), pem: formatPublicKey(spki), isEphemeral },
    sign: (head) => sign(formatHead(head)),
    signText: (text) => sign(new TextEncoder().encode(text)),
  }
}

/** The key in a sentence for the operator. Others cannot have known a key before that was made at the start. */
export function formatKeyNotice({ fingerprint, isEphemeral }: WitnessKey): string {
  const note = isEphemeral ? ' (made at start; receipts say so)' : ''
  return `Fingerprint of the key that signs what the API answered: sha256:${fingerprint}${note}`
}
