/** The start page: redirects to the last log visited, or to the first log that can be read. */
import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { Navigate, useLocation } from 'react-router'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { datasets, findDataset } from '../../catalog/index.ts'
import { findLogMeaning } from '../../query/address/path-meaning.ts'
import { formatUrl } from '../../query/address/url-codec.ts'
import { createQuery, type Scope } from '../../query/log-query.ts'
import { toFailureDetail } from '../api/api-failure.ts'
import { accountsQuery } from '../api/list-queries.ts'
import { statusQuery } from '../api/status-query.ts'
import { AppHeader } from '../explorer/controls/app-header.tsx'
import { FailureNotice } from '../explorer/notices/failure-notice.tsx'
import { lazyPart } from '../first-load/lazy-part.tsx'
import { findFirstScope } from '../preferences/first-scope.ts'
import { getPreferences } from '../preferences/preferences.ts'

const AccountIdForm = lazyPart(() =>
  import('./account-id-form.tsx').then((module) => module.AccountIdForm),
)
const ReadableLogs = lazyPart(() =>
  import('./readable-logs.tsx').then((module) => module.ReadableLogs),
)

/** Redirects as soon as an address is known; asks for an account id if no account can be listed. */
export function HomePage() {
  const status = useQuery(statusQuery)
  const accounts = useQuery(accountsQuery)
  const [remembered] = useState(getPreferences)
  const wanted = findWantedDataset(useLocation().state)
  const readable = datasets.filter(
    ({ id }) => status.data?.datasets.find((dataset) => dataset.id === id)?.readable !== false,
  )
  if (status.data && wanted === undefined) {
    const isSameMode = remembered.mode === status.data.mode
    const { lastPath = '' } = isSameMode ? remembered : {}
    const last = findLogMeaning(lastPath)
    if (last && readable.includes(last.dataset)) {
      return <Navigate to={toFirstAddress(last.dataset, last.scope)} replace />
    }
    for (const dataset of accounts.data ? readable : []) {
      const scope = findFirstScope(dataset, undefined, {}, { account: accounts.data ?? [] })
      if (scope) return <Navigate to={toFirstAddress(dataset, scope)} replace />
    }
  }
  const error = status.error ?? accounts.error
  return (
    <div className="flex h-full flex-col">
      <AppHeader status={status.data} />
      <main className="mx-auto flex w-full max-w-2xl flex-col gap-6 p-6">
        {!error && !accounts.data && <p className="text-kumo-strong">Opening…</p>}
        {error && (
          <FailureNotice
            failure={toFailureDetail(error)}
            onRetry={() => {
              status.refetch()
              accounts.refetch()
            }}
          />
        )}
        {status.data && (accounts.error || accounts.data) && (
          <Suspense>
            <AccountIdForm dataset={wanted ?? readable[0] ?? datasets[0]} />
            <ReadableLogs status={status.data} />
          </Suspense>
        )}
      </main>
    </div>
  )
}

/** The address of a log without filters, over the default time range and in the time zone used last. */
function toFirstAddress(dataset: Dataset, scope: Scope): string {
  const { timeZone } = getPreferences()
  const screen = timeZone === undefined || timeZone === 'UTC' ? {} : { timeZone }
  return formatUrl(createQuery(dataset.id, scope), screen)
}

/** The dataset that was chosen before an account was known; the picker passes it in the history state. */
function findWantedDataset(state: unknown): Dataset | undefined {
  const hasWanted = typeof state === 'object' && state !== null && 'wanted' in state
  return hasWanted ? findDataset(String(state.wanted)) : undefined
}
