/** The section of the drawer that says which values of the entry the baseline does not have. */
import { maskHead } from '../../../query/secrets/find-secrets.ts'
import { toFactWord, toNewWords } from '../../search/baseline/baseline-words.ts'
import type { Baseline, NewValue } from '../../store/baseline-values.ts'
import type { EntryStore } from '../../store/entry-store.ts'
import { useStoreQuery } from '../../store/use-store-query.ts'
import { toTimeText } from '../../ui/text/time-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'

const none: readonly NewValue[] = []

/** Draws the section; nothing where the baseline has all values. */
export function EntryNewSection({
  store,
  row,
  version,
  baseline,
  timeZone,
}: {
  store: EntryStore | undefined
  row: number
  /** Counts the searches of the list. */
  version: number
  baseline: Baseline
  timeZone: string
}) {
  const { answer = none, isPrevious } = useStoreQuery(
    store,
    String(version),
    ['new', row],
    (entryStore) => entryStore.newOf(row),
  )
  if (isPrevious || answer.length === 0) return null
  return (
    <section aria-label="First seen" className="rounded-md border border-kumo-line px-3 py-2">
      <h3 className="pb-1 font-semibold text-xs">First seen</h3>
      <ul className="flex flex-col gap-1 text-[12px] leading-4.5">
        {answer.map((each) => (
          <li key={each.fact} className="[overflow-wrap:anywhere]">
            <span className="text-kumo-strong">{toFactWord(each.fact)}: </span>
            <span className="font-medium">
              <VisibleText text={maskHead([], each.value).slice(0, 300)} />
            </span>
            <span className="block text-kumo-strong">
              {toNewWords(each, baseline)}
              {each.firstMs !== undefined &&
                ` First loaded entry with it: ${toTimeText(new Date(each.firstMs).toISOString(), timeZone)}.`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
