/**
 * The form in which the story is written down: what somebody did, when, from where, and what it
 * changed. Times count from the day of the start, so that the story is always a few days old.
 */

/** What somebody did in the account, as far as it does not follow from the action. */
export type StoryStep = {
  /** What tests and readers call the step. */
  name: string
  /** Days from the day of the start; negative. */
  day: number
  /** Time of the day, UTC, to the millisecond. */
  time: string
  /** An address of `people.ts` or of a program, or Cloudflare's staff. */
  by: string
  /** Method and path as in `actions.ts`, or the description of a sign-in. */
  action: string
  /** Absent for staff and for programs, which always use the same. */
  session?: StorySession
  /** Name of a zone of the first account. */
  zone?: string
  /** Id and name of the resource; a sign-in has none. */
  resource?: { id: string; name: string }
  /** What `{parent}` in the path stands for. */
  parentId?: string
  rayId: string
  request?: Readonly<Record<string, unknown>>
  /** The resource as it was before. */
  before?: Readonly<Record<string, unknown>>
}

/** How the actor of a step was signed in. */
export type StorySession = {
  context: 'dash' | 'api_token'
  ip: string
  userAgent: string
  token?: { id: string; name: string }
}

/** A change of an insight of Security Center that belongs to the story. */
export type StoryInsight = {
  name: string
  day: number
  time: string
  /** An address of `people.ts`, or the system. */
  by: string
  field: 'status' | 'user_classification'
  previous: string | null
  current: string | null
  rationale: string | null
  issueId: string
  zone: string
}
