/** Who is signed in, and the way out. */
import { askSession } from '../api/api-client.ts'
import { endSession } from '../api/session.ts'
import type { ProxyStatus } from '../api/status-query.ts'
import { Button } from '../ui/button.tsx'
import { toVisibleText, VisibleText } from '../ui/visible-text.tsx'

/** A name and a button to sign out; nothing where nobody has to sign in. */
export function SignedIn({ status }: { status: ProxyStatus | undefined }) {
  const principal = status?.principal
  if (!principal) return null
  if (principal.kind === 'launch-key') {
    return (
      <Button size="sm" variant="ghost" onClick={() => void signOut()}>
        Sign out
      </Button>
    )
  }
  return (
    <span className="flex min-w-0 items-center gap-1 text-[13px] text-kumo-strong">
      <span className="max-w-48 truncate" title={toVisibleText(principal.name)}>
        <VisibleText text={principal.name} />
      </span>
      {/* Cloudflare Access answers this path on every host that it protects. */}
      <a
        href="/cdn-cgi/access/logout"
        className="shrink-0 rounded-md px-2 text-kumo-link underline"
      >
        Sign out
      </a>
    </span>
  )
}

async function signOut(): Promise<void> {
  await endSession(askSession)
  // A new document forgets every entry that this one has loaded.
  window.location.reload()
}
