/** Explains a name that stands for a recorded id. */
import { maskValueText } from '../../../query/secrets/find-secrets.ts'
import { toVisibleText } from './visible-text.tsx'

/** The tooltip of a resolved name; `otherNames` are other names that loaded entries give for the id. */
export function toResolvedTitle(id: string, otherNames: readonly string[]): string {
  const known = otherNames.map((name) => toVisibleText(maskValueText([], name)))
  const note = `Name from another loaded entry; this entry records only the id ${toVisibleText(id)}.`
  return known.length > 0 ? `${note} Also known as ${known.join(', ')}.` : note
}

/** The class of a resolved name. No text of a log can imitate the line. */
export const resolvedClass = 'underline decoration-dotted underline-offset-2'
