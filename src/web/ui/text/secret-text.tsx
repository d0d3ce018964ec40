/** A value with masked suspected secrets, which can be revealed one by one. */
import { Fragment, useState } from 'react'
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'
import { LongText } from './long-text.tsx'
import { SecretMask } from './secret-mask.tsx'
import { ShowMoreButton } from './show-more-button.tsx'

/** The revealed secrets of one value, by the offset at which they start. */
export type Revealed = { starts: ReadonlySet<number>; toggle: (start: number) => void }

const noStarts: ReadonlySet<number> = new Set()

/** The state of revealed secrets, for as long as this text is on the screen: of another text, nothing is revealed. */
export function useRevealed(text: string): Revealed {
  const [revealed, setRevealed] = useState({ text, starts: noStarts })
  const starts = revealed.text === text ? revealed.starts : noStarts
  const toggle = (start: number) => {
    const next = new Set(starts)
    if (!next.delete(start)) next.add(start)
    setRevealed({ text, starts: next })
  }
  return { starts, toggle }
}

const spansPerStep = 50

/** Renders a text of any length. */
export function SecretText({
  text,
  spans,
  revealed,
}: {
  text: string
  spans: readonly SecretSpan[]
  revealed: Revealed
}) {
  const [limit, setLimit] = useState(spansPerStep)
  if (spans.length === 0) return <LongText key={text} text={text} />
  const shownSpans = spans.slice(0, limit)
  const isCut = spans.length > limit
  const end = isCut ? (shownSpans.at(-1)?.end ?? 0) : text.length
  return (
    <>
      {shownSpans.map((span, index) => {
        const before = text.slice(shownSpans[index - 1]?.end ?? 0, span.start)
        const secret = text.slice(span.start, span.end)
        return (
          <Fragment key={span.start}>
            <LongText key={before} text={before} />
            <SecretMask
              length={secret.length}
              isOpen={revealed.starts.has(span.start)}
              onToggle={() => revealed.toggle(span.start)}
            >
              <LongText key={secret} text={secret} />
            </SecretMask>
          </Fragment>
        )
      })}
      <LongText text={text.slice(shownSpans.at(-1)?.end ?? 0, end)} />
      {isCut && (
        <ShowMoreButton
          hidden={text.length - end}
          noun="characters"
          onClick={() => setLimit(limit + spansPerStep)}
        />
      )}
    </>
  )
}
