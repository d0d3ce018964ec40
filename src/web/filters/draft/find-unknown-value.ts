/** Finds values that are in no list of known values: they may be new to Gumshoe, or misspelled. */
import type { Parameter } from '../../../catalog/parameters.ts'
import type { Suggestion } from './suggestion.ts'

/** A value that is in no list, and the most similar known value. */
export type UnknownValue = { value: string; near: string | undefined }

/** The first value that the catalog does not list; `undefined` if it lists no values, or if the list is closed. */
export function findUnknownValue(
  { values: knownValues, kind, ignoresCase }: Parameter,
  values: readonly string[],
): UnknownValue | undefined {
  if (!knownValues || knownValues.length === 0 || kind === 'choice' || kind === 'boolean')
    return undefined
  const toCompared = (text: string) => (ignoresCase ? lower(text) : text)
  const knownTexts = new Set(knownValues.map(toCompared))
  const value = values.find((text) => !knownTexts.has(toCompared(text)))
  return value === undefined ? undefined : { value, near: findNear(value, knownValues) }
}

/** The hint on such a value. */
export function toUnknownWords({ value, near }: UnknownValue): string {
  const hint = near === undefined ? 'check the spelling' : `did you mean “${near}”?`
  return `“${value}” is not a known value: ${hint}`
}

/**
 * The loaded value that one of `values` may be a misspelling of; `undefined` where the catalog lists the values.
 * Only a part of the log is loaded, so the caller asks and does not claim a mistake.
 */
export function findSimilarLoadedValue(
  { values: knownValues }: Parameter,
  values: readonly string[],
  loaded: readonly Suggestion[],
): Suggestion | undefined {
  if (knownValues && knownValues.length > 0) return undefined
  const loadedValues = loaded.map(({ value }) => value)
  const value = values.find((text) => !loadedValues.some((one) => lower(one) === lower(text)))
  const near = value === undefined ? undefined : findMisspelled(value, loadedValues)
  return loaded.find((suggestion) => suggestion.value === near)
}

/** The question whether the user meant the loaded value. */
export function toSimilarWords({ value, hint }: Suggestion): string {
  return `did you mean “${value}”${hint === undefined ? '' : ` (${hint})`}?`
}

const lower = (text: string) => text.toLowerCase()

/** Maximum number of edits between a value and its misspelling; they must also be fewer than half of its letters. */
const maxEdits = 2

function findNear(value: string, knownValues: readonly string[]): string | undefined {
  const { length } = value
  return (
    findMisspelled(value, knownValues) ??
    knownValues.find((text) => length > 2 && lower(text).includes(lower(value)))
  )
}

function findMisspelled(value: string, knownValues: readonly string[]): string | undefined {
  const wanted = lower(value)
  let best: { text: string; edits: number } | undefined
  for (const text of knownValues) {
    const edits = countEdits(wanted, lower(text))
    const isNear = edits <= maxEdits && edits * 2 < wanted.length
    if (isNear && (!best || edits < best.edits)) best = { text, edits }
  }
  return best?.text
}

/** Number of letters to add, drop, replace or swap with their neighbor (optimal string alignment distance). */
function countEdits(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > maxEdits) return maxEdits + 1
  let previousRow: readonly number[] = []
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++) {
      const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1)
      const isSwapped = i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j]
      const swapped = isSwapped ? (previousRow[j - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY
      next.push(Math.min(replaced, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    previousRow = row
    row = next
  }
  return row.at(-1) ?? 0
}
