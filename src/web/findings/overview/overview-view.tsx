/** The overview: what the rules found in the list, ranked, and how many entries the starters find. */
import { type ComponentProps, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Starter } from '../../../query/starters/starter.ts'
import { listRuleLogs } from '../../rules/list-rule-logs.ts'
import type { KnownRules } from '../../rules/rule-library.ts'
import type { Findings } from '../../store/findings.ts'
import { Button } from '../../ui/button.tsx'
import { usePrinting } from '../../ui/print/use-printing.ts'
import { toCounted } from '../../ui/text/count-text.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { ActorList } from '../actors/actor-list.tsx'
import type { FindTokenLink } from '../actors/token-link.tsx'
import type { ShownList } from '../finding-item.tsx'
import { toSearchedWords } from '../finding-words.ts'
import { listSwitchedOff } from '../findings-panel.tsx'
import { type FindingList, listFindings } from '../list-findings.ts'
import { StillInEffect } from '../undone/still-in-effect.tsx'
import { SwitchedOffRules, UnaskedRules, UnmatchedRules } from '../unmatched-rules.tsx'
import { listQuestions } from './list-questions.ts'
import { OverviewFinding } from './overview-finding.tsx'
import { OverviewQuestions, type QuestionGestures } from './overview-questions.tsx'
import { rankFindings, splitSilent } from './rank-findings.ts'
import type { OverviewCounts } from './read-overview.ts'

type Parts = {
  findings: Findings | undefined
  rules: KnownRules
  /** Absent until the entries were read. */
  counts: OverviewCounts | undefined
  /** What became of what entries loosened; absent until they were read. */
  undone: Omit<ComponentProps<typeof StillInEffect>, 'onFindToken'> | undefined
  /** Who acted in the severe findings; absent until the entries were read. */
  actors: ComponentProps<typeof ActorList> | undefined
  starters: readonly Starter[]
  list: Omit<ShownList, 'of'>
  /** The time range of the list, and whether the search has filters. */
  scope: { range: string | undefined; hasFilters: boolean }
  /** Says what is going on, and what is missing, with buttons. */
  progress: ReactNode
  gestures: QuestionGestures & {
    onShowRule: (rule: string) => void
    onFindToken: FindTokenLink
  }
}

/** Fills its container. Escape closes it unless something in it handles the key. */
export function OverviewView({ onClose, ...parts }: Parts & { onClose: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const latest = useRef(onClose)
  useEffect(() => {
    latest.current = onClose
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  const isPrinting = usePrinting()
  return (
    <section
      aria-label="What happened"
      className="absolute inset-0 z-30 flex flex-col bg-kumo-base text-kumo-default"
    >
      <header className="flex items-center gap-2 border-kumo-line border-b px-4 py-2">
        <h2 ref={heading} tabIndex={-1} className="mr-auto font-semibold outline-none">
          What happened
        </h2>
        <Button size="sm" variant="secondary" onClick={() => window.print()}>
          Print
        </Button>
        <Button size="sm" variant="secondary" title="Close (Esc)" onClick={onClose}>
          Close
        </Button>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pb-8">
        <div className="mx-auto max-w-4xl">
          <OverviewBody {...parts} />
        </div>
      </div>
      {isPrinting &&
        createPortal(
          <article data-print-sheet className="hidden print:block">
            <h1 className="font-semibold text-lg">What happened</h1>
            <OverviewBody {...parts} progress={null} />
          </article>,
          document.body,
        )}
    </section>
  )
}

function OverviewBody({
  findings,
  rules,
  counts,
  undone,
  actors,
  starters,
  list,
  scope,
  progress,
  gestures,
}: Parts) {
  const sorted = useMemo(
    () => findings && listFindings(findings, rules.byId, (rule) => listRuleLogs(rule, rules.byId)),
    [findings, rules],
  )
  const shown: ShownList = { ...list, of: findings?.of ?? 0 }
  return (
    <>
      <div className="flex flex-col gap-1 py-3 text-[12px] leading-4.5">
        {sorted && <p className="font-medium text-[13px]">{toSearchedWords(sorted, shown)}.</p>}
        {scope.range && <p className="text-kumo-strong tabular-nums">{scope.range}</p>}
        {scope.hasFilters && (
          <p>The search has filters: only entries that pass them were loaded or are shown.</p>
        )}
        {progress}
      </div>
      {undone && <StillInEffect {...undone} onFindToken={gestures.onFindToken} />}
      {actors && <ActorList {...actors} />}
      {sorted && <RankedFindings {...{ sorted, shown, counts, gestures }} />}
      {counts && (
        <OverviewQuestions
          list={listQuestions(starters, counts)}
          of={counts.of}
          gestures={gestures}
        />
      )}
      {sorted && <SilentRules {...{ sorted, rules, of: shown.of }} onAsk={gestures.onAsk} />}
    </>
  )
}

function RankedFindings({
  sorted,
  shown,
  counts,
  gestures: { onShowRule, onFindToken },
}: {
  sorted: FindingList
  shown: ShownList
  counts: OverviewCounts | undefined
  gestures: Parts['gestures']
}) {
  const ranked = rankFindings(sorted)
  return (
    <section aria-label="Findings">
      <h3 className="font-semibold text-[15px]">{`Findings ${ranked.length}`}</h3>
      {ranked.length === 0 && (
        <p className="py-2 text-[12px]">
          {shown.verdict === 'complete'
            ? 'No rule matches a loaded entry.'
            : 'No rule matches a loaded entry so far: the range is not read completely.'}
        </p>
      )}
      <ol>
        {ranked.map((item) => (
          <OverviewFinding
            key={item.rule.id}
            item={item}
            list={shown}
            entries={counts?.rules.get(item.rule.id)}
            onFindToken={onFindToken}
            onShow={() => onShowRule(item.rule.id)}
          />
        ))}
      </ol>
    </section>
  )
}

/** The rules that found nothing: first those that could not have found anything, with the reason. */
function SilentRules({
  sorted,
  rules,
  of,
  onAsk,
}: {
  sorted: FindingList
  rules: KnownRules
  of: number
  onAsk: (datasets: readonly Dataset[]) => Promise<string | undefined>
}) {
  const { untested, clean } = splitSilent(sorted)
  const { problems } = rules
  return (
    <section aria-label="Rules without a finding">
      <h3 className="pt-4 pb-1 font-semibold text-[15px]">Rules without a finding</h3>
      <div className="[&_details]:px-0">
        <UnmatchedRules
          items={untested}
          of={of}
          words={`${toCounted(untested.length, 'rule')} could not be tested: no loaded entry has the product`}
        />
        {sorted.unasked.map((logs) => (
          <UnaskedRules key={logs.datasets.map(({ id }) => id).join()} logs={logs} onAsk={onAsk} />
        ))}
        <SwitchedOffRules rules={listSwitchedOff(rules)} />
        {problems.length > 0 && (
          <details className="border-kumo-hairline border-t py-1 text-[12px]">
            <summary className="cursor-pointer px-3 py-1">
              {`${toCounted(problems.length, 'problem')} in files with rules`}
            </summary>
            <ul className="px-3">
              {problems.map(({ file, line, message }) => (
                <li key={`${file} ${line} ${message}`}>
                  <VisibleText text={`${file}, line ${line}: ${message}`} />
                </li>
              ))}
            </ul>
          </details>
        )}
        <UnmatchedRules items={clean} of={of} />
      </div>
    </section>
  )
}
