/** Splits a line of a body into segments of different style: key, value, secret, and hit of a search. */
import { endOfString, skipSpace } from '../../../cloudflare/json-scan.ts'
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'
import { type BodyLines, findValueStart, hasKey } from './body-lines.ts'
import type { MatchedSpan } from './find-matched-spans.ts'

/** A range of the text; with `text`, punctuation that is shown instead of the range. */
export type LineSegment = {
  kind: 'key' | 'text' | 'literal' | 'mark'
  start: number
  end: number
  text?: string
  secret?: SecretSpan
  hit?: SecretSpan
  matched?: MatchedSpan
}

/** Maximum number of secrets and hits that are shown separately in one line. */
const maxMarkedSpans = 200

/** The segments of one line. Expects `secrets`, `hits` and `matched` in order, each without overlaps. */
export function toLineSegments(
  lines: BodyLines,
  line: number,
  secrets: readonly SecretSpan[],
  hits: readonly SecretSpan[],
  matched: readonly MatchedSpan[] = [],
): LineSegment[] {
  const own = listOverlapping(matched, lines.starts[line] ?? 0, lines.ends[line] ?? 0)
  const segments = listSegments(lines, line, secrets, hits)
  return own.length === 0 ? segments : segments.flatMap((each) => splitAtMatched(each, own))
}

function listSegments(
  lines: BodyLines,
  line: number,
  secrets: readonly SecretSpan[],
  hits: readonly SecretSpan[],
): LineSegment[] {
  const { text } = lines
  const start = lines.starts[line] ?? 0
  const end = lines.ends[line] ?? 0
  if (lines.form === 'text') return splitAtSpans({ kind: 'text', start, end }, secrets, hits)
  const segments: LineSegment[] = []
  const valueStart = findValueStart(lines, line)
  if (hasKey(lines, line)) {
    const key: LineSegment = { kind: 'key', start, end: endOfString(text, start) }
    segments.push(...splitAtSpans(key, [], hits))
    segments.push({ kind: 'mark', start: valueStart, end: valueStart, text: ': ' })
  }
  segments.push(
    ...splitAtSpans({ kind: toKind(text, valueStart), start: valueStart, end }, secrets, hits),
  )
  const isOpen = lines.closers[line] !== line
  if (!isOpen && text[skipSpace(text, end)] === ',') {
    segments.push({ kind: 'mark', start: end, end, text: ',' })
  }
  return segments
}

function toKind(text: string, offset: number): LineSegment['kind'] {
  const char = text[offset] ?? ''
  if (char === '"') return 'text'
  return '{}[]'.includes(char) ? 'mark' : 'literal'
}

/** Splits a segment at the edges of secrets and hits. A secret is one segment, and its hits are not shown. */
function splitAtSpans(
  { kind, start, end }: LineSegment,
  secrets: readonly SecretSpan[],
  hits: readonly SecretSpan[],
): LineSegment[] {
  const ownSecrets = listOverlapping(secrets, start, end)
  const markedSpans = [
    ...ownSecrets.map((secret) => ({ ...secret, secret })),
    ...listOverlapping(hits, start, end)
      .filter(
        (hit) => !ownSecrets.some((secret) => secret.start < hit.end && hit.start < secret.end),
      )
      .map((hit) => ({ ...hit, hit })),
  ].sort((a, b) => a.start - b.start)
  const segments: LineSegment[] = []
  let offset = start
  for (const { start: from, end: to, ...mark } of markedSpans.slice(0, maxMarkedSpans)) {
    if (from > offset) segments.push({ kind, start: offset, end: from })
    segments.push({ kind, start: Math.max(from, start), end: Math.min(to, end), ...mark })
    offset = Math.min(to, end)
  }
  const isCut = markedSpans.length > maxMarkedSpans
  if (isCut && offset < end) {
    // The remaining text is masked as a whole when it contains more secrets.
    const isSafe = !ownSecrets.some((secret) => secret.start >= offset)
    segments.push(
      isSafe
        ? { kind, start: offset, end }
        : { kind, start: offset, end, secret: { start: offset, end } },
    )
  } else if (offset < end) segments.push({ kind, start: offset, end })
  return segments
}

/** Splits a segment at the edges of matched values. A secret and a hit stay whole. */
function splitAtMatched(segment: LineSegment, matched: readonly MatchedSpan[]): LineSegment[] {
  const { start, end, text, secret, hit } = segment
  if (text !== undefined) {
    // Punctuation has no range of its own; it is matched where a span goes on after it.
    const around = matched.find((span) => span.start < start && start < span.end)
    return [around ? { ...segment, matched: around } : segment]
  }
  const own = listOverlapping(matched, start, end)
  const [first] = own
  if (!first) return [segment]
  if (secret || hit) return [{ ...segment, matched: first }]
  const segments: LineSegment[] = []
  let offset = start
  for (const span of own) {
    if (span.start > offset) segments.push({ ...segment, start: offset, end: span.start })
    const from = Math.max(span.start, start)
    offset = Math.min(span.end, end)
    segments.push({ ...segment, start: from, end: offset, matched: span })
  }
  if (offset < end) segments.push({ ...segment, start: offset })
  return segments
}

/** The spans that overlap a range; expects them in order. */
function listOverlapping<Span extends Pick<SecretSpan, 'start' | 'end'>>(
  spans: readonly Span[],
  start: number,
  end: number,
): Span[] {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  const overlapping: Span[] = []
  for (let span = spans[low]; span && span.start < end; span = spans[++low]) overlapping.push(span)
  return overlapping
}
