/**
 * Text from a log, made safe to look at. Whoever can put a string into a log could otherwise hide
 * characters or turn the reading order around; here they become visible marks, and every value is
 * isolated from its neighbors.
 */
import { Fragment } from 'react'

/** Controls, formats (bidirectional among them), private use, unassigned, and blank fillers. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029\u115F\u1160\u3164\uFFA0]/u

const invisibleRuns = new RegExp(`(${invisible.source})`, 'gu')

/** Longest text that one cell draws; the rest is reachable in the drawer. */
const longestCellText = 2_000

/** The mark shown for one invisible character, for example ⟦U+202E⟧. */
function toMark(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `⟦U+${code.toString(16).toUpperCase().padStart(4, '0')}⟧`
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
  let offset = 0
  return (
    <bdi>
      {shown.split(invisibleRuns).map((part) => {
        const key = offset
        offset += part.length
        const isMark = invisible.test(part)
        if (whole && part === '\n') return part
        return isMark ? (
          <span
            key={key}
            className="rounded-sm bg-kumo-warning/25 px-0.5 font-mono text-[0.9em] text-kumo-default"
            title="An invisible character"
          >
            {toMark(part)}
          </span>
        ) : (
          <Fragment key={key}>{part}</Fragment>
        )
      })}
    </bdi>
  )
}
