/** A rule that matched: a button that shows only its entries, and one that excludes them. */
import { cn } from '@cloudflare/kumo/utils'
import { MinusIcon } from '@phosphor-icons/react/dist/csr/Minus'
import type { FilterMode } from '../../query/log-query.ts'
import { EffectSign, LevelSign } from '../rules/rule-signs.tsx'
import { toVisibleText, VisibleText } from '../ui/text/visible-text.tsx'
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
    <li className="group/finding relative flex items-start hover:bg-kumo-tint">
      <button
        type="button"
        data-finding
        aria-pressed={mode === 'include'}
        aria-keyshortcuts="x"
        title={toVisibleText(rule.description.slice(0, 400))}
        className={cn(
          'flex min-w-0 flex-1 cursor-pointer flex-col py-1 pl-3 text-left text-[12px] leading-4.5 focus-visible:-outline-offset-2',
          mode === 'include' && 'bg-kumo-tint font-semibold',
        )}
        onClick={() => onToggle('include')}
        onKeyDown={(event) => {
          if (event.key !== 'x' || event.ctrlKey || event.metaKey || event.altKey) return
          event.preventDefault()
          onToggle('exclude')
        }}
      >
        <span className="flex min-w-0 self-stretch">
          <LevelSign level={rule.level} />
          <span className={cn('line-clamp-2 min-w-0', mode === 'exclude' && 'line-through')}>
            {mode === 'include' && <span className="text-kumo-success">only </span>}
            {mode === 'exclude' && <span className="text-kumo-danger">not </span>}
            <VisibleText text={rule.title} />
          </span>
        </span>
        <span className="flex min-w-0 items-end gap-2 self-stretch pl-3.5 font-normal">
          <span className="min-w-0 flex-1 text-kumo-strong tabular-nums">
            {toCountWords(finding, list.of, list.isFiltered)}
            {rule.effect && (
              <>
                <span aria-hidden> · </span>
                <span className="sr-only">, </span>
                <EffectSign effect={rule.effect} />
              </>
            )}
          </span>
          <Sparkline bars={finding.bars} words={toSpanWords(finding, list.timeZone)} />
        </span>
        {note && <span className="pl-3.5 font-normal text-[11px] text-kumo-strong">{note}</span>}
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-pressed={mode === 'exclude'}
        aria-label={`Exclude ${title}`}
        title={`Exclude the entries of ${title} (x)`}
        className={cn(
          'mx-1 mt-1 flex size-5 shrink-0 cursor-pointer items-center justify-center rounded hover:bg-kumo-danger-tint focus-visible:opacity-100 group-focus-within/finding:opacity-100 group-hover/finding:opacity-100 pointer-coarse:opacity-100',
          mode === 'exclude' ? 'bg-kumo-danger-tint text-kumo-danger' : 'opacity-0',
        )}
        onClick={() => onToggle('exclude')}
      >
        <MinusIcon aria-hidden size={12} />
      </button>
    </li>
  )
}
