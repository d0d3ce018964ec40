/**
 * Values as cells of a CSV file that people open in a spreadsheet: whatever a log holds, no cell is computed,
 * hides something, or goes on in another line (OWASP ASVS 1.2.10, and stricter).
 */
import { getInvisibleRuns, toRunLabel } from '../../ui/text/invisible-runs.ts'

/** What nobody sees in front of something. */
const unseen = String.raw`[\s\p{Cc}\p{Cf}\u3164\u115F]*`

/** What some spreadsheet takes for the beginning of a formula, of a command, or of another cell. */
const formulaAtStart = new RegExp(
  String.raw`^${unseen}[=+\-@|;%\uFF1D\uFF0B\uFF0D\uFF20\t\r\n\0"]`,
  'u',
)

/**
 * Where semicolons separate, as in half of Europe, a comma separated line is read as other cells, and one of them
 * begins behind a semicolon inside of a value.
 */
const formulaBehindSemicolon = new RegExp(
  String.raw`;(?=${unseen}[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])`,
  'gu',
)

/** Most texts are done after this look: nothing odd in them, and they begin with a letter or a digit. */
const plain = /^[A-Za-z\d][\x20-\x3a\x3c-\x7e]*$/

/** A cell, and whether a mark was put in front of something in it. */
export type CsvCell = { text: string; isPrefixed: boolean }

/** A text as a cell in quotes; `'` stands before what could be taken for a formula. */
export function toCsvCell(text: string): CsvCell {
  if (plain.test(text)) return { text: `"${text.replaceAll('"', '""')}"`, isPrefixed: false }
  const prefixed =
    (formulaAtStart.test(text) ? "'" : '') + text.replace(formulaBehindSemicolon, ";'")
  const visible = prefixed.replace(getInvisibleRuns(), toRunLabel)
  return {
    text: `"${visible.replaceAll('"', '""')}"`,
    isPrefixed: prefixed.length > text.length,
  }
}
