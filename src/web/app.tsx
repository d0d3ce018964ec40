/** The app and its pages: home, reference, rules, saved queries, verification, and the explorer for all of the catalog. */
import { CSPProvider } from '@cloudflare/kumo/primitives/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, useLocation } from 'react-router'
import { findPathMeaning } from '../query/address/path-meaning.ts'
import type { FailureDetail } from './api/api-failure.ts'
import { queryClient } from './api/query-client.ts'
import type { OpenedAddress } from './explorer/address/open-address.ts'
import { ExplorerPage } from './explorer/explorer-page.tsx'
import { lazyPart } from './first-load/lazy-part.tsx'
import { TooltipArea } from './first-load/tooltip-area.tsx'
import { ErrorBoundary } from './pages/error-boundary.tsx'
import { HomePage } from './pages/home-page.tsx'
import { hasNewDamage } from './preferences/damaged-texts.ts'
import { SessionGate } from './session/session-gate.tsx'

const SavedPage = lazyPart(() => import('./saved/saved-page.tsx').then((page) => page.SavedPage))
const RulesPage = lazyPart(() =>
  import('./rules-page/rules-page.tsx').then((page) => page.RulesPage),
)
const VerifyPage = lazyPart(() =>
  import('./verify/verify-page.tsx').then((page) => page.VerifyPage),
)
const ReferencePage = lazyPart(() =>
  import('./reference/reference-page.tsx').then((page) => page.ReferencePage),
)
const NotFoundPage = lazyPart(() =>
  import('./pages/not-found-page.tsx').then((page) => page.NotFoundPage),
)

const DamageNotice = lazyPart(() =>
  import('./pages/damage-notice.tsx').then((notice) => notice.DamageNotice),
)

const ownPages: Readonly<Record<string, ReactNode>> = {
  '/': <HomePage />,
  '/reference': <ReferencePage />,
  '/rules': <RulesPage />,
  '/saved': <SavedPage />,
  '/verify': <VerifyPage />,
}

type AppProps = {
  /** Why a launch key in the address did not open a session. */
  launchFailure?: FailureDetail | undefined
  /** The address that was opened before the app was loaded. */
  firstAddress?: OpenedAddress | undefined
}

const container = document.getElementById('app')
if (!container) throw new Error('index.html has no element #app.')
const root = createRoot(container)

/** Renders the app into the document; a further call renders it with other props. */
export function drawApp(props: AppProps): void {
  root.render(<App {...props} />)
}

function App({ launchFailure, firstAddress }: AppProps) {
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <SessionGate launchFailure={launchFailure}>
          {/* A transition would be delayed by quick typing, and the next gesture would start from an old query. */}
          <BrowserRouter useTransitions={false}>
            <CurrentPage firstAddress={firstAddress} />
            <TooltipArea />
          </BrowserRouter>
        </SessionGate>
      </QueryClientProvider>
    </CSPProvider>
  )
}

function CurrentPage({ firstAddress }: Pick<AppProps, 'firstAddress'>) {
  const { pathname, key } = useLocation()
  const datasetPage = findPathMeaning(pathname) ? (
    <ExplorerPage firstAddress={firstAddress} />
  ) : (
    <NotFoundPage />
  )
  return (
    <ErrorBoundary resetKey={key}>
      <Suspense>{ownPages[pathname] ?? datasetPage}</Suspense>
      {hasNewDamage() && (
        <Suspense>
          <DamageNotice />
        </Suspense>
      )}
    </ErrorBoundary>
  )
}
