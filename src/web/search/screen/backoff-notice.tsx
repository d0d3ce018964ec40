/** Says why requests wait, and for how long. They continue without the analyst, or at once by a button. */
import { HourglassIcon } from '@phosphor-icons/react/dist/csr/Hourglass'
import { Button } from '../../ui/button.tsx'
import { toDurationText } from '../../ui/text/count-text.ts'
import { useTick } from '../../ui/use-tick.ts'
import type { Backoff } from '../engine/backoff.ts'

const reasons: Readonly<Record<Backoff['kind'], string>> = {
  limited: 'Rate-limited by Cloudflare',
  share: 'Gumshoe’s share of Cloudflare’s request limit is used up',
  busy: 'The Gumshoe server is busy',
  attempts: 'Too many wrong keys from this network',
  unavailable: 'Cloudflare is unavailable',
  unreachable: 'Cannot reach the Gumshoe server',
  offline: 'This computer is offline',
}

/** Draws a backoff with its countdown. */
export function BackoffNotice({
  backoff: { kind, untilMs },
  now,
  onRetryNow,
}: {
  backoff: Backoff
  now: () => number
  onRetryNow: () => void
}) {
  useTick(untilMs !== undefined)
  const next =
    untilMs === undefined
      ? 'Retrying when it is online again'
      : `Retrying in ${toDurationText(untilMs - now())}`
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-kumo-default tabular-nums">
      <HourglassIcon aria-hidden size={14} weight="fill" className="shrink-0 text-kumo-warning" />
      <strong className="font-medium" aria-live="polite">
        {reasons[kind]}
      </strong>
      {/* Outside the live region, or a screen reader would announce every second. */}
      <span role="timer">· {next}</span>
      <Button size="xs" variant="secondary" onClick={onRetryNow}>
        Retry now
      </Button>
    </div>
  )
}
