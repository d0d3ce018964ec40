/** The byte sequences that a search through pages looks for. */
import { listTextForms } from '../../../query/local/text-forms.ts'

/** All forms of a text as bytes; empty for an empty text. The search itself ignores the case of a to z. */
export function toPatterns(text: string): Uint8Array[] {
  const encoder = new TextEncoder()
  return listTextForms(text).map((form) => encoder.encode(form))
}
