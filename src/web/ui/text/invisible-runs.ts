/** Finds invisible characters in a text, and names them for the marks that replace them. */

/**
 * Controls, formats (bidirectional among them), private use, unassigned, blank fillers, spaces other
 * than the ordinary one, and variation selectors that do not follow an emoji.
 */
const invisible = [
  String.raw`[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0]`,
  String.raw`\u034F|[\u180B-\u180F]|[\uFE00-\uFE0E]|[\u{E0100}-\u{E01EF}]`,
  String.raw`(?! )\p{Zs}|(?<!\p{Emoji})\uFE0F`,
].join('|')

let invisibleRuns: RegExp | undefined

/** Matches runs of the same invisible character; a log may contain thousands in a row. Created on first use. */
export function getInvisibleRuns(): RegExp {
  invisibleRuns ??= new RegExp(`((${invisible})\\2*)`, 'gu')
  return invisibleRuns
}

/** The label for a run of one invisible character, for example ⟦U+202E⟧ or ⟦U+200B ×19⟧. */
export function toRunLabel(run: string): string {
  const code = run.codePointAt(0) ?? 0
  const count = [...run].length
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  return count > 1 ? `⟦${name} ×${count}⟧` : `⟦${name}⟧`
}
