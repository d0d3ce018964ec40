/** The page header: product, pickers, tools, mode and user. */
import { BookOpenIcon } from '@phosphor-icons/react/dist/csr/BookOpen'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { TimeRange } from '../../../query/log-query.ts'
import type { ProxyStatus } from '../../api/status-query.ts'
import { useMode } from '../../api/use-mode.ts'
import { SignedIn } from '../../session/signed-in.tsx'
import { BrandName, brandClass, HeaderFrame } from './header-frame.tsx'
import { ThemeButton } from './theme-button.tsx'

/**
 * Draws the header around the pickers of the page. Its height depends only on the page width, so that nothing
 * moves when its content loads; pickers that do not fit into a line are scrolled.
 */
export function AppHeader({
  status,
  rangeKind = 'relative',
  children,
  tools,
}: {
  status: ProxyStatus | undefined
  /** The kind of the time range in the pickers; an absolute one is wider. */
  rangeKind?: TimeRange['kind']
  /** The pickers. */
  children?: ReactNode
  /** The buttons that act on the query. */
  tools?: ReactNode
}) {
  const mode = useMode()
  return (
    <HeaderFrame
      rangeKind={rangeKind}
      brand={
        <Link to="/" className={`${brandClass} rounded-md no-underline`}>
          <img src="/favicon.svg" alt="" width={22} height={22} />
          <BrandName />
        </Link>
      }
      pickers={
        children && (
          <>
            {children}
            <div className="ml-auto flex shrink-0 items-center gap-1">{tools}</div>
          </>
        )
      }
      end={
        <>
          {mode === 'demo' && (
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
            className="inline-flex size-6.5 shrink-0 items-center justify-center rounded-md text-kumo-default hover:bg-kumo-tint"
          >
            <BookOpenIcon aria-hidden size={16} />
          </Link>
          <ThemeButton />
          <SignedIn status={status} />
        </>
      }
    />
  )
}
