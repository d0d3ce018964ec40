/** The parts of a headline as one plain sentence, to compare with. */
import type { HeadlinePart } from '../to-headline.ts'

/** Joins the texts of a headline. */
export function toHeadlineText(parts: readonly HeadlinePart[]): string {
  return parts.map(({ text }) => text).join(' ')
}
