/** Writes Markdown tables; cells are escaped so that they stay in their column. */

/** Writes a table; each row has as many cells as there are headings. */
export function formatTable(headings: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(toCell).join(' | ')} |`
  return [line(headings), `|${' --- |'.repeat(headings.length)}`, ...rows.map(line)].join('\n')
}

/** Formats a word as code; an empty text stays empty. */
export function formatCode(text: string | undefined): string {
  return text ? `\`${text}\`` : ''
}

function toCell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')
}
