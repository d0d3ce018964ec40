/** The text of a pill: its sentence, and notes such as an unknown value or the number of requests. */
import { toCountText } from '../../ui/text/count-text.ts'
import type { FilterPillData, LocalPillData } from './list-pills.ts'
import type { LoadedLog, PillNotes } from './pill-notes.ts'
import { PillText } from './pill-text.tsx'

export function FilterPillFace({
  pill: { words, mode, isOff, filter },
  notes: { overrun, unknown, hasWildcard, unsent, requests, widened },
}: {
  pill: FilterPillData
  notes: PillNotes
}) {
  return (
    <>
      <PillText
        words={words}
        mode={mode}
        tag={toTag(isOff, unsent.length === filter.values.length)}
      />
      {unsent.length > 0 && unsent.length < filter.values.length && (
        <span className="shrink-0 text-kumo-subtle tabular-nums">· {unsent.length} local</span>
      )}
      {overrun !== undefined && (
        <span className="shrink-0 text-kumo-subtle">· too many requests to turn on</span>
      )}
      {hasWildcard && (
        <span className="min-w-0 truncate text-kumo-warning">· “*” is no wildcard</span>
      )}
      {unknown && !hasWildcard && (
        <span className="min-w-0 truncate text-kumo-warning">
          · not a known value
          {unknown.near !== undefined && `: did you mean “${unknown.near}”?`}
        </span>
      )}
      {requests > 1 && (
        <span className="shrink-0 text-kumo-subtle tabular-nums">· {requests} requests</span>
      )}
      {widened !== undefined && (
        <span className="min-w-0 shrink-[99] truncate text-kumo-subtle">· widens “{widened}”</span>
      )}
    </>
  )
}

function toTag(isOff: boolean, isLocal: boolean): 'off' | 'local' | undefined {
  if (isOff) return 'off'
  return isLocal ? 'local' : undefined
}

export function LocalPillFace({
  pill: { words, mode, isOff },
  log,
}: {
  pill: LocalPillData
  log: LoadedLog
}) {
  return (
    <>
      <PillText words={words} mode={mode} tag={isOff ? 'local, off' : 'local'} />
      {!isOff && <span className="shrink-0 text-kumo-subtle tabular-nums">· {toEffect(log)}</span>}
    </>
  )
}

/** The effect of all local filters together; only the extremes (all or no entries pass) are known of each filter. */
function toEffect({ loaded, shown }: LoadedLog): string {
  const of = `of ${toCountText(loaded)} loaded`
  if (loaded === 0) return of
  if (shown === loaded) return `removes nothing ${of}`
  return shown === 0 ? `leaves nothing ${of}` : of
}
