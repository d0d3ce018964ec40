/** Texts about following: its status, the waiting entries, and where shown ones are. */
import type { NewCount } from '../../store/entry-store.ts'
import { toCounted, toCountText, toDurationText } from '../../ui/text/count-text.ts'
import { type FollowState, maxWaiting } from '../engine/search-state.ts'

const toEntries = (count: number) => toCounted(count, 'new entry', 'new entries')

/** Whether a search is followed: the state, as the switch says it, and what there is to add. */
export function toFollowWords(follow: FollowState, nowMs: number): { state: string; more: string } {
  if (follow.status === 'on') {
    const { checkedMs } = follow
    const more =
      checkedMs === undefined ? 'checking…' : `checked ${toDurationText(nowMs - checkedMs)} ago`
    return { state: 'on', more }
  }
  switch (follow.obstacle) {
    case 'not-wanted':
      return { state: 'off', more: '' }
    case 'absolute':
      return { state: 'off', more: 'the time range is fixed' }
    case 'ascending':
      return { state: 'off', more: 'the oldest entries come first' }
    case 'hidden':
      return { state: 'paused', more: 'this tab is hidden' }
    case 'failed':
      return { state: 'stopped', more: follow.failure ?? 'unknown reason' }
    case 'too-many':
      return {
        state: 'stopped',
        more: 'new entries arrive faster than they can be loaded. None of the list is lost; add filters, or refresh',
      }
    default:
      return follow.obstacle satisfies never
  }
}

/** Details about the waiting entries, besides how many would be shown. */
export function toWaitingWords({ shown, hidden, older }: NewCount): string {
  const words = [
    older > 0 &&
      `${older === shown ? (shown === 1 ? 'it is' : 'all are') : `${toCountText(older)} of them`} older than the newest you have seen`,
    hidden > 0 &&
      (shown > 0
        ? `${toCountText(hidden)} more hidden by local filters`
        : `${toEntries(hidden)}, hidden by local filters`),
    shown + hidden >= maxWaiting && 'more are looked for when these are in the list',
  ]
  return words.filter(Boolean).join(' · ')
}

/** Where the entries are that were just shown, in case none is in sight. */
export function toShownWords({ shown, older }: NewCount, wasAtTop: boolean): string {
  const atTop = shown - older
  const position = `, where ${older === 1 ? 'its' : 'their'} time belongs`
  if (wasAtTop) {
    const further = older === 0 ? '' : `; ${toCountText(older)} of them further down${position}`
    return `${toEntries(shown)} shown${further}`
  }
  if (atTop === 0) return `${toEntries(older)} shown${position}`
  const further = older === 0 ? '' : `, ${toCountText(older)} more${position}`
  return `${toEntries(atTop)} at the top${further}`
}
