/** The routes of the app: a start, the reference, saved queries, and one page for every address of the catalog. */
import { CSPProvider } from '@cloudflare/kumo/primitives/csp-provider'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { createBrowserRouter, RouterProvider, useLocation } from 'react-router'
import { findPathMeaning } from '../query/url-codec.ts'
import type { FailureDetail } from './api/api-failure.ts'
import { ErrorPage } from './explorer/error-page.tsx'
import { ExplorerPage } from './explorer/explorer-page.tsx'
import { NotFoundPage } from './explorer/not-found-page.tsx'
import { SessionGate } from './session/session-gate.tsx'

// The proxy retries; a second layer of retries would multiply its requests.
const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } },
})

function DatasetPage() {
  const { pathname } = useLocation()
  return findPathMeaning(pathname) ? <ExplorerPage /> : <NotFoundPage />
}

const HomePage = lazy(() =>
  import('./explorer/home-page.tsx').then((module) => ({ default: module.HomePage })),
)
const SavedPage = lazy(() =>
  import('./saved/saved-page.tsx').then((module) => ({ default: module.SavedPage })),
)
const ReferencePage = lazy(() =>
  import('./reference/reference-page.tsx').then((module) => ({ default: module.ReferencePage })),
)

const later = (page: ReactNode) => <Suspense>{page}</Suspense>
const errorElement = <ErrorPage />
// Made when the app is drawn: the router remembers the address that it finds, fragment and all.
const createRouter = () =>
  createBrowserRouter([
    { path: '/', element: later(<HomePage />), errorElement },
    { path: '/reference', element: later(<ReferencePage />), errorElement },
    { path: '/saved', element: later(<SavedPage />), errorElement },
    { path: '*', element: <DatasetPage />, errorElement },
  ])

/** The whole app. */
export function App({ launchFailure }: { launchFailure: FailureDetail | undefined }) {
  const [router] = useState(createRouter)
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <SessionGate launchFailure={launchFailure}>
          {/* A transition would wait for quick typing to end, and the next gesture would start from an old query. */}
          <RouterProvider router={router} useTransitions={false} />
        </SessionGate>
      </QueryClientProvider>
    </CSPProvider>
  )
}
