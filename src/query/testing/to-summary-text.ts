/** The parts of a summary as one plain sentence, to compare with. */
import type { SummaryPart } from '../summary/summary-parts.ts'

/** Joins the texts of a summary. */
export function toSummaryText(parts: readonly SummaryPart[]): string {
  return parts.map(({ text }) => text).join(' ')
}
