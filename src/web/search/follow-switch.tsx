/** Following: the switch, whether it looks for new entries now and why not, and those that wait. */
import { Button } from '@cloudflare/kumo/components/button'
import { toCounted, toDurationText } from '../ui/count-text.ts'
import { useTick } from '../ui/use-tick.ts'
import type { FollowState } from './follow-state.ts'

/** Draws the switch, and a button for the entries that wait. */
export function FollowSwitch({
  follow,
  newCount,
  isWanted,
  now,
  onWant,
  onShowNew,
}: {
  follow: FollowState
  newCount: number
  isWanted: boolean
  now: () => number
  onWant: (isWanted: boolean) => void
  onShowNew: () => void
}) {
  const isOn = follow.status === 'on'
  useTick(isOn)
  const canFollow = isOn || !['absolute', 'ascending'].includes(follow.obstacle)
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {newCount > 0 && (
        <Button size="xs" variant="primary" onClick={onShowNew}>
          {newCount === 1 ? 'Show 1 new entry' : `Show ${toCounted(newCount, '', '')}new entries`}
        </Button>
      )}
      <Button
        size="xs"
        variant={isWanted ? 'secondary' : 'ghost'}
        aria-pressed={isWanted}
        disabled={!canFollow}
        onClick={() => onWant(!isWanted || follow.status === 'off')}
      >
        Follow
      </Button>
      <p className="text-kumo-strong tabular-nums">{toFollowWords(follow, now())}</p>
    </div>
  )
}

/** Whether a search is followed, and why not. */
export function toFollowWords(follow: FollowState, nowMs: number): string {
  if (follow.status === 'on') {
    return follow.checkedMs === undefined
      ? 'looking for new entries'
      : `looked ${toDurationText(nowMs - follow.checkedMs)} ago`
  }
  switch (follow.obstacle) {
    case 'not-wanted':
      return 'is off'
    case 'absolute':
      return 'is off: the time range is fixed'
    case 'ascending':
      return 'is off: the oldest entries come first'
    case 'hidden':
      return 'paused while this tab is hidden'
    case 'failed':
      return `stopped: ${follow.failure ?? 'unknown reason'}`
    default:
      return follow.obstacle satisfies never
  }
}
