/** Says what the timestamp of a receipt shows. Imports pkijs, so load it only where a timestamp is checked. */
import { formatInstant } from '../../cloudflare/instant.ts'
import { parseBase64 } from '../encoding/base64.ts'
import { verifyTimestamp } from '../timestamp/verify-timestamp.ts'
import type { VerifyOptions } from '../verify/verify-bundle.ts'
import { toQuoted } from '../verify/words.ts'

/**
 * Creates the check of a timestamp for `verifyBundle`. `trustedPems` are certificates of authorities that the reader
 * trusts, in PEM.
 */
export function createTimestampCheck(
  trustedPems: readonly string[] = [],
): NonNullable<VerifyOptions['checkTimestamp']> {
  return async ({ response, sha256 }) => {
    const bytes = parseBase64(response) ?? new Uint8Array()
    const { timeMs, authority, problems, isTrusted } = await verifyTimestamp(
      bytes,
      sha256,
      trustedPems,
    )
    const [problem] = problems
    const details = [['SHA-256 of receipt.json', sha256] as const]
    if (problem !== undefined || timeMs === null) {
      const words = problem ?? 'The timestamp has no time that can be read.'
      return { result: 'fails', words, details }
    }
    const who = toQuoted(authority ?? 'an unknown authority')
    const what = `The receipt existed at ${formatInstant(timeMs)}, as the timestamp authority ${who} signed.`
    if (isTrusted) {
      const words = `${what} Not checked: whether a certificate of the authority was revoked (that needs a network).`
      return { result: 'holds', words, details }
    }
    const words = `${what} Not checked: whether to trust this authority, and whether a certificate of it was revoked (that needs a network). Get its certificate from the authority itself, then give it under “Timestamp” on the page /verify, with --tsa to the command, or to openssl ts -verify.`
    return { result: 'unknown', words, details }
  }
}
