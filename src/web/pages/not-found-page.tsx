/** The page for an unknown address, with a link back. */

import { AppHeader } from '../explorer/controls/app-header.tsx'
import { Link } from '../ui/links/link.tsx'

/** Explains that the address names no page. */
export function NotFoundPage() {
  return (
    <div className="flex h-full flex-col">
      <AppHeader status={undefined} />
      <main className="mx-auto max-w-xl p-8">
        <h1 className="font-semibold text-lg">There is no such page</h1>
        <p className="mt-2 text-kumo-strong">
          The address names none of the audit logs. Account and zone ids have 32 characters from 0
          to 9 and a to f, in lower case.
        </p>
        <p className="mt-4">
          <Link to="/" className="text-kumo-link underline">
            Open the last log
          </Link>
        </p>
      </main>
    </div>
  )
}
