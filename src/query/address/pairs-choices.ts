/** How a timeline shows entries of two logs that record one event, and the words for that in an address. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { datasets } from '../../catalog/index.ts'

/** How pairs of entries that record one event are shown, where it is not in one row. */
export type PairsChoice = 'separate' | 'only-first' | 'only-second'

/** The logs that have a counterpart, with it. */
export const pairedLogs: readonly (readonly [first: Dataset, second: Dataset])[] = datasets.flatMap(
  (first) => {
    const second = datasets.find(({ id }) => id === first.counterpart)
    return second ? [[first, second] as const] : []
  },
)

/** The choices with their words in an address, and the short words of the two logs. */
export const pairsChoices: readonly { choice: PairsChoice; key: string; log?: string }[] = [
  { choice: 'separate', key: 'separate' },
  ...pairedLogs.flatMap(([first, second]) => [
    { choice: 'only-first' as const, key: `only-${first.word}`, log: first.word },
    { choice: 'only-second' as const, key: `only-${second.word}`, log: second.word },
  ]),
]
