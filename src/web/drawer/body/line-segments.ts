/** Cuts a line of a body into what is drawn differently: key, value, secret, hit of a search. */
import { endOfString, skipSpace } from '../../../cloudflare/json-scan.ts'
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'
import { type BodyLines, findValueStart, hasKey } from './body-lines.ts'

/** A stretch of the text, or, with `text`, a mark that the text has elsewhere or not at all. */
export type LineSegment = {
  kind: 'key' | 'text' | 'literal' | 'mark'
  start: number
  end: number
  text?: string
  secret?: SecretSpan
  hit?: SecretSpan
}

/** More pieces than this are not told apart in one line. */
const maxPieces = 200

/** The segments of one line, `spans` being sorted and without overlaps each. */
export function toLineSegments(
  lines: BodyLines,
  line: number,
  secrets: readonly SecretSpan[],
  hits: readonly SecretSpan[],
): LineSegment[] {
  const { text } = lines
  const start = lines.starts[line] ?? 0
  const end = lines.ends[line] ?? 0
  if (lines.form === 'text') return cut({ kind: 'text', start, end }, secrets, hits)
  const segments: LineSegment[] = []
  const valueStart = findValueStart(lines, line)
  if (hasKey(lines, line)) {
    const key: LineSegment = { kind: 'key', start, end: endOfString(text, start) }
    segments.push(...cut(key, [], hits))
    segments.push({ kind: 'mark', start: valueStart, end: valueStart, text: ': ' })
  }
  segments.push(...cut({ kind: toKind(text, valueStart), start: valueStart, end }, secrets, hits))
  const isOpen = lines.closers[line] !== line
  if (!isOpen && text[skipSpace(text, end)] === ',') {
    segments.push({ kind: 'mark', start: end, end, text: ',' })
  }
  return segments
}

function toKind(text: string, at: number): LineSegment['kind'] {
  const char = text[at] ?? ''
  if (char === '"') return 'text'
  return '{}[]'.includes(char) ? 'mark' : 'literal'
}

/** Cuts a stretch at the edges of secrets and hits. A secret stays whole and holds no hit. */
function cut(
  { kind, start, end }: LineSegment,
  secrets: readonly SecretSpan[],
  hits: readonly SecretSpan[],
): LineSegment[] {
  const inside = findOverlapping(secrets, start, end)
  const marked = [
    ...inside.map((secret) => ({ ...secret, secret })),
    ...findOverlapping(hits, start, end)
      .filter((hit) => !inside.some((secret) => secret.start < hit.end && hit.start < secret.end))
      .map((hit) => ({ ...hit, hit })),
  ].sort((a, b) => a.start - b.start)
  const segments: LineSegment[] = []
  let at = start
  for (const { start: from, end: to, ...what } of marked.slice(0, maxPieces)) {
    if (from > at) segments.push({ kind, start: at, end: from })
    segments.push({ kind, start: Math.max(from, start), end: Math.min(to, end), ...what })
    at = Math.min(to, end)
  }
  const rest = marked[maxPieces]
  if (rest?.start !== undefined && at < end) {
    // What may hold further secrets is not drawn at all.
    const isSafe = !inside.some((secret) => secret.start >= at)
    segments.push(
      isSafe ? { kind, start: at, end } : { kind, start: at, end, secret: { start: at, end } },
    )
  } else if (at < end) segments.push({ kind, start: at, end })
  return segments
}

function findOverlapping(spans: readonly SecretSpan[], start: number, end: number): SecretSpan[] {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  const found: SecretSpan[] = []
  for (let span = spans[low]; span && span.start < end; span = spans[++low]) found.push(span)
  return found
}
