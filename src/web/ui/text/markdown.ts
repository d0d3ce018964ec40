/**
 * Writes text from a log into Markdown for a chat or a ticket. Slack and Jira read different dialects: Slack shows a
 * backslash instead of obeying it, and knows neither tables nor fences of two or more than three backticks. Both show code
 * as it is, so values are code, and a backtick inside of it is written in another form.
 */
import { toVisibleText } from './visible-text.tsx'

/** Maximum length of code in a line, in UTF-16 units; longer text is cut. */
const maxCodeLength = 2_000

/** A text without any character that a dialect could obey or make a link of. */
const plainText = /^[\p{L}\p{N} ,;()'’“”→+-]*:?$/u

/** The text as code in one line. */
export function toCode(text: string): string {
  const shown = toVisibleText(text.slice(0, maxCodeLength)).replace(/\s+/g, ' ')
  if (shown.trim() === '') return '(empty)'
  const cut = text.length > maxCodeLength ? '…' : ''
  return `\`${shown.trim().replaceAll('`', '⟦U+0060⟧')}${cut}\``
}

/** Words as they are if they are plain, and as code otherwise; a colon at the end stays outside of it. */
export function toWordsOrCode(text: string): string {
  if (plainText.test(text) && toVisibleText(text) === text) return text
  return text.endsWith(':') ? `${toCode(text.slice(0, -1))}:` : toCode(text)
}

/** The lines as a block of code. `json` keeps the value of a JSON text that contains backticks. */
export function toCodeBlock(text: string, form: 'text' | 'json'): string {
  const lines = text.split('\n').map(toVisibleText).join('\n')
  const backtick = form === 'json' ? '\\u0060' : '⟦U+0060⟧'
  return `\`\`\`\n${lines.replaceAll('`', backtick)}\n\`\`\``
}

/** A link that every dialect recognizes, without characters that end it or format text. */
export function toBareLink(link: string): string {
  return link.replace(
    /[\s<>()[\]{}*~|"'\\^`!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}
