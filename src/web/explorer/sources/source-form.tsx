/** The form for the sources of a timeline: accounts, then logs. Nothing is searched until it is applied. */
import { useQuery } from '@tanstack/react-query'
import { getDataset } from '../../../catalog/index.ts'
import { formatSource, maxSources } from '../../../query/address/source-text.ts'
import type { Scope, Source } from '../../../query/log-query.ts'
import { toFailureDetail, toFailureWords } from '../../api/api-failure.ts'
import { accountsQuery } from '../../api/list-queries.ts'
import { statusQuery } from '../../api/status-query.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import { readsOrganizations } from '../pivot/load-sources.ts'
import { AccountRows } from './account-rows.tsx'
import { AddNestedLog } from './add-nested-log.tsx'
import { listLogRows, listNestedLogs } from './list-log-rows.ts'
import { LogRows } from './log-rows.tsx'
import { type SourceDraft, useSourceDraft } from './use-source-draft.ts'
import { useOrganizations, useScopeNames } from './use-source-lists.ts'

export function SourceForm({
  sources,
  onApply,
}: {
  sources: readonly Source[]
  onApply: (sources: readonly Source[]) => void
}) {
  const { data: status } = useQuery(statusQuery)
  const { data: listed = [], error } = useQuery(accountsQuery)
  const states = status?.datasets ?? []
  const draft = useSourceDraft(sources, states)
  const organizations = useOrganizations(readsOrganizations(states)).map(
    ({ id }): Scope => ({ kind: 'organization', id }),
  )
  const rows = listLogRows(draft.chosen, draft.accounts, organizations, states)
  const toName = useScopeNames(rows.flatMap(({ logs }) => logs))
  const isChanged = toText(draft.result) !== toText(sources)
  const canApply = isChanged && draft.result.length > 0 && !isWaiting(draft)
  return (
    <form
      className="flex min-h-0 flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (canApply) onApply(draft.result)
      }}
    >
      <div className="flex min-h-0 flex-col gap-3 overflow-y-auto overscroll-contain p-0.5">
        <AccountRows
          draft={draft}
          listed={listed}
          organizations={organizations}
          problem={error ? toFailureWords(toFailureDetail(error)).explanation : undefined}
        />
        <LogRows draft={draft} rows={rows} toName={toName} />
        {listNestedLogs().map(({ dataset, kind }) => (
          <AddNestedLog key={dataset.id} draft={draft} dataset={dataset} kind={kind} />
        ))}
      </div>
      <div className="flex items-start gap-2">
        <output className="min-w-0 flex-1 text-[12px] text-kumo-strong leading-4">
          {toSummary(draft, toName).map((sentence) => (
            <span key={sentence} className="block">
              {sentence}
            </span>
          ))}
        </output>
        <Button type="submit" size="sm" variant="primary" disabled={!canApply}>
          Apply
        </Button>
      </div>
    </form>
  )
}

/** Whether a chosen log requires values that are still loading. */
function isWaiting({ incomplete, values }: Pick<SourceDraft, 'incomplete' | 'values'>): boolean {
  return values.isLoading && incomplete.length > 0
}

/** What will be searched, and what will not, in sentences. */
function toSummary(
  { result, incomplete, leftOut, values }: SourceDraft,
  toName: (scope: Scope) => string,
): readonly string[] {
  if (isWaiting({ incomplete, values })) return ['Loading the lists…']
  if (result.length === 0) return ['Choose at least one log.']
  const missing = incomplete.map(
    (source) => `${toLogName(source, toName)} is left out: no value for it is listed.`,
  )
  const [first] = leftOut
  return [
    `${toCounted(result.length, 'log')} will be searched.`,
    ...missing,
    ...(first
      ? [
          `${toCounted(leftOut.length, 'log')} left out, from ${toLogName(first, toName)} on: a timeline has at most ${maxSources}, because each takes requests of the shared quota.`,
        ]
      : []),
  ]
}

function toLogName({ dataset, scope }: Source, toName: (scope: Scope) => string): string {
  return `${getDataset(dataset).shortTitle} of ${toName(scope)}`
}

function toText(sources: readonly Source[]): string {
  return sources.map(formatSource).sort().join(' ')
}
