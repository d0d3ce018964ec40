/**
 * The text of a pill: its sentence, and notes such as an unknown value or the number of requests. What depends on the
 * loaded entries is an icon in a slot that is always there, so that the width stays.
 */
import { WarningIcon } from '@phosphor-icons/react/dist/csr/Warning'
import { toCountText } from '../../ui/text/count-text.ts'
import { toUnknownWords } from '../draft/find-unknown-value.ts'
import { wildcardWords } from '../draft/find-wildcard.ts'
import type { FilterPillData, LocalPillData } from './list-pills.ts'
import type { LoadedLog, PillNotes } from './pill-notes.ts'
import { PillText } from './pill-text.tsx'

export function FilterPillFace({
  pill: { words, isOff, filter },
  notes: { overrun, doubt, unsent, requests, widened },
}: {
  pill: FilterPillData
  notes: PillNotes
}) {
  return (
    <>
      <PillText words={words} tag={toTag(isOff, unsent.length === filter.values.length)} />
      {unsent.length > 0 && unsent.length < filter.values.length && (
        <span className="shrink-0 text-kumo-subtle tabular-nums">· {unsent.length} local</span>
      )}
      {overrun !== undefined && (
        <span className="shrink-0 text-kumo-subtle">· too many requests to enable</span>
      )}
      {doubt &&
        (doubt.isSettled ? (
          <DoubtText doubt={doubt} />
        ) : (
          <NoteIcon words={doubt.isShown ? toDoubtWords(doubt) : undefined} />
        ))}
      {requests > 1 && (
        <span className="shrink-0 text-kumo-subtle tabular-nums">· {requests} requests</span>
      )}
      {widened !== undefined && (
        <span className="min-w-0 shrink-[99] truncate text-kumo-subtle">· widens “{widened}”</span>
      )}
    </>
  )
}

function DoubtText({ doubt: { unknown } }: { doubt: NonNullable<PillNotes['doubt']> }) {
  return (
    <span className="min-w-0 truncate text-kumo-warning">
      {unknown ? (
        <>
          · not a known value
          {unknown.near !== undefined && `: did you mean “${unknown.near}”?`}
        </>
      ) : (
        '· “*” is no wildcard'
      )}
    </span>
  )
}

function toDoubtWords({ unknown }: NonNullable<PillNotes['doubt']>): string {
  return unknown ? toUnknownWords(unknown) : wildcardWords
}

/** A warning in a slot that has its width also while there is none. */
function NoteIcon({ words }: { words: string | undefined }) {
  return (
    <span title={words} className="flex w-3.5 shrink-0 justify-center text-kumo-warning">
      {words !== undefined && (
        <>
          <WarningIcon size={14} aria-hidden />
          <span className="sr-only">{words}</span>
        </>
      )}
    </span>
  )
}

function toTag(isOff: boolean, isLocal: boolean): 'off' | 'local' | undefined {
  if (isOff) return 'off'
  return isLocal ? 'local' : undefined
}

export function LocalPillFace({
  pill: { words, isOff, problem },
  log,
}: {
  pill: LocalPillData
  log: LoadedLog
}) {
  return (
    <>
      <PillText words={words} tag={isOff ? 'local, off' : 'local'} />
      {!isOff && <NoteIcon words={problem ?? toEffectWarning(log)} />}
    </>
  )
}

/** All local filters together let all or no entries through; which of them does is not known. */
export function toEffectWarning({ loaded, shown }: LoadedLog): string | undefined {
  if (loaded === 0) return undefined
  const of = `of ${toCountText(loaded)} loaded`
  if (shown === loaded) return `removes nothing ${of}`
  return shown === 0 ? `leaves nothing ${of}` : undefined
}
