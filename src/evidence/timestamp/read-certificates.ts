/** Reads the certificates of timestamp authorities that a reader trusts, from files. */
import { Certificate } from 'pkijs'
import { formatBase64, parseBase64 } from '../encoding/base64.ts'
import { formatSubject } from './certificate-path.ts'
import { toBuffer } from './read-token.ts'

/** Certificates: each in PEM, and the names of their subjects. */
export type ReadCertificates = {
  readonly pems: readonly string[]
  readonly names: readonly string[]
}

/** The certificates of a file, or why it has none, as a full sentence. */
export type CertificateFile =
  | { readonly certificates: ReadCertificates; readonly problem?: never }
  | { readonly certificates?: never; readonly problem: string }

/** A list of all public authorities has a quarter of it. */
export const maxCertificateBytes = 1_048_576

/** Reads a file: certificates in PEM, one or several among other text, or one in DER. `name` is what the problem calls it. */
export function readCertificateFile(bytes: Uint8Array, name: string): CertificateFile {
  if (bytes.length > maxCertificateBytes)
    return {
      problem: `${name} is too large for a file of certificates (more than ${maxCertificateBytes.toLocaleString('en-US')} bytes).`,
    }
  const text = new TextDecoder().decode(bytes)
  const blocks = listPemBlocks(text)
  const isPem = text.includes('-----BEGIN')
  if (isPem && blocks.length === 0)
    return { problem: `${name} is PEM, but contains no certificate. ${remedy}` }
  const given = isPem ? blocks : [bytes]
  const names: string[] = []
  const pems: string[] = []
  for (const [index, der] of given.entries()) {
    const certificate = findCertificate(der)
    if (!der || !certificate) {
      const which =
        given.length > 1
          ? `Certificate ${index + 1} of ${name} is damaged.`
          : `${name} contains no readable certificate in PEM or DER.`
      return { problem: `${which} ${remedy}` }
    }
    names.push(formatSubject(certificate))
    pems.push(toPem(der))
  }
  return { certificates: { pems, names } }
}

const remedy = 'Ask the authority for its certificate (.pem, .crt, .cer or .der).'

const pemBlock = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g

/** The bytes of the certificates in a text; `undefined` for one that is damaged. */
export function listPemBlocks(text: string): readonly (Uint8Array | undefined)[] {
  return [...text.matchAll(pemBlock)].map(([, base64 = '']) =>
    parseBase64(base64.replace(/\s/g, '')),
  )
}

/** The certificate with these bytes (DER); `undefined` for other bytes. */
export function findCertificate(der: Uint8Array | undefined): Certificate | undefined {
  try {
    return der && Certificate.fromBER(toBuffer(der))
  } catch {
    return undefined
  }
}

function toPem(der: Uint8Array): string {
  return `-----BEGIN CERTIFICATE-----\n${formatBase64(der)}\n-----END CERTIFICATE-----\n`
}
