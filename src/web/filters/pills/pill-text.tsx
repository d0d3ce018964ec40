/** The sentence of a pill. An exclude has a red “not”; a filter that is off is struck through and tagged. */
import { Fragment } from 'react'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { FilterWords } from '../draft/filter-words.ts'

export function PillText({
  words: { subject, verb, values, more },
  tag,
}: {
  words: FilterWords
  /** Marks a filter that the API does not apply. */
  tag: 'off' | 'local' | 'local, off' | undefined
}) {
  const isOff = tag === 'off' || tag === 'local, off'
  return (
    <>
      {tag !== undefined && (
        <span className="shrink-0 rounded-sm bg-kumo-overlay px-1 text-[11px] leading-4 font-medium text-kumo-default ring ring-kumo-line">
          {tag}
        </span>
      )}
      <span className={`truncate ${isOff ? 'line-through decoration-kumo-subtle' : ''}`}>
        <span className="text-kumo-subtle">
          {subject === 'nowhere:' ? <Negation>{subject}</Negation> : <VisibleText text={subject} />}
        </span>{' '}
        {verb !== '' && (
          <>
            <Verb verb={verb} />{' '}
          </>
        )}
        {values.map((value, index) => (
          // Two long values may be equal after shortening, so the text is no key.
          // biome-ignore lint/suspicious/noArrayIndexKey: the texts have no state.
          <Fragment key={index}>
            {index > 0 && <span className="text-kumo-subtle">, </span>}
            <span className={isOff ? 'text-kumo-subtle' : 'font-medium'}>
              <VisibleText text={value} />
            </span>
          </Fragment>
        ))}
      </span>
      {more > 0 && <span className="shrink-0 text-kumo-subtle">+{more}</span>}
    </>
  )
}

/** The verb, whose negation is red. */
function Verb({ verb }: { verb: string }) {
  const [before = '', negation, after = ''] = verb.split(/(none of:|not|outside|absent)/)
  return (
    <span className="text-kumo-subtle">
      {before}
      {negation && <Negation>{negation}</Negation>}
      {after}
    </span>
  )
}

function Negation({ children }: { children: string }) {
  return <span className="font-medium text-kumo-danger">{children}</span>
}
