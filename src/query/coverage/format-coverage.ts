/** Writes what a log cannot show, as data for files and as text. */
import { type Grade, gradeWords } from '../../catalog/grade.ts'
import type { CoverageGap } from './find-coverage-gaps.ts'

/** A statement as exported files and receipts contain it; it names no address of this installation. */
export type CoverageRecord = {
  id: string
  appliesTo: 'question' | 'log'
  statement: string
  /** Filters and times of the question because of which it applies. */
  because: readonly string[]
  grade: Grade
  source: { title: string; url: string }
  /** Logs that were not asked and may have what is missing, by dataset id. */
  mayBeIn: readonly string[]
}

/** The statements as data, in order. */
export function toCoverageRecords(gaps: readonly CoverageGap[]): readonly CoverageRecord[] {
  return gaps.map(({ statement, appliesTo, reasons }) => ({
    id: statement.id,
    appliesTo,
    statement: statement.sentence,
    because: reasons,
    grade: statement.grade,
    source: statement.source,
    mayBeIn: statement.recordedIn ?? [],
  }))
}

/** The statements as text, one line for each. */
export function formatCoverage(gaps: readonly CoverageGap[]): readonly string[] {
  return gaps.map(({ statement, appliesTo, reasons, elsewhere }) => {
    const { sentence, grade, source } = statement
    const why = appliesTo === 'question' ? ` Applies to this question: ${reasons.join('; ')}.` : ''
    const others = elsewhere.map(({ title }) => ` Not asked: ${title}.`).join('')
    return `${sentence}${why}${others} (${gradeWords[grade]}: ${source.title}, ${source.url})`
  })
}
