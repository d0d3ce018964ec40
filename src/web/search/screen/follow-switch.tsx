/** The switch for following, its status, and the button for waiting entries. */
import { useState } from 'react'
import type { NewCount } from '../../store/entry-store.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { useTick } from '../../ui/use-tick.ts'
import type { FollowState } from '../engine/search-state.ts'
import { toFollowWords, toShownWords, toWaitingWords } from './follow-words.ts'

/** Draws the switch, and a button for the waiting entries. */
export function FollowSwitch({
  follow,
  newCount,
  isWanted,
  now,
  onWant,
  onShowNew,
  top,
}: {
  follow: FollowState
  newCount: NewCount
  isWanted: boolean
  now: () => number
  onWant: (isWanted: boolean) => void
  onShowNew: () => Promise<void>
  /** Whether the list is at its top, and how to get there. */
  top: { isReached: () => boolean; go: () => void }
}) {
  const isOn = follow.status === 'on'
  useTick(isOn)
  const canFollow = isOn || !['absolute', 'ascending'].includes(follow.obstacle)
  const waiting = toWaitingWords(newCount)
  const { state, more } = toFollowWords(follow, now())
  // Why it cannot be turned on is said by the disabled switch itself.
  const why = canFollow ? '' : more
  return (
    <div className="flex flex-wrap items-center gap-x-2">
      <NewEntries newCount={newCount} onShowNew={onShowNew} top={top} />
      {waiting !== '' && <p className="text-kumo-strong tabular-nums">{waiting}</p>}
      <Button
        size="xs"
        variant={isWanted ? 'secondary' : 'ghost'}
        className={isWanted ? '' : 'max-[500px]:-ml-1.5'}
        aria-pressed={isWanted}
        disabled={!canFollow}
        title={why ? `Live is off: ${why}` : 'Watch for new entries'}
        onClick={() => onWant(!isWanted || follow.status === 'off')}
      >
        {`Live: ${state}`}
      </Button>
      {more !== '' && (
        <p className={`text-kumo-strong tabular-nums ${canFollow ? '' : 'sr-only'}`}>{more}</p>
      )}
    </div>
  )
}

/** The button for waiting entries; after a click it shows where they are. */
function NewEntries({
  newCount,
  onShowNew,
  top,
}: Pick<Parameters<typeof FollowSwitch>[0], 'newCount' | 'onShowNew' | 'top'>) {
  const [lastShown, setLastShown] = useState<{ words: string; isBelow: boolean }>()
  const { shown } = newCount

  async function show() {
    const wasAtTop = top.isReached()
    const words = toShownWords(newCount, wasAtTop)
    await onShowNew()
    setLastShown({ words, isBelow: !wasAtTop })
  }

  return (
    <>
      {shown > 0 && (
        <Button size="xs" variant="primary" onClick={show}>
          {`Show ${toCounted(shown, 'new entry', 'new entries')}`}
        </Button>
      )}
      {/* Without words it takes no gap of the row. */}
      <p aria-live="polite" className="text-kumo-strong tabular-nums empty:absolute">
        {shown === 0 && lastShown?.words}
        {shown > 0 && <span className="sr-only">{toCountText(shown)} new entries wait</span>}
      </p>
      {shown === 0 && lastShown?.isBelow && (
        <Button
          size="xs"
          variant="secondary"
          onClick={() => {
            setLastShown(undefined)
            top.go()
          }}
        >
          Go to top
        </Button>
      )}
    </>
  )
}
