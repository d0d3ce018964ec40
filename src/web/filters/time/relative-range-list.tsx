/** Ranges that end now: a list of offers, and an input for any length. */
import { Input } from '@cloudflare/kumo/components/input'
import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check'
import { type FormEvent, useId, useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { TimeRange } from '../../../query/log-query.ts'
import { offeredRanges } from '../../../query/time/time-range.ts'
import { useRecentRanges } from '../../preferences/recent-ranges.ts'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { listRangeNotes } from './list-range-notes.ts'
import { findRelativeProblem, findTypedLength, toRangeLabel } from './time-range-words.ts'

export function RelativeRangeList({
  dataset,
  timeRange,
  timeZone,
  nowMs,
  onChange,
}: {
  dataset: Dataset
  timeRange: TimeRange
  timeZone: string
  nowMs: number | undefined
  onChange: (timeRange: TimeRange) => void
}) {
  const current = timeRange.kind === 'relative' ? timeRange.range : undefined
  const offered: readonly string[] = offeredRanges
  return (
    <section
      aria-label="Relative range"
      className="flex flex-col border-b border-kumo-line p-1.5 sm:border-r sm:border-b-0"
    >
      {offered.map((range) => (
        <button
          key={range}
          type="button"
          {...(range === (current ?? '24h') && { 'data-first-focus': true })}
          aria-current={range === current ? 'true' : undefined}
          className="flex h-7 cursor-pointer items-center justify-between gap-2 rounded-md px-2 text-left hover:bg-kumo-tint aria-[current]:font-medium"
          onClick={() => onChange({ kind: 'relative', range })}
        >
          {toRangeLabel({ kind: 'relative', range }, 'UTC')}
          {range === current && <CheckIcon size={12} weight="bold" aria-hidden />}
        </button>
      ))}
      <RecentRanges timeZone={timeZone} timeRange={timeRange} onChange={onChange} />
      <CustomRange
        dataset={dataset}
        nowMs={nowMs}
        initial={current !== undefined && !offered.includes(current) ? current : ''}
        onChange={onChange}
      />
    </section>
  )
}

/** The absolute ranges that were chosen last. */
function RecentRanges({
  timeZone,
  timeRange,
  onChange,
}: {
  timeZone: string
  timeRange: TimeRange
  onChange: (timeRange: TimeRange) => void
}) {
  const recent = useRecentRanges()
  if (recent.length === 0) return null
  return (
    <>
      <h3 className="m-0 px-2 pt-2 pb-0.5 font-medium text-[11px] text-kumo-subtle">Recent</h3>
      {recent.map((range) => {
        const label = toRangeLabel(range, timeZone)
        return (
          <button
            key={label}
            type="button"
            aria-current={toRangeLabel(timeRange, timeZone) === label ? 'true' : undefined}
            title={label}
            className="min-h-7 cursor-pointer rounded-md px-2 py-0.5 text-left text-[12px] leading-4 tabular-nums hover:bg-kumo-tint aria-[current]:font-medium"
            onClick={() => onChange(range)}
          >
            {label}
          </button>
        )
      })}
    </>
  )
}

function CustomRange({
  dataset,
  initial,
  nowMs,
  onChange,
}: {
  dataset: Dataset
  initial: string
  nowMs: number | undefined
  onChange: (timeRange: TimeRange) => void
}) {
  const [text, setText] = useState(initial)
  const messageId = useId()
  const problem = findRelativeProblem(text)
  const length = findTypedLength(text)
  const range: TimeRange | undefined =
    length === undefined ? undefined : { kind: 'relative', range: length }
  const [note] = range ? listRangeNotes(dataset, range, undefined, nowMs) : []

  function submit(event: FormEvent) {
    event.preventDefault()
    if (range) onChange(range)
  }

  return (
    <form className="mt-1 flex flex-col gap-1 px-2 pb-1" onSubmit={submit}>
      <div className="flex items-center gap-1.5">
        <span className="shrink-0">Last</span>
        <Input
          size="sm"
          aria-label="Custom length"
          aria-invalid={problem ? true : undefined}
          aria-describedby={messageId}
          autoComplete="off"
          placeholder="36h"
          className={`h-7 min-w-0 flex-1 text-[13px] ${problem ? 'ring-kumo-danger' : ''}`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button
          type="submit"
          size="sm"
          variant="secondary"
          className="min-h-7"
          disabled={!range}
          aria-label="Apply custom length"
        >
          Set
        </Button>
      </div>
      <output
        id={messageId}
        className={`text-[12px] leading-4 ${problem ? 'text-kumo-danger' : 'text-kumo-subtle'}`}
      >
        <VisibleText text={problem ?? note?.sentence ?? '90m, 36h, 10 days, 2 weeks'} />
      </output>
    </form>
  )
}
