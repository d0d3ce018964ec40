/**
 * Guards the app: without a session it shows how to get one, at any address, and hides the loaded page without
 * unmounting it.
 */
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, Suspense, useEffect, useSyncExternalStore } from 'react'
import type { FailureDetail } from '../api/api-failure.ts'
import { getMissingSession, subscribeMissingSession } from '../api/session.ts'
import { lazyPart } from '../first-load/lazy-part.tsx'

const SessionPage = lazyPart(() =>
  import('./session-page.tsx').then(({ SessionPage }) => SessionPage),
)

/** Shows its children unless the session is known to be missing. */
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
  // Queries that failed because of the missing session are repeated when there is one.
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
