/** Two ends typed as dates or RFC 3339 instants, echoed in UTC before they are applied. */
import { Button } from '@cloudflare/kumo/components/button'
import { Input } from '@cloudflare/kumo/components/input'
import { type FormEvent, useId, useState } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { findParameter } from '../../catalog/index.ts'
import type { TimeRange } from '../../query/log-query.ts'
import type { ResolvedTimeRange } from '../../query/time-range.ts'
import { VisibleText } from '../ui/visible-text.tsx'
import {
  findEcho,
  findRetentionNote,
  findTypedProblems,
  type TypedRange,
  toAbsoluteRange,
} from './time-range-words.ts'
import { toInstantText } from './to-instant-text.ts'

export function AbsoluteRangeForm({
  dataset,
  timeRange,
  resolved,
  timeZone,
  nowMs,
  onChange,
}: {
  dataset: Dataset
  timeRange: TimeRange
  resolved: ResolvedTimeRange | undefined
  timeZone: string
  nowMs: number | undefined
  onChange: (timeRange: TimeRange) => void
}) {
  const [typed, setTyped] = useState<TypedRange>(() => toTyped(timeRange, resolved))
  const read: TypedRange = {
    since: toInstantText(typed.since, timeZone),
    before: toInstantText(typed.before, timeZone),
  }
  const problems = findTypedProblems(dataset, read)
  const canApply = !problems.since && !problems.before
  const next = toAbsoluteRange(read)
  const note = canApply ? findRetentionNote(dataset, next, undefined, nowMs) : undefined
  const takesDates = findParameter(dataset, 'since')?.kind === 'date-or-instant'

  function submit(event: FormEvent) {
    event.preventDefault()
    if (canApply) onChange(next)
  }

  return (
    <form aria-label="Absolute range" className="flex flex-col gap-2 p-3" onSubmit={submit}>
      <RangeEnd
        label="Since"
        remark="included"
        text={typed.since}
        problem={problems.since}
        echo={findEcho(read.since, timeZone) ?? 'one day before the other end'}
        onChange={(since) => setTyped({ ...typed, since })}
      />
      <RangeEnd
        label="Before"
        remark="not included"
        text={typed.before}
        problem={problems.before}
        echo={findEcho(read.before, timeZone) ?? 'now, when the search runs'}
        onChange={(before) => setTyped({ ...typed, before })}
      />
      {note && <p className="m-0 text-[12px] leading-4">{note}</p>}
      <div className="mt-auto flex items-end gap-2">
        <p className="m-0 mr-auto text-[12px] leading-4 text-kumo-subtle">
          {takesDates
            ? 'A date (midnight UTC) or an RFC 3339 instant.'
            : 'This log takes instants only, such as 2026-11-01T08:30:00Z.'}
        </p>
        <Button type="submit" size="sm" variant="primary" disabled={!canApply}>
          Apply
        </Button>
      </div>
    </form>
  )
}

function RangeEnd({
  label,
  remark,
  text,
  problem,
  echo,
  onChange,
}: {
  label: string
  remark: string
  text: string
  problem: string | undefined
  /** What the text means, or what an empty input stands for. */
  echo: string
  onChange: (text: string) => void
}) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <label id={`${id}-label`} htmlFor={id} className="text-[12px] leading-4 text-kumo-subtle">
        <span className="font-medium text-kumo-default">{label}</span>, {remark}
      </label>
      <Input
        id={id}
        aria-labelledby={`${id}-label`}
        size="sm"
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-message`}
        autoComplete="off"
        spellCheck={false}
        className={`h-7 w-full font-mono text-[12px] ${problem ? 'ring-kumo-danger' : ''}`}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      <output
        id={`${id}-message`}
        className={`min-h-4 text-[12px] leading-4 tabular-nums ${problem ? 'text-kumo-danger' : 'text-kumo-subtle'}`}
      >
        <VisibleText text={problem ?? `= ${echo}`} />
      </output>
    </div>
  )
}

/** What stands in the address as written; for a relative range, what it came to in this search. */
function toTyped(timeRange: TimeRange, resolved: ResolvedTimeRange | undefined): TypedRange {
  if (timeRange.kind === 'absolute') {
    return { since: timeRange.since ?? '', before: timeRange.before ?? '' }
  }
  return { since: resolved?.since ?? '', before: resolved?.before ?? '' }
}
