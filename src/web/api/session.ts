/**
 * Whether this browser has a session, by the proxy's last responses, and the two requests that open and end
 * one. Tabs of one browser share the session and notify each other.
 */

import type { MissingSession } from '../../contract/own-errors.ts'
import { type FailureDetail, toFailureDetail } from './api-failure.ts'
import { findOwnRefusal } from './own-refusals.ts'

let missing: MissingSession | undefined
const listeners = new Set<() => void>()
const otherTabs = new BroadcastChannel('gumshoe-session')
otherTabs.onmessage = ({ data }) => setMissingSession(data === 'ended' ? 'no-session' : undefined)

/** Why nothing can be read; `undefined` when nothing is known to be missing. */
export function getMissingSession(): MissingSession | undefined {
  return missing
}

/** Calls back whenever that changes. */
export function subscribeMissingSession(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Updates the state from a failed request. */
export function noteSessionFailure(detail: FailureDetail): void {
  // Cloudflare's own 401 and 403 concern the token, not this session.
  const found = detail.kind === 'refused' ? findOwnRefusal(detail.errors)?.missing : undefined
  if (found) setMissingSession(found)
}

/** Sends a request to the session endpoint. */
type AskSession = (method: 'POST' | 'DELETE', headers: Record<string, string>) => Promise<unknown>

/** Exchanges the launch key for a session; returns the failure, if any. */
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

/** Ends the session in all tabs; returns the failure, if the session still exists. */
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
