/** Words what became of a loosening, and never more than the loaded entries say. Pure. */

import { isSevere } from '../../../detection/rule.ts'
import type { UndoneHow } from '../../../detection/undone/judge-subsequent.ts'
import type { LooseningState } from '../../../detection/undone/track-loosening.ts'
import type { SubsequentRow, TrackedResource } from '../../../detection/undone/track-loosenings.ts'
import type { NamesById } from '../../../query/summary/find-named.ts'
import { toActorPart } from '../../../query/summary/to-actor-part.ts'
import type { Verdict } from '../../../query/verdict.ts'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { findTimeParts } from '../../ui/text/time-text.ts'

/** What the loaded entries can say about what came later. */
export type UndoneClaim = {
  verdict: Verdict
  /** The end of the time range, in milliseconds; absent until it is known. */
  beforeMs: number | undefined
  nowMs: number
  /** Whether the API was asked for a part of the entries only. */
  hasFilters: boolean
  timeZone: string
  nameOf?: NamesById
}

/** A range that ends this long ago was meant to end now. */
const maxAgeMs = 5 * 60_000

/** A sentence about an entry: `link` is the part that leads to the later entry. */
export type StateWords = { before: string; link?: string; after: string }

const howWords: Readonly<Record<UndoneHow, string>> = {
  deleted: 'deleted',
  'deleted-above': 'the resource that contains it was deleted',
  'created-again': 'created again',
  tightened: 'tightened',
  restored: 'value restored',
  changed: 'value changed',
  removed: 'removed',
}

const unclearWords: Readonly<Partial<Record<UndoneHow, string>>> = {
  deleted: 'the resource was deleted, which does not restore the protection',
  'deleted-above': 'the resource that contains it was deleted',
  'created-again': 'a resource with the same name was created; compare the two',
  changed: 'the entry does not show whether it undid this',
  removed: 'only some of the added members were removed',
}

/** “Undone 2026-11-19 11:02 UTC by marta@example.com (deleted).” or “Still in effect: no loaded entry until … undid it.” */
export function toStateWords(state: LooseningState<SubsequentRow>, claim: UndoneClaim): StateWords {
  switch (state.kind) {
    case 'undone':
      return {
        before: 'Undone ',
        link: toEntryWords(state.by, claim),
        after: ` (${howWords[state.how]}).`,
      }
    case 'unclear':
      return {
        before: 'Changed later, ',
        link: toEntryWords(state.by, claim),
        after: `: ${unclearWords[state.how] ?? howWords[state.how]}.`,
      }
    case 'unknown':
      return {
        before: 'Cannot be checked: the entry does not name the resource that it changed.',
        after: '',
      }
    default:
      return toOpenWords(state.again, claim)
  }
}

function toOpenWords(again: SubsequentRow | undefined, claim: UndoneClaim): StateWords {
  const lead = listDoubts(claim).length === 0 ? 'Still in effect' : 'Perhaps still in effect'
  const until =
    claim.beforeMs === undefined ? '' : ` until ${toMinute(claim.beforeMs, claim.timeZone)}`
  if (!again) return { before: `${lead}: no loaded entry${until} undid it.`, after: '' }
  return {
    before: `${lead}. Done again `,
    link: toEntryWords(again, claim),
    after: `: no loaded entry${until} undid it after that.`,
  }
}

/** Why entries that are not loaded may say something else; empty where all until now were read. */
export function listDoubts({
  verdict,
  beforeMs,
  nowMs,
  hasFilters,
  timeZone,
}: UndoneClaim): readonly string[] {
  const doubts: string[] = []
  if (verdict === 'partial') {
    doubts.push(
      'Not all entries of the range are loaded: one of the others may have undone it. Load all to be sure.',
    )
  }
  if (verdict === 'unknown') {
    doubts.push('The range may have entries that are not loaded: one of them may have undone it.')
  }
  if (beforeMs !== undefined && nowMs - beforeMs > maxAgeMs) {
    const end = toMinute(beforeMs, timeZone)
    doubts.push(
      `The range ends on ${end}. Later entries were not read: choose a range that ends now.`,
    )
  }
  if (hasFilters) doubts.push('Filters or hidden logs may leave out the entry that undid it.')
  return doubts
}

/** Why nothing can be said of an entry that was not compared with later ones. */
export function toUntrackedWords(isFailed: boolean): string {
  return isFailed
    ? 'This change failed, so there is nothing to undo.'
    : 'Gumshoe could not compare this entry with later ones.'
}

/** “Entries loosened the security of 12 resources: 3 not undone (1 of level medium or higher), 1 to check, 8 undone.” */
export function toResourceCountWords(resources: readonly TrackedResource[]): string {
  const listOf = (...kinds: readonly LooseningState['kind'][]) =>
    resources.filter(({ state }) => kinds.includes(state.kind))
  const open = listOf('open')
  const severe = toCountText(open.filter(({ rules: [{ level }] }) => isSevere(level)).length)
  const parts = [
    `${toCountText(open.length)} not undone (${severe} of level medium or higher)`,
    `${toCountText(listOf('unclear', 'unknown').length)} to check`,
    `${toCountText(listOf('undone').length)} undone`,
  ]
  return `Entries loosened the security of ${toCounted(resources.length, 'resource')}: ${parts.join(', ')}.`
}

/** “2026-11-19 11:02 UTC by marta@example.com”. */
function toEntryWords(
  { dataset, entry, fromMs }: SubsequentRow,
  { timeZone, nameOf }: UndoneClaim,
): string {
  const { text, isValue } = toActorPart(dataset, entry, nameOf)
  // An actor without a name is called by a phrase: “the system”.
  const actor = isValue ? text : text.charAt(0).toLowerCase() + text.slice(1)
  return `${toMinute(fromMs, timeZone)} by ${actor}`
}

function toMinute(ms: number, timeZone: string): string {
  const parts = findTimeParts(new Date(ms).toISOString(), timeZone)
  return parts ? `${parts.date} ${parts.time.slice(0, 5)} ${parts.zone}` : ''
}
