/**
 * Formats values as CSV cells for spreadsheets. Whatever a log contains, no cell is evaluated as a formula, hides
 * characters, or continues in another line (OWASP ASVS 1.2.10, and stricter).
 */
import { getInvisibleRuns, toRunLabel } from '../../ui/text/invisible-runs.ts'

/** Characters that are invisible at the start of a cell. */
const invisible = String.raw`[\s\p{Cc}\p{Cf}\u3164\u115F]*`

/** Characters at the start of a cell that a spreadsheet may read as a formula, a command, or a new cell. */
const formulaAtStart = new RegExp(
  String.raw`^${invisible}[=+\-@|;%\uFF1D\uFF0B\uFF0D\uFF20\t\r\n\0"]`,
  'u',
)

/**
 * In locales with semicolon-separated CSV, as in half of Europe, a semicolon inside a value starts a new cell, so a
 * formula may also begin there.
 */
const formulaAfterSemicolon = new RegExp(
  String.raw`;(?=${invisible}[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])`,
  'gu',
)

/** Fast path for most texts: printable ASCII without semicolons that starts with a letter or a digit. */
const plain = /^[A-Za-z\d][\x20-\x3a\x3c-\x7e]*$/

/** A cell, and whether an apostrophe was inserted into it. */
export type CsvCell = { text: string; isPrefixed: boolean }

/** Formats a text as a quoted cell, with `'` before everything that a spreadsheet may read as a formula. */
export function toCsvCell(text: string): CsvCell {
  if (plain.test(text)) return { text: `"${text.replaceAll('"', '""')}"`, isPrefixed: false }
  const prefixed =
    (formulaAtStart.test(text) ? "'" : '') + text.replace(formulaAfterSemicolon, ";'")
  const visible = prefixed.replace(getInvisibleRuns(), toRunLabel)
  return {
    text: `"${visible.replaceAll('"', '""')}"`,
    isPrefixed: prefixed.length > text.length,
  }
}
