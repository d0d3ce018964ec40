/**
 * Verifies a timestamp (RFC 3161): that an authority confirms that a digest existed at a time. Imports pkijs, so load it
 * only where a timestamp is verified.
 */
import type { Certificate } from 'pkijs'
import { formatHex } from '../encoding/hex.ts'
import { findDamaged, findPathProblem, formatSubject } from './certificate-path.ts'
import { checkSigner } from './check-signer.ts'
import { findCertificate, listPemBlocks } from './read-certificates.ts'
import { readTimestampToken, type TimestampToken } from './read-token.ts'

/** What a timestamp proves. */
export type TimestampFinding = {
  /** When the digest existed at the latest, in milliseconds since the epoch; `null` when it cannot be read. */
  timeMs: number | null
  /** Who signed it: common name and organization of the certificate; `null` when it cannot be read. */
  authority: string | null
  /** Why it does not hold, each a sentence. Without one, the signature is that of `authority`. */
  problems: readonly string[]
  /** Whether it holds and a given certificate vouches for the authority. Otherwise the reader has to trust it. */
  isTrusted: boolean
}

/**
 * Verifies a TimeStampResp over a SHA-256 digest (64 hexadecimal digits). `trustedPems` are certificates of authorities
 * in PEM, several in one text or not; without any, no authority is trusted, which is no problem by itself. Certificates
 * have to be valid at the time that the timestamp states. Revocation is not checked: that needs a network. Never rejects.
 */
export async function verifyTimestamp(
  response: Uint8Array,
  sha256: string,
  trustedPems: readonly string[] = [],
): Promise<TimestampFinding> {
  let token: TimestampToken
  try {
    token = readTimestampToken(response)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'cannot be read'
    const problems = [`The file ${reason}.`]
    return { timeMs: null, authority: null, problems, isTrusted: false }
  }
  const { info, certificates } = token
  const timeMs = info.genTime.getTime()
  const signer = await checkSigner(token)
  const reasons = [
    ...findImprintProblems(token, sha256),
    ...signer.problems,
    ...(await findDamaged(certificates.map((each) => each.certificate))),
  ]
  const { certificate } = signer
  const trust = readTrusted(trustedPems)
  const problems = [...reasons.map((reason) => `The timestamp does not hold: ${reason}.`)]
  problems.push(...trust.problems)
  if (certificate && reasons.length === 0 && trust.certificates.length > 0) {
    const others = certificates.map((each) => each.certificate)
    const premises = { others, trusted: trust.certificates, atMs: timeMs }
    const reason = await findPathProblem(certificate, premises)
    if (reason !== undefined) problems.push(`The authority is not trusted: ${reason}.`)
  }
  return {
    timeMs: Number.isNaN(timeMs) ? null : timeMs,
    authority: certificate ? formatSubject(certificate) : null,
    problems,
    isTrusted: problems.length === 0 && trust.certificates.length > 0,
  }
}

const sha256Id = '2.16.840.1.101.3.4.2.1'

function findImprintProblems({ info }: TimestampToken, sha256: string): string[] {
  const { hashAlgorithm, hashedMessage } = info.messageImprint
  const isEqual =
    hashAlgorithm.algorithmId === sha256Id &&
    formatHex(hashedMessage.valueBlock.valueHexView) === sha256.toLowerCase()
  const isNumber = !Number.isNaN(info.genTime.getTime())
  return [
    ...(isEqual ? [] : ['it is about another file']),
    ...(isNumber ? [] : ['its time cannot be read']),
  ]
}

function readTrusted(pems: readonly string[]) {
  const certificates: Certificate[] = []
  const problems: string[] = []
  for (const pem of pems) {
    const blocks = listPemBlocks(pem)
    if (blocks.length === 0) problems.push(unreadable)
    for (const der of blocks) {
      const certificate = findCertificate(der)
      if (certificate) certificates.push(certificate)
      else problems.push(unreadable)
    }
  }
  return { certificates, problems }
}

const unreadable =
  'A certificate of an authority cannot be read. Give it in PEM, with the line “-----BEGIN CERTIFICATE-----”.'
