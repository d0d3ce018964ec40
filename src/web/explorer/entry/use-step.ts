/** Steps from the open entry to its neighbors in the list, and loads further pages when needed. */
import { useEffect, useRef } from 'react'
import type { EntryStore } from '../../store/entry-store.ts'
import { toEntryReference } from '../../store/to-entry-reference.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { createStepper } from './create-stepper.ts'

/** The list behind the drawer. */
type ListBehind = {
  store: EntryStore | undefined
  /** How many entries it shows. */
  size: number
  /** Whether there is no more to load. */
  isWhole: boolean
  onLoadMore: () => void
}

/** The steps from the entry at this index; a step beyond the list is absent. */
export function useStep(
  { store, size, isWhole, onLoadMore }: ListBehind,
  index: number | undefined,
  openEntry: LogQueryControl['openEntry'],
): { onPrevious: (() => void) | undefined; onNext: (() => void) | undefined } {
  const stepper = useRef(createStepper())
  useEffect(() => {
    const { current } = stepper
    current.update({
      index,
      size,
      isWhole,
      onLoadMore,
      open(next) {
        store?.rows(next, next + 1).then(
          ([row]) => {
            // Keys may come faster than entries are read: only the entry requested last is opened.
            if (row && current.isWanted(next)) openEntry(toEntryReference(row), row.row)
          },
          // The list reports that its store has failed; the drawer stays at its entry.
          () => undefined,
        )
      },
    })
  })
  if (index === undefined) return { onPrevious: undefined, onNext: undefined }
  const isLast = index >= size - 1
  return {
    onPrevious: index > 0 ? () => stepper.current.step(-1) : undefined,
    onNext: isLast && isWhole ? undefined : () => stepper.current.step(1),
  }
}
