/** The text runs of the cell that says the log of an entry: two logs where both record the event. */
import { formatPair } from '../../../query/timeline/pair-words.ts'
import type { StoredEntry } from '../../store/entry-store.ts'
import type { EntryOrigin, EntryOrigins } from '../../store/origins/entry-origins.ts'
import { findLogStyle } from '../../ui/log-style.ts'
import type { CellPart } from './cell-part.ts'

/** How the list shows pairs: whether as one row, and of which pairs both rows (by the `row` of either entry). */
export type ShownPairs = { isJoined: boolean; expanded: ReadonlySet<number> }

/**
 * How the entry of a pair is drawn: one row for both, one of two rows that can become one, or a row of its own, beside that
 * of the partner or while the filters hide the partner.
 */
type PairForm = 'collapsed' | 'expanded' | 'separate' | 'partner-hidden'

/** The log of the entry and that of its partner. */
type Words = { own: string; other: string | undefined; form: PairForm }

/** Its target is taller than the line of a card. It stays on the baseline of the words and must not move them. */
const toggleClass =
  '-ml-2.5 -my-1 py-1 inline-block w-6 cursor-pointer text-center align-baseline leading-4'

const cache = new Map<string, readonly CellPart[]>()

/** The words of the logs in their colors; the same array for the same words. */
export function toLogParts(
  row: StoredEntry,
  origins: EntryOrigins,
  pairs: ShownPairs | undefined,
): readonly CellPart[] {
  const words = toWords(row, origins, pairs)
  const key = `${words.own} ${words.other} ${words.form}`
  const known = cache.get(key)
  if (known) return known
  const parts = createParts(words)
  cache.set(key, parts)
  return parts
}

/** The tooltip: the title of the log, and of a pair both titles with the reason of the match and its certainty. */
export function toLogTitle(row: StoredEntry, own: EntryOrigin, origins: EntryOrigins): string {
  const other = row.pair && origins.find(row.pair.source)
  if (!row.pair || !other) return own.dataset.title
  const hidden = row.pair.isHidden
    ? `\nThe filters hide the entry of ${other.origin.log}, so this row counts as one entry.`
    : ''
  return `One event in two logs: ${own.dataset.title} and ${other.dataset.title}.\n${formatPair(row.pair)}${hidden}`
}

/** Whether a row can be expanded or collapsed: it is one of a pair, in a list that joins pairs and hides neither. */
export function isTogglable(row: StoredEntry, pairs: ShownPairs | undefined): boolean {
  return row.pair !== undefined && !row.pair.isHidden && pairs?.isJoined === true
}

function toWords(row: StoredEntry, origins: EntryOrigins, pairs: ShownPairs | undefined): Words {
  const wordOf = (source: string) => origins.find(source)?.origin.log
  const other = row.pair && wordOf(row.pair.source)
  return { own: wordOf(row.source) ?? '', other, form: toForm(row, pairs) }
}

function toForm({ row, pair }: StoredEntry, pairs: ShownPairs | undefined): PairForm {
  if (pair?.isHidden) return 'partner-hidden'
  if (!pair || !pairs?.isJoined) return 'separate'
  return pairs.expanded.has(row) || pairs.expanded.has(pair.row) ? 'expanded' : 'collapsed'
}

function createParts({ own, other, form }: Words): readonly CellPart[] {
  const word = toWordPart(own)
  if (other === undefined) return [word]
  if (form === 'partner-hidden') {
    return [word, { text: ` (${other})`, className: 'text-kumo-subtle' }]
  }
  const toggle: CellPart = {
    text: form === 'collapsed' ? '▸' : '▾',
    className: toggleClass,
    isToggle: true,
    title:
      form === 'collapsed'
        ? `Show the ${other} entry in a row of its own (x)`
        : 'Show both entries as one row again (x)',
  }
  const space: CellPart = {
    text: form === 'collapsed' ? ' ' : ' = ',
    className: 'text-kumo-subtle',
  }
  const parts = [word, space, toWordPart(other)]
  return form === 'separate' ? parts : [toggle, ...parts]
}

function toWordPart(word: string): CellPart {
  return { text: word, className: `font-medium ${findLogStyle(word)?.word ?? ''}` }
}
