/** A value with its suspected secrets masked, each to be shown by itself. */
import { Fragment, useState } from 'react'
import type { SecretSpan } from '../../../query/secrets/find-text-secrets.ts'
import { SecretMask } from '../../ui/text/secret-mask.tsx'
import { LongText } from './long-text.tsx'
import { ShowMoreButton } from './show-more-button.tsx'

/** Which of the secrets of one value are shown, by where they start. */
export type Revealed = { starts: ReadonlySet<number>; toggle: (start: number) => void }

/** Remembers what is shown for as long as the value is on the screen. */
export function useRevealed(): Revealed {
  const [starts, setStarts] = useState<ReadonlySet<number>>(new Set())
  const toggle = (start: number) =>
    setStarts((before) => {
      const next = new Set(before)
      if (!next.delete(start)) next.add(start)
      return next
    })
  return { starts, toggle }
}

const spansPerStep = 50

/** Draws a text of any length. */
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
  const drawn = spans.slice(0, limit)
  const isCut = spans.length > limit
  const end = isCut ? (drawn.at(-1)?.end ?? 0) : text.length
  return (
    <>
      {drawn.map((span, index) => {
        const before = text.slice(drawn[index - 1]?.end ?? 0, span.start)
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
      <LongText text={text.slice(drawn.at(-1)?.end ?? 0, end)} />
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
