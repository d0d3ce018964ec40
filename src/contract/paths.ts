/** Paths of the proxy that the web requests. */

/** The prefix of the API's own paths, at Cloudflare and at the proxy alike. */
export const apiPrefix = '/client/v4'

/** `GET` answers with the proxy's status (`status.ts`). */
export const statusPath = '/gumshoe/status'

/** `POST` with the launch key as a bearer begins a session, `DELETE` ends it. */
export const sessionPath = '/gumshoe/session'

/** `POST` with a digest gets a timestamp of an authority (`witness.ts`). */
export const timestampPath = '/gumshoe/timestamp'

/** `GET` answers with the key that signs the witness records (`witness.ts`). */
export const witnessPath = '/gumshoe/witness'

/** `GET` answers with the witness records of the search that the header `x-gumshoe-search` names. */
export const witnessRecordsPath = '/gumshoe/witness/records'
