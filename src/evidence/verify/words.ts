/** Parts of the sentences that a verification gives. */

/** A number with its noun: `1 page`, `2,000 pages`. */
export function toCounted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

const maxTextLength = 200

/** A text from the evidence, which an attacker may have written, in quotation marks, cut and without control characters. */
export function toQuoted(text: string): string {
  const cut = text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text
  return `“${cut.toWellFormed().replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd')}”`
}
