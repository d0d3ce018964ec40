/**
 * The witness: what the proxy records and signs of each answer of the API, and how it hands that to the page that asked.
 * A signed object is signed as its RFC 8785 form (canonical JSON, UTF-8) by ECDSA P-256 with SHA-256; the signature is
 * DER. Digests are 64 lower-case hexadecimal digits of SHA-256, roots those of RFC 6962 trees.
 */

/** What the proxy saw of one answer of the API. */
export type WitnessRecord = {
  readonly type: 'gumshoe-witness-record/1'
  /** Counts the answers of one search, from 1, in the order in which they ended. */
  readonly number: number
  /** The digest of the canonical form of the record before it in the search; `null` for the first. */
  readonly previous: string | null
  /** The id under which the proxy logged the request, as in `x-request-id`. */
  readonly requestId: string
  /** The origin that was asked, such as `https://api.cloudflare.com`; `emulator` in demo mode. */
  readonly upstream: string
  readonly method: 'GET'
  /** Path and query as they were sent. */
  readonly target: string
  readonly status: number
  /** The headers `cf-ray` and `date` of the answer; `null` without one. */
  readonly ray: string | null
  readonly date: string | null
  /** The digest of the decoded body and its length; `null` when the body was not received whole. */
  readonly sha256: string | null
  readonly bytes: number | null
  /**
   * The entries of a page, the root over their bytes in the order of the page, and the cursor of the next page, `null`
   * where the page names none: it shows that a chain of pages was read to its end. `last` is the time of the last entry
   * as it is written there, absent where that entry has none: it shows how far a page was read. `null` when the body is
   * no page.
   */
  readonly entries: {
    readonly count: number
    readonly root: string
    readonly next?: string | null
    readonly last?: string
  } | null
  /** The id of the API token, never the token; `null` when it is not known. */
  readonly credential: string | null
  /** Whose request it was: `<kind>` or `<kind>:<name>`. */
  readonly principal: string
  /** When the body had ended, by the proxy's clock, in RFC 3339 with milliseconds. */
  readonly at: string
}

/** What the proxy signs: a batch of consecutive records of one search. */
export type WitnessHead = {
  readonly type: 'gumshoe-witness-head/1'
  /** The numbers of the first and the last record of the batch. */
  readonly first: number
  readonly last: number
  /** `previous` of the first record, and the digest of the canonical form of the last one. */
  readonly previous: string | null
  readonly latest: string
  /** The root over the canonical forms of the records. */
  readonly root: string
  /** The digest of the public key (SubjectPublicKeyInfo in DER). */
  readonly key: string
  /** When it was signed, by the proxy's clock. */
  readonly at: string
}

/** A head, and its DER signature in base64. */
export type SignedHead = { readonly head: WitnessHead; readonly signature: string }

/** A record, and the path of digests from it to the root of the head of its batch (RFC 6962, section 2.1.1). */
export type ProvenRecord = { readonly record: WitnessRecord; readonly proof: readonly string[] }

/** The key that signs. */
export type WitnessKey = {
  /** The digest of the SubjectPublicKeyInfo in DER. */
  readonly fingerprint: string
  /** The public key in PEM, as `openssl` reads it. */
  readonly pem: string
  /** Whether it was made when the proxy started and is gone when it ends: no person can have known it before. */
  readonly isEphemeral: boolean
}

/** The answer to `/gumshoe/witness`. */
export type WitnessInfo = {
  readonly key: WitnessKey
  /** Whether the proxy asks a timestamp authority (`TSA_URL`). */
  readonly timestamps: boolean
}

/** The answer to `/gumshoe/witness/records`, about the search that the header `x-gumshoe-search` names. */
export type WitnessAnswer = {
  readonly records: readonly ProvenRecord[]
  readonly heads: readonly SignedHead[]
  /** The key that signed the heads. */
  readonly key: WitnessKey
  /** How many records were dropped because the proxy keeps a limited number, and whether the search is known at all. */
  readonly dropped: number
  readonly isKnown: boolean
}

/** The answer to `POST /gumshoe/timestamp` with a body `{"sha256":"…"}`: a TimeStampResp (RFC 3161) in base64. */
export type TimestampAnswer = { readonly token: string }
