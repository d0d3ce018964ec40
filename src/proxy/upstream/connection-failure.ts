/**
 * Why no answer began, as far as the runtime tells: a name that cannot be looked up and a certificate
 * that is not trusted have remedies of their own. The error itself may name hosts, and stays here.
 */

/** What kept a question from being answered at all. */
export type ConnectionFailure = 'unreachable' | 'name-unknown' | 'untrusted'

/** Codes of `getaddrinfo`. */
const lookupFailures = /^(ENOTFOUND|EAI_[A-Z]+)$/

/** Codes of OpenSSL's verification, as Node names them, and Node's own for a foreign host name. */
const distrust =
  /^(CERT_\w+|CRL_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|UNABLE_TO_\w+|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|ERR_TLS_CERT_\w+)$/

/** Reads it off what was thrown; `fetch` puts the error with the code into another one. */
export function toConnectionFailure(error: unknown): ConnectionFailure {
  const code = findCode(error) ?? (error instanceof Error ? findCode(error.cause) : undefined) ?? ''
  if (lookupFailures.test(code)) return 'name-unknown'
  return distrust.test(code) ? 'untrusted' : 'unreachable'
}

function findCode(error: unknown): string | undefined {
  const isCoded = error instanceof Error && 'code' in error && typeof error.code === 'string'
  return isCoded ? String(error.code) : undefined
}
