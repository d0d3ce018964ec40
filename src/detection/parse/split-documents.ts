/**
 * Splits a file into its YAML documents, so that each rule is kept, replaced and deleted by itself. A line that begins with
 * `---` or `...` ends a document wherever it is, also in a text of several lines (YAML 1.2.2, section 9.1.2). Pure.
 */

/** A document as it is written, with its comments; `line` counts from 0, in the file. */
export type RuleDocument = { file: string; line: number; text: string }

/** The documents of a file, without empty ones and without the marks between them. Lines end with a line feed. */
export function splitDocuments({
  name,
  text,
}: {
  name: string
  text: string
}): readonly RuleDocument[] {
  const documents: RuleDocument[] = []
  let lines: string[] = []
  let first = 0
  const end = (next: number) => {
    while (lines[0] !== undefined && /^(---)?\s*$/.test(lines[0])) {
      lines.shift()
      first += 1
    }
    if (lines.some(isContent)) documents.push({ file: name, line: first, text: trimEnds(lines) })
    first = next
    lines = []
  }
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    // Comments and directives before a document belong to it.
    if (/^---(\s|$)/.test(line) && lines.some(isContent)) end(at)
    if (/^\.\.\.(\s|$)/.test(line)) end(at + 1)
    else lines.push(line)
  }
  end(0)
  return documents
}

/** Whether a line is more than a comment, a directive or the mark of a beginning. */
function isContent(line: string): boolean {
  return !/^\s*(#|$)|^%|^---\s*(#|$)/.test(line)
}

function trimEnds(lines: readonly string[]): string {
  return `${lines.join('\n').trimEnd()}\n`
}
