/**
 * Whether this browser has a session, as the last answers of the proxy said, and the two requests that
 * begin and end one. Tabs of one browser share the session and tell each other.
 */

import type { MissingSession } from '../../contract/own-errors.ts'
import { type FailureDetail, toFailureDetail } from './api-failure.ts'
import { findOwnRefusal } from './own-refusals.ts'

let missing: MissingSession | undefined
const listeners = new Set<() => void>()
const otherTabs = new BroadcastChannel('gumshoe-session')
otherTabs.onmessage = ({ data }) => setMissingSession(data === 'ended' ? 'no-session' : undefined)

/** Why nothing may be read; `undefined` when nothing is known to be missing. */
export function getMissingSession(): MissingSession | undefined {
  return missing
}

/** Calls back whenever that changes. */
export function subscribeMissingSession(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Notes what a failed request says about the session. */
export function noteSessionFailure(detail: FailureDetail): void {
  // Cloudflare's answers with the same statuses mean its token, not this session.
  const found = detail.kind === 'refused' ? findOwnRefusal(detail.errors)?.missing : undefined
  if (found) setMissingSession(found)
}

/** What asks the session's own address. */
type AskSession = (method: 'POST' | 'DELETE', headers: Record<string, string>) => Promise<unknown>

/** Exchanges the launch key for a session; gives what went wrong, if anything did. */
export async function openSession(
  ask: AskSession,
  launchKey: string,
): Promise<FailureDetail | undefined> {
  try {
    await ask('POST', { authorization: `Bearer ${launchKey}` })
  } catch (error) {
    return toFailureDetail(error)
  }
  setMissingSession(undefined)
  otherTabs.postMessage('opened')
  return undefined
}

/** Ends the session, here and in the other tabs; gives what went wrong, if it lives on. */
export async function endSession(ask: AskSession): Promise<FailureDetail | undefined> {
  try {
    await ask('DELETE', {})
  } catch (error) {
    return toFailureDetail(error)
  }
  otherTabs.postMessage('ended')
  return undefined
}

function setMissingSession(next: MissingSession | undefined): void {
  if (missing === next) return
  missing = next
  for (const listener of listeners) listener()
}
