/** The sentence of a pill; an exclude differs by its word. */
import { Fragment } from 'react'
import { VisibleText } from '../ui/visible-text.tsx'
import type { FilterWords } from './filter-words.ts'

export function PillText({
  words,
  isExclude,
  widened,
}: {
  words: FilterWords
  isExclude: boolean
  /** Label of the parameter that this filter adds to. */
  widened: string | undefined
}) {
  const { subject, verb, values, more } = words
  return (
    <>
      <span className="truncate">
        <span className="text-kumo-subtle">
          <VisibleText text={subject} />
        </span>{' '}
        <span className={isExclude ? 'font-medium text-kumo-danger' : 'text-kumo-subtle'}>
          {verb}
        </span>{' '}
        {values.map((value, index) => (
          // Two long values may look alike once they are shortened.
          // biome-ignore lint/suspicious/noArrayIndexKey: the texts have no state.
          <Fragment key={index}>
            {index > 0 && <span className="text-kumo-subtle"> or </span>}
            <span className="font-medium">
              <VisibleText text={value} />
            </span>
          </Fragment>
        ))}
      </span>
      {more > 0 && <span className="shrink-0 text-kumo-subtle">+{more}</span>}
      {widened !== undefined && (
        <span className="min-w-0 shrink-[99] truncate text-kumo-subtle">· widens “{widened}”</span>
      )}
    </>
  )
}
