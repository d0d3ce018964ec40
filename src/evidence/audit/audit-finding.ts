/** What the check of an audit log finds. */

/**
 * A problem. `changed`: a line is not as it was written. `missing`: lines are not there. `added`: a line does not belong
 * there. `moved`: a line is at another position. `signature`, `key`: a head is not signed, or by another key.
 */
export type AuditProblem = {
  readonly kind: 'changed' | 'missing' | 'added' | 'moved' | 'signature' | 'key'
  /** The id of the chain; `null` for a line of none. */
  readonly chain: string | null
  /** The position in the log, from 1, of the line that is meant, or before which lines are missing. */
  readonly line: number
  /** A full sentence, with the position and the number of the line. */
  readonly message: string
}

/** One chain: what one run of the server, or one instance of a Worker, has written. */
export type AuditChainFinding = {
  readonly chain: string
  /** Positions in the log, from 1. */
  readonly firstLine: number
  readonly lastLine: number
  readonly count: number
  /** The number of the last line that a valid signature vouches for; 0 for none. */
  readonly signedUpTo: number
  /** Whether the chain has its beginning and its end. Without the end, lines after `signedUpTo` may be missing. */
  readonly isClosed: boolean
  /** The SHA-256 digest of the key that signed it (SubjectPublicKeyInfo in DER); `null` without a signature. */
  readonly fingerprint: string | null
  /** Whether that key was made when the server started, so that no person can have known it before. */
  readonly isEphemeral: boolean
}

/** The result. The log is as it was written as far as it is signed, if there is no problem. */
export type AuditLogFinding = {
  readonly chains: readonly AuditChainFinding[]
  readonly problems: readonly AuditProblem[]
  /** What cannot be known, as full sentences. */
  readonly unknown: readonly string[]
  /** How many lines are messages for people and not part of the log, such as the address at the start. */
  readonly otherLines: number
}
