/** The name of the signed-in user, and the button to sign out. */
import { useState } from 'react'
import { askSession } from '../api/api-client.ts'
import { type FailureDetail, toFailureWords } from '../api/api-failure.ts'
import { endSession } from '../api/session.ts'
import type { ProxyStatus } from '../api/status-query.ts'
import { Button } from '../ui/button.tsx'
import { toVisibleText, VisibleText } from '../ui/text/visible-text.tsx'

/** A name and a button to sign out; empty where signing in is not required. */
export function SignedIn({ status }: { status: ProxyStatus | undefined }) {
  const principal = status?.principal
  if (!principal) return null
  if (principal.kind === 'launch-key') return <SignOut />
  return (
    <span className="flex min-w-0 items-center gap-1 text-[13px] text-kumo-strong">
      <span className="max-w-48 truncate" title={toVisibleText(principal.name)}>
        <VisibleText text={principal.name} />
      </span>
      {status.signOutUrl && (
        <a href={status.signOutUrl} className="shrink-0 rounded-md px-2 text-kumo-link underline">
          Sign out
        </a>
      )}
    </span>
  )
}

function SignOut() {
  const [isAsking, setIsAsking] = useState(false)
  const [failure, setFailure] = useState<FailureDetail>()

  async function signOut() {
    setIsAsking(true)
    setFailure(undefined)
    const signOutFailure = await endSession(askSession)
    setIsAsking(false)
    setFailure(signOutFailure)
    // Reloading drops all loaded entries from memory.
    if (!signOutFailure) window.location.reload()
  }

  const reason = failure && toFailureWords(failure).title
  return (
    <>
      {reason !== undefined && (
        <span
          role="alert"
          title={`${reason}. The session goes on.`}
          className="shrink-0 whitespace-nowrap text-[13px] text-kumo-danger"
        >
          Not signed out<span className="sr-only">{`: ${reason}. The session goes on.`}</span>
        </span>
      )}
      <Button size="sm" variant="ghost" disabled={isAsking} onClick={() => void signOut()}>
        Sign out
      </Button>
    </>
  )
}
