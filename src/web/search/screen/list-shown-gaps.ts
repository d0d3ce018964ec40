/** What the panel of coverage statements lists for the question, and what in general. */
import type { CoverageGap } from '../../../query/coverage/find-coverage-gaps.ts'

/** The statements in two groups. The delay of a log is a general one: the footer says what it means for the question. */
export function listShownGaps(gaps: readonly CoverageGap[]): {
  ofQuestion: readonly CoverageGap[]
  inGeneral: readonly CoverageGap[]
} {
  const isOfQuestion = ({ appliesTo, statement }: CoverageGap) =>
    appliesTo === 'question' && statement.topic !== 'delay'
  return {
    ofQuestion: gaps.filter(isOfQuestion),
    inGeneral: gaps.filter((gap) => !isOfQuestion(gap)),
  }
}
