/** Says in words what the comparison with the fingerprint of a link told. */
import type { DifferenceKind } from '../../../evidence/seal/compare-entries.ts'
import type { SealComparison } from '../../../evidence/seal/compare-seals.ts'
import type { Seal } from '../../../query/address/seal-text.ts'
import type { Verdict } from '../../../query/verdict.ts'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import { toSecondText } from '../../ui/text/time-text.ts'

/** A title, and full sentences. */
export type SealWords = { title: string; details: readonly string[] }

/** What the button says that compares a link whose query was changed. */
export const compareAnyway = 'Compare anyway'

/** What the button says that takes the entries of an export. */
export const chooseExport = 'Compare with an export…'

/** How many entries differ in each way. */
export type DifferenceCounts = Readonly<Partial<Record<DifferenceKind, number>>>

const entries = (count: number) => toCounted(count, 'entry', 'entries')
const toSince = (at: string, timeZone: string) =>
  `when the link was made (${toSecondText(at, timeZone)})`

/** What the two fingerprints tell. With `counts` it is known which entries differ. */
export function toSealWords(
  comparison: SealComparison,
  timeZone: string,
  counts?: DifferenceCounts,
): SealWords {
  const { kind, at, verdictThen, verdictNow } = comparison
  const since = toSince(at, timeZone)
  const isKnown = counts && kind !== 'same' && kind !== 'same-content'
  const title = isKnown ? toCountsTitle(counts, since) : toTitle(comparison, since)
  const details = isKnown ? toCountsDetails(counts) : toDetails(comparison, timeZone)
  return {
    title,
    details: [...details, ...toPartWords(comparison), ...toVerdictWords(verdictThen, verdictNow)],
  }
}

function toTitle({ kind, countThen, countNow }: SealComparison, since: string): string {
  const more = countNow - countThen
  if (kind === 'same' || kind === 'same-content') {
    if (countNow === 0) return `No entries, as ${since}`
    return `Same ${kind === 'same' ? '' : 'content of '}${entries(countNow)} as ${since}`
  }
  if (more > 0) return `${entries(more)} more than ${since}`
  if (more < 0) return `${entries(-more)} fewer than ${since}`
  return `As many entries as ${since}, but not the same ones`
}

function toDetails(comparison: SealComparison, timeZone: string): string[] {
  const { kind, countThen, countNow, final } = comparison
  if (kind === 'same') return []
  if (kind === 'same-content') {
    return ['The API writes at least one of them in other bytes, with the same content.']
  }
  const counts = `${toCountText(countThen)} then, ${toCountText(countNow)} now.`
  if (!final) {
    return [counts, 'By the known delays of the log, no entry could still arrive late then.']
  }
  const until = toSecondText(final.until, timeZone)
  if (!final.isSame) {
    return [
      counts,
      `Entries before ${until} differ as well, where none was expected to arrive late.`,
    ]
  }
  const same = `The ${entries(final.countNow)} before ${until} are the same.`
  return kind === 'more-at-end'
    ? [counts, same, 'After that time the log could still get entries that arrive late.']
    : [counts, same]
}

function toCountsTitle(counts: DifferenceCounts, since: string): string {
  const differing = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (differing === 0) return `The same entries as ${since}, as far as both were read`
  const parts = differenceKinds.flatMap(({ kind, words }) => {
    const count = counts[kind]
    return count ? [{ count, words }] : []
  })
  const [first, ...others] = parts.map(({ count, words }, at) =>
    at === 0 ? `${entries(count)} ${words}` : `${toCountText(count)} ${words}`,
  )
  const shortSince = since.replace('when', 'since')
  return `${[first, ...others].join(', ')} ${shortSince}`
}

function toCountsDetails(counts: DifferenceCounts): string[] {
  const changes = differenceKinds.filter(({ kind }) => kind !== 'late' && counts[kind])
  if (!counts.late) return []
  return changes.length === 0
    ? ['Nothing else changed: the log could still get these entries when the link was made.']
    : ['Entries that arrived late are no change: the log could still get them then.']
}

/** The kinds of differences in the order in which they are listed, with their words after a count. */
export const differenceKinds: readonly { kind: DifferenceKind; words: string }[] = [
  { kind: 'gone', words: 'gone' },
  { kind: 'changed', words: 'changed' },
  { kind: 'added', words: 'new' },
  { kind: 'late', words: 'arrived late' },
  { kind: 'rewritten', words: 'in other bytes' },
]

/** Of a part, the comparison says nothing of the rest. */
function toPartWords({ verdictThen, countThen }: SealComparison): string[] {
  if (verdictThen !== 'partial') return []
  const first =
    countThen === 1 ? 'the first entry was' : `the first ${entries(countThen)} of the list were`
  return [`Only ${first} compared: more were not loaded then.`]
}

function toVerdictWords(then: Verdict, now: Verdict): string[] {
  return then === now ? [] : [`The result was ${then} then, and is ${now} now.`]
}

/** What is said of a link whose query was changed after its fingerprint was made; `compared` is what the comparison told. */
export function toOtherQuestionWords(
  { at }: Pick<Seal, 'at'>,
  timeZone: string,
  compared?: SealWords,
): SealWords {
  const changed = `The logs, times or filters differ from those of the fingerprint (${toSecondText(at, timeZone)}).`
  return {
    title: 'The query of this link was changed after its fingerprint was made',
    details: compared
      ? [changed, `${compared.title}.`, ...compared.details]
      : [changed, `The entries were not compared. Press “${compareAnyway}” to compare them.`],
  }
}

/** Why the filter by what differs shows nothing although entries may differ; `button`: what a button that compares says. */
export function toFilterWords(isCompared: boolean, button?: string): string {
  const filter = 'The filter “compared with the link” shows nothing'
  if (isCompared) {
    return `${filter}, because this browser does not have the hashes of the entries with which the link was made. Press “${chooseExport}” and choose the ZIP that was exported with the link.`
  }
  const press = button === undefined ? '' : ` Press “${button}”.`
  return `${filter} until the entries are compared.${press}`
}

/** What the button says that loads what is missing and compares it. */
export function toLoadLabel({ verdict }: Pick<Seal, 'verdict'>): string {
  return verdict === 'partial' ? 'Load more and compare' : 'Load all and compare'
}

/** Why the result cannot be compared yet. */
export function toWaitingWords({ count, at, verdict }: Seal, timeZone: string): SealWords {
  const part = verdict === 'partial' ? ' of the range, which was not read to its end' : ''
  return {
    title: `The link was made with ${entries(count)}${part} (${toSecondText(at, timeZone)})`,
    details: [
      verdict === 'partial'
        ? 'As many entries have to be loaded before the result can be compared.'
        : 'The whole range has to be loaded before the result can be compared.',
    ],
  }
}
