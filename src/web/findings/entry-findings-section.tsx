/** The section of the drawer that says which rules match the entry, why, and what to check next. */
import type { ReactNode } from 'react'
import type { Rule } from '../../detection/rule.ts'
import { maskHead } from '../../query/secrets/find-secrets.ts'
import type { Verdict } from '../../query/verdict.ts'
import { toRuleAddress } from '../rules/rule-names.ts'
import { ConditionWords, Part, ReferenceLinks, TextList } from '../rules/rule-parts.tsx'
import { EffectSign, LevelSign } from '../rules/rule-signs.tsx'
import type { EntryCorrelation } from '../store/findings.ts'
import { Button } from '../ui/button.tsx'
import { Link } from '../ui/links/link.tsx'
import { toCounted, toCountText } from '../ui/text/count-text.ts'
import { toTimeText } from '../ui/text/time-text.ts'
import { VisibleText } from '../ui/text/visible-text.tsx'
import { findRangeNote } from './finding-words.ts'
import { MatchedItem } from './matched-item.tsx'
import type { EntryFindings } from './use-entry-findings.ts'

/** Draws the section; nothing without a finding. `pivots` lead to everything by the same actor and the like. */
export function EntryFindingsSection({
  entry,
  found: { findings, groups },
  list: { timeZone, verdict, countOf, isFilteredBy },
  toUndone,
  pivots,
  onShow,
}: {
  entry: unknown
  found: EntryFindings
  list: {
    timeZone: string
    verdict: Verdict
    /** How many loaded entries a rule matches; absent before the list was searched. */
    countOf: (rule: string) => number | undefined
    /** Whether the list shows only entries of the rule. */
    isFilteredBy: (rule: string) => boolean
  }
  /** Says whether what a rule found was undone, for rules with the effect “loosens”. */
  toUndone: (rule: string) => ReactNode
  pivots: ReactNode
  /** Shows all entries of a rule. */
  onShow: (rule: string) => void
}) {
  const count = findings.length + groups.length
  if (count === 0) return null
  const toShowAll = (rule: Rule) => {
    const ofRule = countOf(rule.id)
    if (ofRule === undefined || isFilteredBy(rule.id)) return null
    return (
      <Button size="xs" variant="secondary" onClick={() => onShow(rule.id)}>
        {ofRule === 1
          ? 'Show the only loaded entry of this rule'
          : `Show all ${toCountText(ofRule)} entries of this rule`}
      </Button>
    )
  }
  return (
    <section aria-label="Findings" className="rounded-md border border-kumo-line">
      <h3 className="px-3 pt-2 pb-1 font-semibold text-xs">
        {count === 1 ? 'Finding' : `Findings ${count}`}
      </h3>
      {findings.map(({ rule, condition, values }, at) => (
        <RuleCard key={rule.id} rule={rule} isOpen={at === 0} showAll={toShowAll(rule)}>
          <Part heading="Why">
            <p>
              <ConditionWords parts={condition} />
            </p>
            {values.length > 0 && (
              <ul className="mt-0.5">
                {values.slice(0, maxValues).map((matched) => (
                  <MatchedItem key={matched.pointer} entry={entry} matched={matched} />
                ))}
                {values.length > maxValues && (
                  <li>{`and ${toCounted(values.length - maxValues, 'value')} more`}</li>
                )}
              </ul>
            )}
          </Part>
          {rule.effect === 'loosens' && <Part heading="Was it undone?">{toUndone(rule.id)}</Part>}
        </RuleCard>
      ))}
      {groups.map(({ rule, group }, at) => (
        <RuleCard
          key={`${rule.id} ${group.fromMs}`}
          rule={rule}
          isOpen={findings.length === 0 && at === 0}
          showAll={toShowAll(rule)}
        >
          <Part heading="Why">
            <p>
              <VisibleText text={toGroupWords(group, timeZone)} />
            </p>
            <p>{findRangeNote(rule, verdict)}</p>
          </Part>
        </RuleCard>
      ))}
      <div className="flex flex-wrap gap-1.5 border-kumo-hairline border-t px-3 py-2 empty:hidden">
        {pivots}
      </div>
    </section>
  )
}

/** Maximum number of the values that a finding lists. */
const maxValues = 12

function RuleCard({
  rule,
  isOpen,
  showAll,
  children,
}: {
  rule: Rule
  isOpen: boolean
  showAll: ReactNode
  /** Why the rule matches. */
  children: ReactNode
}) {
  return (
    <details open={isOpen} className="border-kumo-hairline border-t">
      <summary className="flex cursor-pointer items-baseline gap-1 px-3 py-1.5 hover:bg-kumo-tint focus-visible:-outline-offset-2">
        <LevelSign level={rule.level} />
        <span className="min-w-0 flex-1 font-medium">
          <VisibleText text={rule.title} />
        </span>
        {rule.effect && <EffectSign effect={rule.effect} />}
      </summary>
      <div className="flex flex-col gap-2 px-3 pb-2 text-[12px] leading-4.5">
        <p className="text-kumo-strong">
          <LevelSign level={rule.level} hasWord />
          {rule.description !== '' && (
            <>
              {' · '}
              <VisibleText text={rule.description.slice(0, 2_000)} />
            </>
          )}
        </p>
        {children}
        <TextList heading="Not a problem when" texts={rule.falsePositives} />
        <TextList heading="Check next" texts={rule.next} />
        <ReferenceLinks references={rule.references} />
        <div className="flex flex-wrap items-center gap-2">
          {showAll}
          <Link to={toRuleAddress(rule.id)} className="text-kumo-link underline">
            About this rule
          </Link>
        </div>
      </div>
    </details>
  )
}

/** “One of 14 entries from 02:10 to 02:14 with the same actor ci-token”. */
function toGroupWords({ rows, fromMs, toMs, group }: EntryCorrelation, timeZone: string): string {
  const [from, to] = [fromMs, toMs].map((ms) => toTimeText(new Date(ms).toISOString(), timeZone))
  const same = Object.entries(group).map(
    ([name, value]) => `${name} “${maskHead(name.split('.'), value)}”`,
  )
  const ending = same.length === 0 ? '' : `, all with ${same.join(' and ')}`
  return `One of ${toCounted(rows.length, 'entry', 'entries')} from ${from} to ${to}${ending}.`
}
