/** The text of one line of a body, with its secrets masked, and with marks on hits of a search and on matched values. */
import { cn } from '@cloudflare/kumo/utils'
import { LongText } from '../../ui/text/long-text.tsx'
import { matchedClass } from '../../ui/text/matched-values.ts'
import { SecretMask } from '../../ui/text/secret-mask.tsx'
import { foundClass } from '../../ui/text/text-marks.ts'
import { toVisibleText } from '../../ui/text/visible-text.tsx'
import type { MatchedSpan } from './find-matched-spans.ts'
import { type LineSegment, toLineSegments } from './line-segments.ts'
import type { Body } from './use-body.ts'

const tints: Record<LineSegment['kind'], string | undefined> = {
  key: 'text-kumo-badge-teal-subtle',
  text: undefined,
  literal: 'text-kumo-badge-orange-subtle',
  mark: undefined,
}

/** Renders the text of a line. */
export function LineContent({ body, line }: { body: Body; line: number }) {
  const { lines, secrets, search, matched } = body
  const segments = toLineSegments(lines, line, secrets, search.hits, matched)
  return groupByMatch(segments).map(({ match, segments: grouped }) => {
    const content = grouped.map((segment) => (
      <Segment key={`${segment.start} ${segment.end}`} body={body} segment={segment} />
    ))
    if (!match) return content
    const titles = match.titles.map(toVisibleText)
    return (
      <mark
        key={`match ${match.start}`}
        data-matched
        className={matchedClass}
        title={`Matched by ${titles.join(', ')}`}
      >
        {/* A mark may have no label of its own. */}
        <span className="sr-only select-none">{`matched by ${titles.join(', ')}: `}</span>
        {content}
      </mark>
    )
  })
}

/** Segments that belong to the same match, or to none. */
function groupByMatch(segments: readonly LineSegment[]) {
  const groups: { match: MatchedSpan | undefined; segments: LineSegment[] }[] = []
  for (const segment of segments) {
    const last = groups.at(-1)
    if (last && last.match === segment.matched) last.segments.push(segment)
    else groups.push({ match: segment.matched, segments: [segment] })
  }
  return groups
}

function Segment({ body, segment }: { body: Body; segment: LineSegment }) {
  const { lines, search, revealed } = body
  const { kind, start, end, secret, hit } = segment
  const shown = segment.text ?? lines.text.slice(start, end)
  const textElement = <LongText key={shown} text={shown} />
  if (secret) {
    return (
      <span className={tints[kind]}>
        <SecretMask
          length={end - start}
          isOpen={revealed.starts.has(secret.start)}
          onToggle={() => revealed.toggle(secret.start)}
        >
          {textElement}
        </SecretMask>
      </span>
    )
  }
  if (!hit) return <span className={tints[kind]}>{textElement}</span>
  const isCurrentHit = hit.start === search.hits[search.index]?.start
  return (
    <span className={tints[kind]}>
      <mark
        data-found
        data-current={isCurrentHit || undefined}
        className={cn(
          foundClass,
          isCurrentHit && 'bg-kumo-warning/70 outline outline-kumo-warning',
        )}
      >
        {textElement}
      </mark>
    </span>
  )
}
