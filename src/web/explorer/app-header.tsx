/** The first line of the page: the product, what is read, and in which mode. */
import { BookOpenIcon } from '@phosphor-icons/react/dist/csr/BookOpen'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { ProxyStatus } from '../api/status-query.ts'
import { SignedIn } from '../session/signed-in.tsx'
import { ThemeButton } from './theme-button.tsx'

/** Draws the header around the pickers of the page. */
export function AppHeader({
  status,
  children,
  tools,
}: {
  status: ProxyStatus | undefined
  children?: ReactNode
  tools?: ReactNode
}) {
  return (
    <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-kumo-line border-b bg-kumo-base px-4 py-1.5">
      <Link to="/" className="mr-2 flex items-center gap-2 rounded-md no-underline">
        <img src="/favicon.svg" alt="" width={22} height={22} />
        <span className="font-semibold text-[15px] text-kumo-default">Gumshoe</span>
      </Link>
      {children}
      <div className="ml-auto flex items-center gap-1">
        {tools}
        {status?.mode === 'demo' && (
          <span
            title="Made-up data of a made-up company. No token is needed, and nothing leaves this computer."
            className="shrink-0 whitespace-nowrap rounded-full bg-kumo-info-tint px-2 py-0.5 font-medium text-kumo-info text-xs"
          >
            Demo data
          </span>
        )}
        <Link
          to="/reference"
          aria-label="Reference: all logs and their parameters"
          title="Reference: all logs and their parameters"
          className="inline-flex size-6.5 items-center justify-center rounded-md text-kumo-default hover:bg-kumo-tint"
        >
          <BookOpenIcon aria-hidden size={16} />
        </Link>
        <ThemeButton />
        <SignedIn status={status} />
      </div>
    </header>
  )
}
