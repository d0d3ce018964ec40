/** Whether a search is followed: looked after for entries that came after it. */

/** What following depends on. */
export type FollowConditions = { isWanted: boolean; isRelative: boolean; isVisible: boolean }

/** Why a search is not followed. */
export type FollowObstacle =
  | 'not-wanted'
  | 'absolute'
  | 'ascending'
  | 'hidden'
  | 'failed'
  /** Entries come faster than they can be read again and again. */
  | 'too-many'

/** New entries that may wait; more are looked for when these are in the list. */
export const mostWaiting = 50_000

/** Whether a search is followed; if not, why not, and in words what failed. */
export type FollowState =
  | { status: 'on'; checkedMs: number | undefined }
  | { status: 'off'; obstacle: FollowObstacle; failure?: string }
