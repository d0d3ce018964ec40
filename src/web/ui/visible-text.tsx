/**
 * Text from a log, made safe to look at. Whoever can put a string into a log could otherwise hide
 * characters or turn the reading order around; here they become visible marks, and every value is
 * isolated from its neighbors.
 */
import { Fragment, type ReactNode } from 'react'

/**
 * Controls, formats (bidirectional among them), private use, unassigned, blank fillers, spaces other
 * than the ordinary one, and variation selectors that do not follow an emoji.
 */
const invisible = new RegExp(
  [
    String.raw`[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0]`,
    String.raw`\u034F|[\u180B-\u180F]|[\uFE00-\uFE0E]|[\u{E0100}-\u{E01EF}]`,
    String.raw`(?! )\p{Zs}|(?<!\p{Emoji})\uFE0F`,
  ].join('|'),
  'u',
)

/** Runs of one and the same invisible character: a log may hold thousands in a row. */
const invisibleRuns = new RegExp(`((${invisible.source})\\2*)`, 'gu')

/** Longest text that one cell draws; the rest is reachable in the drawer. */
const longestCellText = 2_000

/** The mark shown for a run of one invisible character, for example ⟦U+202E⟧ or ⟦U+200B ×19⟧. */
function toMark(run: string): string {
  const code = run.codePointAt(0) ?? 0
  const count = [...run].length
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  return count > 1 ? `⟦${name} ×${count}⟧` : `⟦${name}⟧`
}

/** Text with every invisible character replaced by its mark, for titles and accessible names. */
export function toVisibleText(text: string): string {
  return invisible.test(text) ? text.replace(invisibleRuns, toMark) : text
}

/** Draws text from a log: isolated, with invisible characters marked, cut after 2,000 characters. */
export function VisibleText({ text, whole = false }: { text: string; whole?: boolean }) {
  const isCut = !whole && text.length > longestCellText
  const shown = isCut ? `${text.slice(0, longestCellText)}…` : text
  if (!invisible.test(shown)) return <bdi>{shown}</bdi>
  return <bdi>{toParts(shown, whole)}</bdi>
}

function toParts(text: string, keepsLines: boolean): ReactNode[] {
  const parts: ReactNode[] = []
  let from = 0
  for (const { 0: run, index } of text.matchAll(invisibleRuns)) {
    if (keepsLines && run[0] === '\n') continue
    if (index > from) parts.push(<Fragment key={from}>{text.slice(from, index)}</Fragment>)
    parts.push(
      <span
        key={index}
        className="rounded-sm bg-kumo-warning/25 px-0.5 font-mono text-[0.9em] text-kumo-default"
        title="Invisible characters"
      >
        {toMark(run)}
      </span>,
    )
    from = index + run.length
  }
  if (from < text.length) parts.push(<Fragment key={from}>{text.slice(from)}</Fragment>)
  return parts
}
