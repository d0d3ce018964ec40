/** Says why requests wait, and for how long. They continue without the analyst. */
import { HourglassIcon } from '@phosphor-icons/react/dist/csr/Hourglass'
import { toDurationText } from '../../ui/text/count-text.ts'
import { useTick } from '../../ui/use-tick.ts'
import type { Backoff } from '../engine/backoff.ts'

const reasons: Readonly<Record<Backoff['kind'], string>> = {
  limited: 'Cloudflare limits requests',
  share: 'Gumshoe’s share of Cloudflare’s request limit is used up',
  busy: 'Gumshoe’s proxy is busy',
  attempts: 'Too many wrong keys came from here',
  unavailable: 'Cloudflare is not available',
  unreachable: 'Gumshoe’s proxy does not answer',
  offline: 'This computer is offline',
}

/** Draws a backoff with its countdown. */
export function BackoffNotice({ backoff, now }: { backoff: Backoff; now: () => number }) {
  const { kind, untilMs } = backoff
  useTick(untilMs !== undefined)
  const next =
    untilMs === undefined
      ? 'goes on by itself when it is online again'
      : `goes on by itself in ${toDurationText(untilMs - now())}`
  return (
    <p className="flex items-center gap-1 font-medium tabular-nums">
      <HourglassIcon aria-hidden size={14} weight="fill" className="text-kumo-warning" />
      <span aria-live="polite">{reasons[kind]}</span>
      {/* Outside the live region, or a screen reader would announce every second. */}
      <span role="timer">· {next}</span>
    </p>
  )
}
