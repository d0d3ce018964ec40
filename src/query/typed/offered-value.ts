/** The values that completions offer, and their texts. */
import { formatTypedValue } from './typed-items.ts'

/** A value of a parameter; `label` is its name in words, `hint` a count or an origin. `values` are inserted together. */
export type OfferedValue = {
  value: string
  label?: string
  hint?: string
  values?: readonly string[]
}

/** The values of filters by rules that need no rules to be known. */
export const effectTags: readonly OfferedValue[] = [
  { value: 'effect.loosens', hint: 'what loosens security' },
  { value: 'effect.tightens', hint: 'what tightens security' },
]

/** The text to insert. Several values are a group, unless they are inserted into one. */
export function formatOffered(
  { value, values = [value] }: OfferedValue,
  isInGroup: boolean,
): string {
  const texts = values.map(formatTypedValue).join(' ')
  return values.length > 1 && !isInGroup ? `(${texts})` : texts
}

/** The text that the list shows: a named network by its name and its addresses. */
export function toOfferedLabel({ value, label, values }: OfferedValue): string {
  return values ? `${label} (${value})` : value
}

/** A few words beside it: the name in words and the hint. */
export function toOfferedDetail({ value, label, hint, values }: OfferedValue): string {
  const name = values || label === value ? '' : label
  return [name, hint].filter(Boolean).join(', ')
}
