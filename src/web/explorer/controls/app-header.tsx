/** The page header: product, pickers, tools, mode and user. */
import { BookOpenIcon } from '@phosphor-icons/react/dist/csr/BookOpen'
import type { ReactNode } from 'react'
import type { ProxyStatus } from '../../api/status-query.ts'
import { useMode } from '../../api/use-mode.ts'
import { SignedIn } from '../../session/signed-in.tsx'
import { Link } from '../../ui/links/link.tsx'
import { BrandName, brandClass, HeaderFrame } from './header-frame.tsx'
import { ThemeButton } from './theme-button.tsx'

/** Draws the header around the pickers of the page, in one line. */
export function AppHeader({
  status,
  brand,
  children,
  tools,
}: {
  status: ProxyStatus | undefined
  /** The product and its menu; a page without a menu has links to the start page and to the reference. */
  brand?: ReactNode
  /** The pickers. */
  children?: ReactNode
  /** The buttons that act on the query. */
  tools?: ReactNode
}) {
  const mode = useMode()
  return (
    <HeaderFrame
      brand={
        brand ?? (
          <Link to="/" className={`${brandClass} rounded-md px-1.5 no-underline`}>
            <BrandMark />
            <BrandName />
          </Link>
        )
      }
      pickers={children}
      end={
        <>
          {mode === 'demo' && (
            <span
              title="Made-up data of a made-up company. No token is needed, and nothing leaves this computer."
              className="shrink-0 whitespace-nowrap rounded-full bg-kumo-info-tint px-2 py-0.5 font-medium text-kumo-info text-xs max-[1040px]:hidden"
            >
              Demo data
            </span>
          )}
          {tools}
          {brand === undefined && (
            <Link
              to="/reference"
              className="inline-flex h-6.5 shrink-0 items-center gap-1 rounded-md px-1.5 text-kumo-default no-underline hover:bg-kumo-tint"
            >
              <BookOpenIcon aria-hidden size={14} />
              Query reference
            </Link>
          )}
          <ThemeButton />
          <SignedIn status={status} />
        </>
      }
    />
  )
}

/** The product's mark, as in favicon.svg: to load that file takes longer than to draw these shapes. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 32 32" width={20} height={20} aria-hidden>
      <rect width="32" height="32" rx="7" fill="#1f2937" />
      <g fill="none" stroke="#f6821f" strokeWidth="3.5" strokeLinecap="round">
        <circle cx="14" cy="14" r="7" strokeWidth="3" />
        <path d="M19.5 19.5 26 26" />
        <path d="M11 14h6M14 11v6" stroke="#fff" strokeWidth="1.6" />
      </g>
    </svg>
  )
}
