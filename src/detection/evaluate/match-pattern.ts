/** Matches texts against patterns with the wildcards of Sigma, without backtracking over a whole text. */
import type { PatternPart } from '../expression.ts'

/** What has to follow each other without a gap: texts, and wildcards for one character. */
type Segment = readonly Exclude<PatternPart, { kind: 'any' }>[]

/**
 * Prepares a pattern for many texts. `one` is one character, also one outside of the first plane. Without `isCased` both
 * sides are compared in lower case.
 */
export function createPatternMatcher(
  parts: readonly PatternPart[],
  isCased: boolean,
): (text: string) => boolean {
  const toForm = isCased ? (text: string) => text : (text: string) => text.toLowerCase()
  const segments = toSegments(parts, toForm)
  const [first = [], ...others] = segments
  const last = others.pop()
  return (text) => {
    const form = toForm(text)
    let at = matchAt(first, form, 0)
    if (at === undefined) return false
    if (last === undefined) return at === form.length
    for (const segment of others) {
      at = findEnd(segment, form, at)
      if (at === undefined) return false
    }
    return endsWith(last, form, at)
  }
}

/** Splits at every `any`, so that the first segment has to be at the start and the last one at the end. */
function toSegments(
  parts: readonly PatternPart[],
  toForm: (text: string) => string,
): readonly Segment[] {
  const segments: Exclude<PatternPart, { kind: 'any' }>[][] = [[]]
  for (const part of parts) {
    if (part.kind === 'any') segments.push([])
    else segments.at(-1)?.push(part.kind === 'text' ? { ...part, text: toForm(part.text) } : part)
  }
  return segments
}

/** The index after the segment when the text has it at this index. */
function matchAt(segment: Segment, text: string, start: number): number | undefined {
  let at = start
  for (const part of segment) {
    if (part.kind === 'text') {
      if (!text.startsWith(part.text, at)) return undefined
      at += part.text.length
    } else {
      const code = text.codePointAt(at)
      if (code === undefined) return undefined
      at += code > 0xffff ? 2 : 1
    }
  }
  return at
}

/** The index after the first occurrence of the segment at or after this index. */
function findEnd(segment: Segment, text: string, start: number): number | undefined {
  const [first, ...others] = segment
  if (first === undefined) return start
  if (first.kind === 'text' && others.length === 0) {
    const index = text.indexOf(first.text, start)
    return index === -1 ? undefined : index + first.text.length
  }
  for (let at = start; at <= text.length; at = nextCharacter(text, at)) {
    const end = matchAt(segment, text, at)
    if (end !== undefined) return end
  }
  return undefined
}

/** Whether the text ends with the segment, at or after this index. */
function endsWith(segment: Segment, text: string, start: number): boolean {
  const [only, ...others] = segment
  if (only === undefined) return true
  if (only.kind === 'text' && others.length === 0) {
    return text.length - only.text.length >= start && text.endsWith(only.text)
  }
  for (let at = start; at <= text.length; at = nextCharacter(text, at)) {
    if (matchAt(segment, text, at) === text.length) return true
  }
  return false
}

function nextCharacter(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
}
