/**
 * Stands before the app: without a session it shows how to get one, at whatever address was opened, and
 * hides what was loaded without losing it.
 */
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, Suspense, useEffect, useSyncExternalStore } from 'react'
import type { FailureDetail } from '../api/api-failure.ts'
import { getMissingSession, subscribeMissingSession } from '../api/session.ts'
import { lazyPart } from '../first-load/lazy-part.tsx'

const SessionPage = lazyPart(() =>
  import('./session-page.tsx').then(({ SessionPage }) => SessionPage),
)

/** Shows its children while nothing is known to be missing. */
export function SessionGate({
  launchFailure,
  children,
}: {
  /** Why the key in the address did not open a session. */
  launchFailure: FailureDetail | undefined
  children: ReactNode
}) {
  const queryClient = useQueryClient()
  const missing = useSyncExternalStore(subscribeMissingSession, getMissingSession)
  // What failed for want of a session is asked again once there is one.
  useEffect(
    () =>
      subscribeMissingSession(() => {
        if (getMissingSession() !== undefined) return
        void queryClient.resetQueries({ predicate: ({ state }) => state.status === 'error' })
      }),
    [queryClient],
  )
  return (
    <>
      {missing && (
        <Suspense>
          <SessionPage missing={missing} launchFailure={launchFailure} />
        </Suspense>
      )}
      <div className={missing ? 'hidden' : 'contents'}>{children}</div>
    </>
  )
}
