/** The pages of the app: a start, the reference, saved queries, and one page for every address of the catalog. */
import { CSPProvider } from '@cloudflare/kumo/primitives/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, Suspense } from 'react'
import { BrowserRouter, useLocation } from 'react-router'
import { findPathMeaning } from '../query/url-codec.ts'
import type { FailureDetail } from './api/api-failure.ts'
import { queryClient } from './api/query-client.ts'
import { ErrorBoundary } from './explorer/error-boundary.tsx'
import { ExplorerPage } from './explorer/explorer-page.tsx'
import { HomePage } from './explorer/home-page.tsx'
import { lazyPart } from './first-load/lazy-part.tsx'
import { SessionGate } from './session/session-gate.tsx'

const SavedPage = lazyPart(() => import('./saved/saved-page.tsx').then((page) => page.SavedPage))
const ReferencePage = lazyPart(() =>
  import('./reference/reference-page.tsx').then((page) => page.ReferencePage),
)
const NotFoundPage = lazyPart(() =>
  import('./explorer/not-found-page.tsx').then((page) => page.NotFoundPage),
)

const ownPages: Readonly<Record<string, ReactNode>> = {
  '/': <HomePage />,
  '/reference': <ReferencePage />,
  '/saved': <SavedPage />,
}

function CurrentPage() {
  const { pathname, key } = useLocation()
  const other = findPathMeaning(pathname) ? <ExplorerPage /> : <NotFoundPage />
  return (
    <ErrorBoundary place={key}>
      <Suspense>{ownPages[pathname] ?? other}</Suspense>
    </ErrorBoundary>
  )
}

/** The whole app. */
export function App({ launchFailure }: { launchFailure: FailureDetail | undefined }) {
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <SessionGate launchFailure={launchFailure}>
          {/* A transition would wait for quick typing to end, and the next gesture would start from an old query. */}
          <BrowserRouter useTransitions={false}>
            <CurrentPage />
          </BrowserRouter>
        </SessionGate>
      </QueryClientProvider>
    </CSPProvider>
  )
}
