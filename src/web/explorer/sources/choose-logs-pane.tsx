/** Asks for the logs of a timeline that names none. Nothing was requested yet. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LogQuery, Scope, Source } from '../../../query/log-query.ts'
import { toTimeline } from '../../../query/timeline/to-timeline.ts'
import { accountsQuery } from '../../api/list-queries.ts'
import { statusQuery } from '../../api/status-query.ts'
import { usePreferences } from '../../preferences/preferences.ts'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { loadSources } from '../pivot/load-sources.ts'
import { SourceForm } from './source-form.tsx'

export function ChooseLogsPane({
  query,
  onQuery,
}: {
  query: LogQuery
  onQuery: (next: LogQuery) => void
}) {
  const choose = (sources: readonly Source[]) => onQuery(toTimeline(query, sources).query)
  const client = useQueryClient()
  const { data: status } = useQuery(statusQuery)
  const { data: accounts = [], isFetching } = useQuery(accountsQuery)
  const { lastIds } = usePreferences()
  const [isOpening, setOpening] = useState(false)
  const first = accounts.find(({ id }) => id === lastIds.account) ?? accounts[0]
  async function openAll(account: Scope) {
    setOpening(true)
    choose(await loadSources(client, [account]))
  }
  return (
    <section
      aria-label="Choose the logs"
      className="mx-auto mt-10 flex max-w-lg flex-col items-start gap-4"
    >
      <div className="flex flex-col gap-1">
        <h2 className="font-semibold text-base">Choose the logs</h2>
        <p className="text-kumo-strong">
          A timeline shows several logs in one list: all logs of an account, or the same log of
          several accounts. Nothing was asked yet.
        </p>
      </div>
      {!first && isFetching && <p className="text-kumo-strong">Loading the accounts…</p>}
      {first && status && (
        <Button
          size="base"
          variant="primary"
          className="max-w-full"
          disabled={isOpening}
          onClick={() => openAll({ kind: 'account', id: first.id })}
        >
          <span className="truncate">
            All logs of <VisibleText text={first.name} />
          </span>
        </Button>
      )}
      <div className="w-full rounded-lg bg-kumo-base p-3 ring ring-kumo-line">
        <SourceForm sources={[]} onApply={choose} />
      </div>
    </section>
  )
}
