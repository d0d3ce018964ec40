/** Writes a change in one line, for a cell of the table, a file or a copy. */
import { ownWords, type SummaryPart, term } from '../summary/summary-parts.ts'
import type { Difference } from './list-differences.ts'
import type { EntryChange } from './to-change.ts'

/** Maximum number of differences that are written. */
const maxDifferences = 12

const leads = {
  changed: '',
  created: 'created with',
  deleted: 'deleted, had',
  set: 'set',
  cleared: 'cleared',
} as const

const plainWords = {
  none: '',
  equal: 'no difference in the recorded values',
  unknown: 'no earlier version loaded',
  'too-large': 'too large to compare here',
} as const

/**
 * The change as a list: the words before it, which may be empty, and a line for each difference. Parts are joined by single
 * spaces. Secrets are masked. Without words and lines for an entry that records no change.
 */
export function toChangeLines(change: EntryChange): {
  lead: readonly SummaryPart[]
  lines: readonly (readonly SummaryPart[])[]
} {
  if (!('differences' in change)) {
    const words = plainWords[change.kind]
    return { lead: words === '' ? [] : [ownWords(words)], lines: [] }
  }
  const { kind, differences, isPartial } = change
  const lead = differences.length === 0 ? leads[kind].split(/,? /)[0] : leads[kind]
  const more = differences.length - maxDifferences
  return {
    lead: [...(change.isFailed ? [ownWords('not done:')] : []), ...(lead ? [ownWords(lead)] : [])],
    lines: [
      ...differences
        .slice(0, maxDifferences)
        .map((difference) => toDifferenceParts(difference, kind === 'changed', isPartial)),
      ...(more > 0 ? [[ownWords(`${more} more`)]] : []),
    ],
  }
}

/** The change as parts of one line: `decision: allow → bypass · enabled: true → false`. */
export function toChangeParts(change: EntryChange): SummaryPart[] {
  const { lead, lines } = toChangeLines(change)
  return [...lead, ...lines.flatMap((line, index) => (index > 0 ? [ownWords('·'), ...line] : line))]
}

function toDifferenceParts(
  { path, before, after }: Difference,
  hasArrow: boolean,
  isPartial: boolean,
): SummaryPart[] {
  const name = path === '' ? [] : [term(`${path}:`)]
  if (!hasArrow) return [...name, toValue(after ?? before, 'not set')]
  const absent = isPartial ? 'not recorded' : 'not set'
  return [...name, toValue(before, absent), ownWords('→'), toValue(after, absent)]
}

function toValue(text: string | undefined, absent: string): SummaryPart {
  return text === undefined ? ownWords(absent) : { text, isValue: true }
}

/** The change as one plain text. */
export function formatChange(change: EntryChange): string {
  return toChangeParts(change)
    .map(({ text }) => text)
    .join(' ')
}
