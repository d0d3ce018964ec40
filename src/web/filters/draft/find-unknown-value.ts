/** Values that no list knows: they may be new to Gumshoe, or misspelled. */
import type { Parameter } from '../../../catalog/parameters.ts'
import type { Suggestion } from './suggestion.ts'

/** A value in no list, and the known one that it is most like. */
export type UnknownValue = { value: string; near: string | undefined }

/** The first value that the catalog does not know; nothing where it knows none, or only suggests. */
export function findUnknownValue(
  { values: known, kind, ignoresCase }: Parameter,
  values: readonly string[],
): UnknownValue | undefined {
  if (!known || known.length === 0 || kind === 'choice' || kind === 'boolean') return undefined
  const toCompared = (text: string) => (ignoresCase ? fold(text) : text)
  const value = values.find((each) => !known.some((one) => toCompared(one) === toCompared(each)))
  return value === undefined ? undefined : { value, near: findNear(value, known) }
}

/** The hint on such a value. */
export function toUnknownWords({ value, near }: UnknownValue): string {
  const hint = near === undefined ? 'check the spelling' : `did you mean “${near}”?`
  return `“${value}” is not a known value: ${hint}`
}

/**
 * The loaded value that one of these is nearly: nothing where the catalog knows the values itself. What is
 * loaded is a part of what there is, so this is a question and no more.
 */
export function findLoadedLike(
  { values: known }: Parameter,
  values: readonly string[],
  loaded: readonly Suggestion[],
): Suggestion | undefined {
  if (known && known.length > 0) return undefined
  const texts = loaded.map(({ value }) => value)
  const value = values.find((each) => !texts.some((text) => fold(text) === fold(each)))
  const near = value === undefined ? undefined : findMisspelled(value, texts)
  return loaded.find((each) => each.value === near)
}

/** The question whether it was meant. */
export function toLoadedWords({ value, hint }: Suggestion): string {
  return `did you mean “${value}”${hint === undefined ? '' : ` (${hint})`}?`
}

const fold = (text: string) => text.toLowerCase()

/** At most this many letters may differ, and not half of them. */
const maxEdits = 2

function findNear(value: string, known: readonly string[]): string | undefined {
  const { length } = value
  return (
    findMisspelled(value, known) ??
    known.find((text) => length > 2 && fold(text).includes(fold(value)))
  )
}

function findMisspelled(value: string, known: readonly string[]): string | undefined {
  const wanted = fold(value)
  let best: { text: string; edits: number } | undefined
  for (const text of known) {
    const edits = countEdits(wanted, fold(text))
    const isNear = edits <= maxEdits && edits * 2 < wanted.length
    if (isNear && (!best || edits < best.edits)) best = { text, edits }
  }
  return best?.text
}

/** How many letters have to be added, dropped or replaced, or swapped with their neighbor. */
function countEdits(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > maxEdits) return maxEdits + 1
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++) {
      const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1)
      const isSwapped = i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j]
      const swapped = isSwapped ? (before[j - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY
      next.push(Math.min(replaced, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    before = row
    row = next
  }
  return row.at(-1) ?? 0
}
