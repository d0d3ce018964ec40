/** The logs of a timeline, with the reason for each that cannot be read. */
import { useId } from 'react'
import { getDataset } from '../../../catalog/index.ts'
import type { Filter, Scope } from '../../../query/log-query.ts'
import {
  listRequiredFilters,
  type RequiredFilter,
} from '../../../query/required/required-filter.ts'
import { findShare, isSameLog } from '../../../query/timeline/choose-sources.ts'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { CheckRow } from './check-row.tsx'
import type { LogRow } from './list-log-rows.ts'
import type { SourceDraft } from './use-source-draft.ts'

export function LogRows({
  draft,
  rows,
  toName,
}: {
  draft: SourceDraft
  rows: readonly LogRow[]
  toName: (scope: Scope) => string
}) {
  const hintId = useId()
  const { chosen, setLogs } = draft
  const readable = rows.filter(({ isReadable }) => isReadable).flatMap(({ logs }) => logs)
  return (
    <fieldset className="flex min-w-0 flex-col">
      <legend className="sr-only">Logs</legend>
      <div className="mb-1 flex h-6 items-center justify-between gap-2">
        <span aria-hidden className="font-medium">
          Logs
        </span>
        {findShare(chosen, readable) !== 'all' && readable.length > 0 && (
          <Button size="xs" variant="secondary" onClick={() => setLogs(readable, true)}>
            All logs
          </Button>
        )}
      </div>
      {draft.accounts.length === 0 && (
        <p id={hintId} className="m-0 px-1.5 pb-1 text-[12px] text-kumo-strong">
          Choose an account for its logs.
        </p>
      )}
      {rows.map((row) => (
        <LogCheck key={row.key} draft={draft} row={row} hintId={hintId} toName={toName} />
      ))}
    </fieldset>
  )
}

function LogCheck({
  draft,
  row,
  hintId,
  toName,
}: {
  draft: SourceDraft
  row: LogRow
  /** The element that says that an account is needed. */
  hintId: string
  toName: (scope: Scope) => string
}) {
  const reasonId = useId()
  const { dataset, logs, isReadable, scope } = row
  const share = findShare(draft.chosen, logs)
  // A log of an opened link can be removed, although it cannot be read.
  const isDisabled = share === 'none' && (!isReadable || logs.length === 0)
  const reason = row.reason ?? (isReadable ? undefined : 'It cannot be read here.')
  const explainedBy = logs.length === 0 && isReadable ? hintId : undefined
  return (
    <div className="flex flex-col">
      <CheckRow
        share={share}
        isDisabled={isDisabled}
        describedBy={reason === undefined ? explainedBy : reasonId}
        onChange={(isOn) => draft.setLogs(logs, isOn)}
      >
        <span className="w-22 shrink-0 font-mono text-[12px]">{dataset.word}</span>
        {/* Names of one kind may differ in their ends only. */}
        <span className={scope ? 'min-w-0 [overflow-wrap:anywhere]' : 'min-w-0 truncate'}>
          {dataset.title}
          {scope && (
            <>
              : <VisibleText text={toName(scope)} />
            </>
          )}
        </span>
      </CheckRow>
      {reason !== undefined && (
        <p id={reasonId} className="m-0 pb-1 pl-7.5 text-[12px] text-kumo-strong leading-4">
          {reason}
        </p>
      )}
      {share !== 'none' &&
        listRequiredFilters(dataset).flatMap((filter) =>
          logs.map((log) => (
            <ValueChecks
              key={`${filter.wireName} ${'id' in log.scope ? log.scope.id : ''}`}
              draft={draft}
              filter={filter}
              scope={log.scope}
              dataset={dataset.id}
              name={logs.length > 1 ? toName(log.scope) : undefined}
            />
          )),
        )}
    </div>
  )
}

/** The values of a required filter, such as the identity providers of an account. All are chosen until one is not. */
function ValueChecks({
  draft: { chosen, values, replaceLog },
  filter,
  scope,
  dataset,
  name,
}: {
  draft: SourceDraft
  filter: RequiredFilter
  scope: Scope
  dataset: string
  /** The name of the scope, where there are several. */
  name: string | undefined
}) {
  const source = chosen.find((each) => isSameLog(each, { dataset, scope }))
  const listed = values.findListed(filter, scope)
  if (!source || !listed) return null
  const given = source.filters?.find(({ parameter }) => parameter === filter.wireName)?.values
  const all = listed.map(({ value }) => value)
  const picked = given ?? all
  const { label, pluralLabel } = filter.valueList
  if (all.length === 0) {
    return (
      <p className="m-0 pb-1 pl-7.5 text-[12px] text-kumo-strong">
        {name === undefined ? 'The account' : <VisibleText text={name} />} has no {label}.
      </p>
    )
  }
  const pick = (value: string, isOn: boolean) => {
    const next = isOn ? [...picked, value] : picked.filter((each) => each !== value)
    const required: Filter = { parameter: filter.wireName, mode: 'include', values: next }
    replaceLog({ ...source, filters: [required] })
  }
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center pl-7.5 text-[12px]">
      <legend className="sr-only">
        {getDataset(dataset).shortTitle}: {pluralLabel}
        {name !== undefined && ` of ${name}`}
      </legend>
      {name !== undefined && (
        <span aria-hidden className="text-kumo-strong">
          <VisibleText text={name} />:
        </span>
      )}
      {listed.map(({ value, name: valueName }) => (
        <CheckRow
          key={value}
          share={picked.includes(value) ? 'all' : 'none'}
          // Without any value the log cannot be read: its own box removes it.
          isDisabled={picked.length === 1 && picked.includes(value)}
          onChange={(isOn) => pick(value, isOn)}
        >
          <VisibleText text={valueName} />
        </CheckRow>
      ))}
    </fieldset>
  )
}
