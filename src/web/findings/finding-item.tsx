/** A rule that matched: a button that shows only its entries, and one that excludes them. */
import { cn } from '@cloudflare/kumo/utils'
import type { FilterMode } from '../../query/log-query.ts'
import { EffectSign, LevelSign } from '../rules/rule-signs.tsx'
import { toVisibleText, VisibleText } from '../ui/text/visible-text.tsx'
import { FilterItem, FilterWord } from './filter-item.tsx'
import { findRangeNote, type SearchedEntries, toCountWords, toSpanWords } from './finding-words.ts'
import type { RuleFinding } from './list-findings.ts'
import { Sparkline } from './sparkline.tsx'

/** The list, and whether filters hide a part of it. */
export type ShownList = SearchedEntries & { isFiltered: boolean; timeZone: string }

/** Draws the rule. */
export function FindingItem({
  item: { rule, finding },
  list,
  mode,
  onToggle,
}: {
  item: RuleFinding
  list: ShownList
  /** The mode of the present filter by this rule. */
  mode: FilterMode | undefined
  onToggle: (mode: FilterMode) => void
}) {
  const note = findRangeNote(rule, list.verdict)
  const title = toVisibleText(rule.title)
  return (
    <FilterItem
      mode={mode}
      name={title}
      title={toVisibleText(rule.description.slice(0, 400))}
      excludeTitle={`Exclude the entries of ${title} (x)`}
      className="flex-col py-1 text-[12px] leading-4.5"
      onToggle={onToggle}
    >
      <span className="flex min-w-0 self-stretch">
        <LevelSign level={rule.level} />
        <span className={cn('line-clamp-2 min-w-0', mode === 'exclude' && 'line-through')}>
          <FilterWord mode={mode} />
          <VisibleText text={rule.title} />
        </span>
      </span>
      <span className="flex min-w-0 items-end gap-2 self-stretch pl-3.5 font-normal">
        <span className="min-w-0 flex-1 text-kumo-strong tabular-nums">
          {toCountWords(finding, list.of, list.isFiltered)}
          {rule.effect && (
            <>
              <span className="sr-only">, </span>
              <span className="block">
                <EffectSign effect={rule.effect} />
              </span>
            </>
          )}
        </span>
        <Sparkline bars={finding.bars} words={toSpanWords(finding, list.timeZone)} />
      </span>
      {note && <span className="pl-3.5 font-normal text-[11px] text-kumo-strong">{note}</span>}
    </FilterItem>
  )
}
