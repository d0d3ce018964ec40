/**
 * Classifies connection errors, because a failed name lookup and an untrusted certificate have remedies of
 * their own. The error itself may name hosts and is not passed on.
 */

/** Why there is no response. */
export type ConnectionFailure = 'unreachable' | 'name-unknown' | 'untrusted'

/** Codes of `getaddrinfo`. */
const lookupFailures = /^(ENOTFOUND|EAI_[A-Z]+)$/

/** Codes of OpenSSL's verification, as Node names them, and Node's own for a foreign host name. */
const distrust =
  /^(CERT_\w+|CRL_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|UNABLE_TO_\w+|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|ERR_TLS_CERT_\w+)$/

/** Classifies a thrown value; `fetch` wraps the error that has the code. */
export function toConnectionFailure(error: unknown): ConnectionFailure {
  const code = findCode(error) ?? (error instanceof Error ? findCode(error.cause) : undefined) ?? ''
  if (lookupFailures.test(code)) return 'name-unknown'
  return distrust.test(code) ? 'untrusted' : 'unreachable'
}

function findCode(error: unknown): string | undefined {
  const isCoded = error instanceof Error && 'code' in error && typeof error.code === 'string'
  return isCoded ? String(error.code) : undefined
}
