/** What can be done with one line of a body: copy its value or its path, or filter by it. */

import { toPointer } from '../../../query/json-pointer.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import { maskSpans } from '../../../query/secrets/find-secrets.ts'
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'
import type { Pivots } from '../../ui/pivot-context.ts'
import { type BodyLines, findValueEnd, findValueStart, isOpener } from './body-lines.ts'
import type { BodySource } from './body-source.ts'
import { isCloser, toJqPath, toLineSteps } from './line-path.ts'

/** The gestures of the lines of one body. */
export type LineGestures = {
  copyValue: (line: number) => void
  copyPath: (line: number) => void
  canPivot: (line: number) => boolean
  openMenu: (line: number, anchor: Element) => void
}

/** What is masked in a body: a copy of a line leaves it out. */
type Parts = { source: BodySource; lines: BodyLines; masked: readonly SecretSpan[] }

/** The value of a line as it is copied: a text itself, anything else as it was sent, secrets masked. */
export function toLineValue({ lines, masked }: Parts, line: number): string {
  const [start, end] = [findValueStart(lines, line), findValueEnd(lines, line)]
  const inside = masked
    .filter((span) => span.start >= start && span.end <= end)
    .map((span) => ({ ...span, start: span.start - start, end: span.end - start }))
  const text = maskSpans(lines.text.slice(start, end), inside)
  return lines.form === 'json' && text.startsWith('"') ? String(JSON.parse(text)) : text
}

/** A line's path as jq reads it, from the outermost value of the entry. */
export function toLinePath({ source, lines }: Parts, line: number): string {
  const inside = lines.form === 'json' ? toLineSteps(lines, line) : []
  return toJqPath(source.path, inside, source.isInText)
}

/** The value of a line with what a pivot has to know; nothing for what cannot be filtered by. */
export function findLineTarget(
  { source, lines }: Parts,
  line: number,
  time: string,
): PivotTarget | undefined {
  if (lines.form === 'text' || isOpener(lines, line) || isCloser(lines, line)) return undefined
  const text = lines.text.slice(findValueStart(lines, line), findValueEnd(lines, line))
  const value: unknown = JSON.parse(text)
  if (value === null || value === '' || typeof value === 'object') return undefined
  return { pointer: toPointer([...source.path, ...toLineSteps(lines, line)]), value, time }
}

/** Ties the gestures to the page; `say` tells what became of a copy. */
export function createLineGestures(
  parts: Parts,
  time: string,
  pivots: Pivots,
  say: (words: string) => void,
): LineGestures {
  const copy = (what: string, text: string) =>
    navigator.clipboard.writeText(text).then(
      () => say(`${what} copied`),
      () => say('The browser refused to copy'),
    )
  const overlaps = (line: number, { start, end }: SecretSpan) =>
    start < (parts.lines.ends[line] ?? 0) && end > (parts.lines.starts[line] ?? 0)
  return {
    copyValue: (line) => copy('Value', toLineValue(parts, line)),
    copyPath: (line) => copy('Path', toLinePath(parts, line)),
    canPivot: (line) =>
      findLineTarget(parts, line, time) !== undefined &&
      !parts.masked.some((span) => overlaps(line, span)),
    openMenu(line, anchor) {
      const target = findLineTarget(parts, line, time)
      if (target) pivots.openMenu(target, anchor)
    },
  }
}
