/**
 * The form of a step of the story: actor, action, time, session, and the change. Times are relative to the day of
 * the start, so that the story is always a few days old.
 */

import type { ApplicationName } from '../estate/applications.ts'

/** One action in the account, with the values that the action does not determine. */
export type StoryStep = {
  /** The name of the step, for tests and readers. */
  name: string
  /** Days from the day of the start; negative. */
  day: number
  /** Time of the day, UTC, to the millisecond. */
  time: string
  /** The email address of a person of `people.ts` or of a program, or Cloudflare's staff. */
  by: string
  /** Method and path as in `actions.ts`, or the description of a sign-in. */
  action: string
  /** Absent for staff and for programs, whose session is always the same. */
  session?: StorySession
  /** Name of a zone of the account. */
  zone?: string
  /** Id and name of the resource; a sign-in has none. */
  resource?: { id: string; name: string }
  /** The value of `{parent}` in the path, unless that is an application. */
  parentId?: string
  /** The application of Access that `{parent}` in the path names. */
  application?: ApplicationName
  rayId: string
  request?: Readonly<Record<string, unknown>>
  /** The resource before the change. */
  before?: Readonly<Record<string, unknown>>
}

/** The session of the actor of a step. */
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
  /** The email address of a person of `people.ts`, or the system. */
  by: string
  field: 'status' | 'user_classification'
  previous: string | null
  current: string | null
  rationale: string | null
  issueId: string
  zone: string
}

/** A sign-in through Access that belongs to the story. */
export type StoryLogin = {
  name: string
  /** Days from the day of the start; negative. */
  day: number
  /** Time of the day, UTC, to the millisecond. */
  time: string
  /** The email address of a person of `people.ts`. */
  by: string
  ip: string
  country: string
  application: ApplicationName
  allowed: boolean
  rayId: string
  /** How often the log has it, in the same words; by default once. */
  repeats?: number
}

/** A SCIM update of the first identity provider that belongs to the story. */
export type StoryProvisioning = {
  name: string
  /** Days from the day of the start; negative. */
  day: number
  /** Time of the day, UTC, to the millisecond. */
  time: string
  /** A user who is created, or a group that a user joins or leaves. */
  change: { email: string } | { group: string; op: 'add' | 'remove'; email: string }
}
