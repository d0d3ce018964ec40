/** Ranges that end now: a list of offers, and an input for any length. */
import { Input } from '@cloudflare/kumo/components/input'
import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check'
import { type FormEvent, useId, useState } from 'react'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { TimeRange } from '../../../query/log-query.ts'
import { offeredRanges } from '../../../query/time/time-range.ts'
import { Button } from '../../ui/button.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { listRangeNotes } from './list-range-notes.ts'
import { findRelativeProblem, toRangeLabel } from './time-range-words.ts'

export function RelativeRangeList({
  dataset,
  timeRange,
  nowMs,
  onChange,
}: {
  dataset: Dataset
  timeRange: TimeRange
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
      <CustomRange
        dataset={dataset}
        nowMs={nowMs}
        initial={current !== undefined && !offered.includes(current) ? current : ''}
        onChange={onChange}
      />
    </section>
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
  const range: TimeRange = { kind: 'relative', range: text.trim() }
  const canApply = text.trim() !== '' && !problem
  const [note] = canApply ? listRangeNotes(dataset, range, undefined, nowMs) : []

  function submit(event: FormEvent) {
    event.preventDefault()
    if (canApply) onChange(range)
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
          disabled={!canApply}
          aria-label="Apply custom length"
        >
          Set
        </Button>
      </div>
      <output
        id={messageId}
        className={`text-[12px] leading-4 ${problem ? 'text-kumo-danger' : 'text-kumo-subtle'}`}
      >
        <VisibleText text={problem ?? note?.sentence ?? 'm, h, d or w: 90m, 36h, 10d, 2w'} />
      </output>
    </form>
  )
}
