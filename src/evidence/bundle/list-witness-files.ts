/** The files of the folder `witness` in an export: each head with its signature, and each key. */
import { toSha256 } from '../../query/identity/sha-256.ts'
import { parseBase64 } from '../encoding/base64.ts'
import { formatHex } from '../encoding/hex.ts'
import type { ReceiptWitness } from '../receipt.ts'
import { formatHead } from '../witness/format-record.ts'
import { formatSigstoreBundle } from './sigstore-bundle.ts'

/** A file of an export, by its path in the ZIP. */
export type WitnessFile = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }

/**
 * The files, numbered from 1 in the order of the receipt: the bytes that were signed, the signature in DER, the same as
 * a bundle for cosign, and the keys in PEM. Throws a `RangeError` where a signature is no base64.
 */
export function listWitnessFiles({ heads, keys }: ReceiptWitness): readonly WitnessFile[] {
  const headFiles = heads.flatMap(({ head, signature }, index): readonly WitnessFile[] => {
    const name = `witness/head-${index + 1}`
    const bytes = formatHead(head)
    const der = parseBase64(signature)
    if (!der) throw new RangeError(`The signature of head ${index + 1} is not base64.`)
    const sha256 = formatHex(toSha256(bytes))
    return [
      { name: `${name}.json`, bytes },
      { name: `${name}.sig`, bytes: der },
      {
        name: `${name}.sigstore.json`,
        bytes: encode(formatSigstoreBundle({ signature, sha256, key: head.key })),
      },
    ]
  })
  const keyFiles = keys.map(({ pem }, index) => {
    return { name: `witness/key-${index + 1}.pem`, bytes: encode(pem) }
  })
  return [...headFiles, ...keyFiles]
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
