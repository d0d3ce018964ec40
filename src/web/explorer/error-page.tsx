/** What is shown when a part of the app has thrown: the failure in words, and a way to start again. */
import { useRouteError } from 'react-router'
import { toFailureDetail } from '../api/api-failure.ts'
import { AppHeader } from './app-header.tsx'
import { FailureNotice } from './failure-notice.tsx'

/** Stands in for the page that failed. */
export function ErrorPage() {
  const error = useRouteError()
  return (
    <div className="flex h-full flex-col">
      <AppHeader status={undefined} />
      <main className="px-4">
        <FailureNotice
          failure={toFailureDetail(error)}
          onRetry={() => window.location.reload()}
          isLarge
        />
      </main>
    </div>
  )
}
