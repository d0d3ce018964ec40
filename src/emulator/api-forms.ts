/**
 * Switches for the forms that sources disagree about. The defaults are the forms that Cloudflare's own clients
 * receive; the other forms exist so that a client can be tested with both.
 */

/** One choice per disagreement. */
export type ApiForms = {
  /** Entry ids of v2: `uuid` (the history path's format; default) or `hex`, 32 digits (the example). */
  entryIds: 'uuid' | 'hex'
  /** `result_info.count` of v2: `number` (default; Cloudflare's strict client) or `text` (the schema). */
  count: 'number' | 'text'
  /** Where v2 puts the cursor: `cursor` (documented; default), `cursors.after` (the SDKs), or `both`. */
  cursorPlace: 'cursor' | 'cursors.after' | 'both'
  /** The cursor of the last page: `absent` (default) or an `empty` text. */
  cursorAtEnd: 'absent' | 'empty'
  /** A cursor that does not fit the request: `refused` with 400 (default), or `ignored`: page one. */
  badCursor: 'refused' | 'ignored'
  /** `resource.scope` of v2: `text` (default) or `object` (the schema). */
  scope: 'text' | 'object'
  /** Whether the errors of v2's own 400 carry a code: `absent` (the schema; default) or `present`. */
  errorCodes: 'absent' | 'present'
  /**
   * `action.type` of a sign-in in v2: `update` (default; measured by GoCortexIO, 2026), so that only its description
   * tells, or `login` (sent by Cloudflare's own server for agents).
   */
  signInType: 'update' | 'login'
  /**
   * Which changes v1 records and v2 does not: those of Workers, R2 and Email Routing (`workers-r2-email`; default;
   * measured for Workers, and the documentation of the others names v1 only), or `none`.
   */
  onlyInV1: 'workers-r2-email' | 'none'
  /** Sign-ins in the account log v1: `absent` (default; measured in one account) or `present` (older samples). */
  accountV1SignIns: 'absent' | 'present'
  /** Whether an entry of exactly `since` is in the result: `inclusive` (default) or `exclusive`. */
  since: 'inclusive' | 'exclusive'
  /** Whether an entry of exactly `before` is: `exclusive` (default) or `inclusive` (the beta's text). */
  before: 'exclusive' | 'inclusive'
  /** When entries of v2 appear: `at-once` (default), or 167 to 450 s `late`, as one account measured. */
  arrival: 'at-once' | 'late'
  /** Whether v1 answers 400 to the page after a full last page (default), or an empty page. */
  failsAfterFullLastPage: boolean
  /** The highest page that v1 serves; 400 beyond it. By default there is no ceiling. */
  pageCeiling: number
  /**
   * What `limit` of the SCIM log counts beside `per_page`: the entries of one `answer` (default), or those of the whole
   * `list`. Without it, 20 are assumed, as the schema says.
   */
  scimLimit: 'answer' | 'list'
  /**
   * What `/accounts` answers to an account's own token: the first page whatever `page` says
   * (`repeats`; default), pages as for other tokens (`pages`), or 400 as in 2024 (`refuses`).
   */
  accountsForAccountToken: 'repeats' | 'pages' | 'refuses'
  /** Whether the 1,200 requests per five minutes are enforced (default: they are only announced). */
  enforcesQuota: boolean
  /** The body of the 429 then: an envelope (`json`; default) or a page of `html`. */
  quotaBody: 'json' | 'html'
}

/** The default forms. */
export const defaultForms: ApiForms = {
  entryIds: 'uuid',
  count: 'number',
  cursorPlace: 'cursor',
  cursorAtEnd: 'absent',
  badCursor: 'refused',
  scope: 'text',
  errorCodes: 'absent',
  signInType: 'update',
  onlyInV1: 'workers-r2-email',
  accountV1SignIns: 'absent',
  since: 'inclusive',
  before: 'exclusive',
  arrival: 'at-once',
  failsAfterFullLastPage: true,
  pageCeiling: Number.POSITIVE_INFINITY,
  scimLimit: 'answer',
  accountsForAccountToken: 'repeats',
  enforcesQuota: false,
  quotaBody: 'json',
}
