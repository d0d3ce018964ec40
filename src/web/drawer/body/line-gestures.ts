/** The actions on one line of a body: copy its value or path, or filter by its value. */
import { toPointer } from '../../../query/json-pointer.ts'
import type { PivotTarget } from '../../../query/pivot/pivot-target.ts'
import { maskSpans } from '../../../query/secrets/find-secrets.ts'
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'
import { reportCopy } from '../../ui/copy-report.ts'
import { copyValue } from '../../ui/copy-value.ts'
import type { Pivots } from '../../ui/pivot-context.ts'
import type { CopyForm } from '../../ui/text/copy-text.ts'
import { type BodyLines, findValueEnd, findValueStart, isOpener } from './body-lines.ts'
import type { BodySource } from './body-source.ts'
import { isCloser, toJqPath, toLineSteps } from './line-path.ts'

/** The actions on the lines of one body. */
export type LineGestures = {
  copyValue: (line: number) => void
  copyPath: (line: number) => void
  canPivot: (line: number) => boolean
  openMenu: (line: number, anchor: Element) => void
}

/** The lines of a body, and its secrets that are not revealed: copies mask them. */
type MaskedBody = { source: BodySource; lines: BodyLines; masked: readonly SecretSpan[] }

/** The value of a line for copying: the decoded text of a string, any other value as the API sent it; secrets masked. */
export function toLineValue({ lines, masked }: MaskedBody, line: number): string {
  const [start, end] = [findValueStart(lines, line), findValueEnd(lines, line)]
  const spans = masked
    .filter((span) => span.start >= start && span.end <= end)
    .map((span) => ({ ...span, start: span.start - start, end: span.end - start }))
  const text = maskSpans(lines.text.slice(start, end), spans)
  return lines.form === 'json' && text.startsWith('"') ? String(JSON.parse(text)) : text
}

/** A string is copied as its decoded text, any other value as JSON. */
function getValueForm({ lines }: MaskedBody, line: number): CopyForm {
  return lines.form === 'json' && lines.text[findValueStart(lines, line)] !== '"' ? 'json' : 'text'
}

/** The path of a line from the top of the entry, in the syntax of jq. */
export function toLinePath({ source, lines }: MaskedBody, line: number): string {
  const steps = lines.form === 'json' ? toLineSteps(lines, line) : []
  return toJqPath(source.path, steps, source.isInText)
}

/** The value of a line as the target of a pivot; `undefined` for values that cannot be filtered by. */
export function findLineTarget(
  { source, lines }: MaskedBody,
  line: number,
  time: string,
): PivotTarget | undefined {
  if (lines.form === 'text' || isOpener(lines, line) || isCloser(lines, line)) return undefined
  const text = lines.text.slice(findValueStart(lines, line), findValueEnd(lines, line))
  const value: unknown = JSON.parse(text)
  if (value === null || value === '' || typeof value === 'object') return undefined
  return { pointer: toPointer([...source.path, ...toLineSteps(lines, line)]), value, time }
}

/** Creates the actions. */
export function createLineGestures(body: MaskedBody, time: string, pivots: Pivots): LineGestures {
  const copy = (name: string, text: string, form: CopyForm) =>
    reportCopy(name, copyValue(text, form))
  const overlaps = (line: number, { start, end }: SecretSpan) =>
    start < (body.lines.ends[line] ?? 0) && end > (body.lines.starts[line] ?? 0)
  return {
    copyValue: (line) => copy('Value', toLineValue(body, line), getValueForm(body, line)),
    copyPath: (line) => copy('Path', toLinePath(body, line), 'text'),
    canPivot: (line) =>
      findLineTarget(body, line, time) !== undefined &&
      !body.masked.some((span) => overlaps(line, span)),
    openMenu(line, anchor) {
      const target = findLineTarget(body, line, time)
      if (target) pivots.openMenu(target, anchor)
    },
  }
}
