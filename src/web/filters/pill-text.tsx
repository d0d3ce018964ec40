/** The sentence of a pill. An exclude differs by its word, and what is off is struck and says so. */
import { Fragment } from 'react'
import { VisibleText } from '../ui/visible-text.tsx'
import type { Pill } from './list-pills.ts'

export function PillText({
  pill: { words, filter, isOff },
  widened,
}: {
  pill: Pill
  /** Label of the parameter that this filter adds to. */
  widened: string | undefined
}) {
  const { subject, verb, values, more } = words
  const isExclude = filter.mode === 'exclude'
  return (
    <>
      {isOff && (
        <span className="shrink-0 rounded-sm bg-kumo-overlay px-1 text-[11px] leading-4 font-medium text-kumo-default ring ring-kumo-line">
          off
        </span>
      )}
      <span className={`truncate ${isOff ? 'line-through decoration-kumo-subtle' : ''}`}>
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
            <span className={isOff ? 'text-kumo-subtle' : 'font-medium'}>
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
