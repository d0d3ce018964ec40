/** Plain text for `README.txt`: lines of limited length, without characters that change how a reader sees it. */

const maxLineLength = 78

/** The words in lines; all but the first begin with `indent`. A word that is longer than a line has a line of its own. */
export function toParagraph(text: string, indent = ''): string {
  const lines: string[] = []
  let line = ''
  // Spaces at the beginning, and several in a row, are meant.
  for (const word of text.split(/(?<=\S) (?=\S)/)) {
    if (line !== '' && line.length + 1 + word.length > maxLineLength) {
      lines.push(line)
      line = `${indent}${word}`
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line].join('\n')
}

/** Paragraphs as the points of a list. */
export function toPoints(texts: readonly string[]): string {
  return texts.map((text) => toParagraph(`- ${text}`, '  ')).join('\n')
}

/**
 * A text that may come from an answer of the API, in one line: control characters, line breaks and characters that turn
 * the direction of writing become question marks.
 */
export function toPlainText(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?')
}
