/**
 * The forms that sources disagree about, as switches. The defaults are what running clients of
 * Cloudflare's own see; the other forms exist so that a client can be tried against both.
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
  /** `resource.scope` of v2: `text` (default) or `object` (the schema). */
  scope: 'text' | 'object'
  /** Whether v1 answers 400 to the page after a full last page (default), or an empty page. */
  failsAfterFullLastPage: boolean
  /** The highest page that v1 serves; 400 beyond it. By default there is no ceiling. */
  pageCeiling: number
  /** Whether the 1,200 requests per five minutes are enforced (default: they are only announced). */
  enforcesQuota: boolean
}

/** The forms that an emulator has when nothing else is said. */
export const defaultForms: ApiForms = {
  entryIds: 'uuid',
  count: 'number',
  cursorPlace: 'cursor',
  cursorAtEnd: 'absent',
  scope: 'text',
  failsAfterFullLastPage: true,
  pageCeiling: Number.POSITIVE_INFINITY,
  enforcesQuota: false,
}
