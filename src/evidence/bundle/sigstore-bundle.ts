/**
 * A signature as a Sigstore bundle (version 0.3), the one form in which `cosign verify-blob` takes a signature: the DER
 * signature, the digest of what is signed, and a hint to the key. It has neither certificate nor log entry, so cosign
 * needs `--key` and `--insecure-ignore-tlog`. Source: sigstore/protobuf-specs, protos/sigstore_bundle.proto.
 */
import { formatBase64 } from '../encoding/base64.ts'
import { parseDigest } from '../encoding/hex.ts'

/** A signature, as a bundle states it. */
export type BundledSignature = {
  /** The DER signature in base64. */
  readonly signature: string
  /** SHA-256 of the signed bytes, and of the public key (SubjectPublicKeyInfo in DER): 64 hexadecimal digits each. */
  readonly sha256: string
  readonly key: string
}

/**
 * The bundle as JSON text. The hint is the digest of the key in base64, as cosign writes it; verifiers do not rely on it.
 * Throws a `RangeError` where a digest is none.
 */
export function formatSigstoreBundle({ signature, sha256, key }: BundledSignature): string {
  return JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: toBase64(key) } },
    messageSignature: {
      messageDigest: { algorithm: 'SHA2_256', digest: toBase64(sha256) },
      signature,
    },
  })
}

function toBase64(digest: string): string {
  const bytes = parseDigest(digest)
  if (!bytes) throw new RangeError(`${digest} is not a SHA-256 digest.`)
  return formatBase64(bytes)
}
