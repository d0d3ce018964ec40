/** Asks for the value of a filter that the log requires: from a list, or as a pasted id. Nothing was requested yet. */
import { Input } from '@cloudflare/kumo/components/input'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ValueList } from '../../../catalog/parameters.ts'
import type { Scope } from '../../../query/log-query.ts'
import type { RequiredFilter } from '../../../query/required/required-filter.ts'
import { findValueProblem } from '../../../query/validate-query.ts'
import { toFailureDetail } from '../../api/api-failure.ts'
import { type ListedValue, valuesQuery } from '../../api/list-queries.ts'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { FailureNotice } from '../notices/failure-notice.tsx'
import { findOnlyValue, type OnlyValue } from './only-value.ts'

export function RequiredFilterPane({
  parameter,
  scope,
  onChoose,
  onOnly,
}: {
  parameter: RequiredFilter
  scope: Scope
  onChoose: (values: readonly string[]) => void
  /** Called once when the list has only one value. */
  onOnly: (only: OnlyValue) => void
}) {
  const { valueList } = parameter
  const { data: listed, error, isFetching, refetch } = useQuery(valuesQuery(valueList, scope))
  const only = listed && findOnlyValue(valueList, listed)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the callback changes with every render.
  useEffect(() => {
    if (only) onOnly(only)
  }, [only?.value])
  const { label, pluralLabel } = valueList
  return (
    <section
      aria-label={`Choose the ${label}`}
      className="mx-auto mt-10 flex max-w-2xl flex-col gap-4"
    >
      <div className="flex flex-col gap-1">
        <h2 className="font-semibold text-base">Choose the {label}</h2>
        <p className="text-kumo-strong">
          Cloudflare returns this log only for {pluralLabel} that the request names. Nothing was
          asked yet.
        </p>
      </div>
      {isFetching && !listed && <p className="text-kumo-strong">Loading the {pluralLabel}…</p>}
      {error && !isFetching && (
        <FailureNotice
          failure={toFailureDetail(error)}
          onRetry={() => refetch()}
          permission={valueList.permission}
        />
      )}
      {listed && listed.length === 0 && (
        <p className="text-kumo-default">
          This {scope.kind} has no {label}, or the credential sees none.
        </p>
      )}
      {listed && listed.length > 0 && (
        <ValueButtons list={valueList} listed={listed} onChoose={onChoose} />
      )}
      <PastedValue parameter={parameter} onChoose={onChoose} />
    </section>
  )
}

function ValueButtons({
  list: { usual, pluralLabel },
  listed,
  onChoose,
}: {
  list: ValueList
  listed: readonly ListedValue[]
  onChoose: (values: readonly string[]) => void
}) {
  const sorted = listed.toSorted((one, other) => Number(other.isUsual) - Number(one.isUsual))
  return (
    <div className="flex flex-col items-start gap-3">
      <ul className="flex w-full flex-col gap-1.5">
        {sorted.map(({ value, name, type, isUsual }) => (
          <li key={value}>
            <button
              type="button"
              className="flex w-full cursor-pointer flex-wrap items-baseline gap-x-3 rounded-lg bg-kumo-base px-3 py-2 text-left ring ring-kumo-line hover:bg-kumo-tint focus-visible:ring-2 focus-visible:ring-kumo-brand"
              onClick={() => onChoose([value])}
            >
              <span className="font-medium">
                <VisibleText text={name} />
              </span>
              <span className="text-kumo-strong">
                <VisibleText text={type} />
              </span>
              {isUsual !== undefined && (
                <span className={isUsual ? 'text-kumo-success' : 'text-kumo-subtle'}>
                  {isUsual ? usual.words : usual.otherwise}
                </span>
              )}
              <span className="w-full font-mono text-[12px] text-kumo-subtle">
                <VisibleText text={value} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {listed.length > 1 && (
        <Button
          size="sm"
          variant="secondary"
          onClick={() => onChoose(sorted.map(({ value }) => value))}
        >
          All {listed.length} {pluralLabel}
        </Button>
      )}
    </div>
  )
}

/** A form for an id that the list lacks, for example because the credential may not read the list. */
function PastedValue({
  parameter,
  onChoose,
}: {
  parameter: RequiredFilter
  onChoose: (values: readonly string[]) => void
}) {
  const [text, setText] = useState('')
  const typed = text.trim()
  const problem = typed === '' ? undefined : findValueProblem(parameter, typed)
  return (
    <form
      className="flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed !== '' && problem === undefined) onChoose([typed])
      }}
    >
      <Input
        label="Or paste an id"
        description={`Also the id of one of the ${parameter.valueList.pluralLabel} that were removed.`}
        value={text}
        error={problem}
        onChange={(event) => setText(event.target.value)}
        className="w-96 font-mono"
      />
      <Button
        type="submit"
        variant="secondary"
        size="base"
        className="mt-7"
        disabled={typed === '' || problem !== undefined}
      >
        Read its log
      </Button>
    </form>
  )
}
