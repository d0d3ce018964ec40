/** The sentence of a pill. An exclude differs by its verb; a filter that is off is struck through and tagged. */
import { Fragment } from 'react'
import type { FilterMode } from '../../../query/log-query.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { FilterWords } from '../draft/filter-words.ts'

export function PillText({
  words: { subject, verb, values, more },
  mode,
  tag,
}: {
  words: FilterWords
  mode: FilterMode
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
          <VisibleText text={subject} />
        </span>{' '}
        <span className={mode === 'exclude' ? 'font-medium text-kumo-danger' : 'text-kumo-subtle'}>
          {verb}
        </span>{' '}
        {values.map((value, index) => (
          // Two long values may be equal after shortening, so the text is no key.
          // biome-ignore lint/suspicious/noArrayIndexKey: the texts have no state.
          <Fragment key={index}>
            {index > 0 && <span className="text-kumo-subtle"> or </span>}
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
