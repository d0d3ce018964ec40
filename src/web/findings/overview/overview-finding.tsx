/** A finding in the overview: how often, who, when, what came first, and a button that shows its entries. */
import { toSummary } from '../../../query/summary/to-summary.ts'
import { EffectSign, LevelSign } from '../../rules/rule-signs.tsx'
import { useNames } from '../../store/names/use-names.ts'
import { Button } from '../../ui/button.tsx'
import { toVisibleText, VisibleText } from '../../ui/text/visible-text.tsx'
import { type FindTokenLink, TokenLink } from '../actors/token-link.tsx'
import type { ShownList } from '../finding-item.tsx'
import { findRangeNote, toCountWords, toSpanWords } from '../finding-words.ts'
import type { RuleFinding } from '../list-findings.ts'
import { Sparkline } from '../sparkline.tsx'
import { toActorWords, toShowWords } from './overview-words.ts'
import type { FirstEntry, RuleEntries } from './read-overview.ts'

/** Draws the finding; `entries` is absent until the entries were read. */
export function OverviewFinding({
  item: { rule, finding },
  list,
  entries,
  onFindToken,
  onShow,
}: {
  item: RuleFinding
  list: ShownList
  entries: RuleEntries | undefined
  onFindToken: FindTokenLink
  onShow: () => void
}) {
  const span = toSpanWords(finding, list.timeZone)
  const actors = entries && toActorWords(entries)
  const note = findRangeNote(rule, list.verdict)
  const words = toShowWords(finding.count)
  return (
    <li className="flex break-inside-avoid flex-wrap items-start gap-x-4 gap-y-1 border-kumo-hairline border-b py-2">
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-0.5">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-[12px] text-kumo-strong">
            <LevelSign level={rule.level} hasWord />
          </span>
          <h4 className="min-w-0 font-semibold [overflow-wrap:anywhere]">
            <VisibleText text={rule.title} />
          </h4>
          {rule.effect && <EffectSign effect={rule.effect} />}
        </div>
        <div className="flex flex-wrap items-end gap-x-3 text-[12px] text-kumo-strong leading-4.5">
          <span className="tabular-nums">{toCountWords(finding, list.of, list.isFiltered)}</span>
          {actors && (
            <span className="min-w-0 text-kumo-default [overflow-wrap:anywhere]">
              <VisibleText text={actors} />
            </span>
          )}
          {span && <span className="tabular-nums">{span}</span>}
          <Sparkline bars={finding.bars} words={undefined} />
        </div>
        {entries?.first && (
          <p className="text-[12px] leading-4.5 [overflow-wrap:anywhere]">
            {finding.count > 1 && <span className="text-kumo-strong">First: </span>}
            <FirstSummary first={entries.first} />{' '}
            <TokenLink {...entries.first} onFind={onFindToken} />
          </p>
        )}
        {note && <p className="text-[12px] text-kumo-strong">{note}</p>}
      </div>
      <div className="print:hidden">
        <Button
          size="xs"
          variant="secondary"
          data-finding
          aria-label={`${words}: ${toVisibleText(rule.title)}`}
          onClick={onShow}
        >
          {words}
        </Button>
      </div>
    </li>
  )
}

function FirstSummary({ first: { dataset, entry } }: { first: FirstEntry }) {
  const { nameOf } = useNames()
  const text = toSummary(dataset, entry, nameOf)
    .map((part) => part.text)
    .join(' ')
  return <VisibleText text={text} />
}
