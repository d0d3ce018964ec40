/** Says that the list is a part of an earlier read, or why the API was asked instead, and asks the API again. */
import { Button } from '../../ui/button.tsx'
import { useShortcut } from '../../ui/keys/use-shortcut.ts'
import { toClockText } from '../../ui/text/time-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { SearchSession } from '../session/search-session.ts'
import { findReadOrigin, toOriginWords } from './read-origin.ts'

/** Draws the notice; nothing for a search that asked the API for all that it was asked. */
export function ReadNotice({
  session,
  askedBecause,
  timeZone,
  onAskAgain,
}: {
  session: SearchSession
  /** Why the API was asked although a part of the loaded entries seemed enough. */
  askedBecause: string | undefined
  timeZone: string
  onAskAgain: () => void
}) {
  useShortcut('r', onAskAgain)
  const origin = findReadOrigin(session)
  return (
    <div className="flex items-center gap-1 text-kumo-strong tabular-nums has-[>p:empty]:hidden">
      <p aria-live="polite" className="empty:hidden" title={origin && toOriginWords(origin)}>
        {origin
          ? `From the read of ${toClockText(origin.readAt, timeZone).slice(0, 5)}`
          : askedBecause !== undefined && (
              <>
                Asked the API: <VisibleText text={askedBecause} />
              </>
            )}
      </p>
      {origin && (
        <Button
          size="xs"
          variant="ghost"
          title="Ask the API this question, up to now (r)"
          aria-keyshortcuts="r"
          onClick={onAskAgain}
        >
          Ask again
        </Button>
      )}
    </div>
  )
}
