/**
 * Remembers tokens that were verified, under their digests, so that their users are served without another
 * verification, also while the keys cannot be fetched.
 */
import type { JWTPayload } from 'jose'

/** The verified tokens. */
export type VerifiedTokens = {
  /** The claims of a token; `undefined` when it has to be verified again. Each call is a use. */
  find: (digest: string) => JWTPayload | undefined
  add: (digest: string, payload: JWTPayload) => void
}

/** A token is forgotten after this long without a use. */
const idleMs = 300_000
/** A token is verified again after this long, because its key may have been withdrawn. */
const maxAgeMs = 3_600_000
/** The maximum number of tokens; beyond it the least recently used is dropped. */
const maxTokens = 1_000

/** Creates an empty memory; `now` is in milliseconds since the epoch. */
export function createVerifiedTokens(now: () => number): VerifiedTokens {
  const tokens = new Map<string, { payload: JWTPayload; verifiedMs: number; usedMs: number }>()

  return {
    find(digest) {
      const known = tokens.get(digest)
      if (!known) return undefined
      tokens.delete(digest)
      const { payload, verifiedMs, usedMs } = known
      const isFresh = now() - usedMs < idleMs && Math.abs(now() - verifiedMs) < maxAgeMs
      if (!isFresh || now() >= (payload.exp ?? 0) * 1_000) return undefined
      // Maps keep insertion order, so the first token is the least recently used.
      tokens.set(digest, { ...known, usedMs: now() })
      return payload
    },
    add(digest, payload) {
      tokens.set(digest, { payload, verifiedMs: now(), usedMs: now() })
      const [leastRecentlyUsed] = tokens.keys()
      if (tokens.size > maxTokens && leastRecentlyUsed !== undefined)
        tokens.delete(leastRecentlyUsed)
    },
  }
}
