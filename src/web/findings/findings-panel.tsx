/** The panel with what the detection rules found in the list, by level, the most severe first. */
import { type KeyboardEvent, type ReactNode, useMemo } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Rule } from '../../detection/rule.ts'
import type { FilterMode } from '../../query/log-query.ts'
import { type FailureDetail, toFailureWords } from '../api/api-failure.ts'
import { listRuleLogs } from '../rules/list-rule-logs.ts'
import type { KnownRules } from '../rules/rule-library.ts'
import { levelMarks } from '../rules/rule-marks.ts'
import type { RuleState } from '../rules/rule-state.ts'
import { Button } from '../ui/button.tsx'
import { FindingItem, type ShownList } from './finding-item.tsx'
import { toProgressWords, toSearchedWords } from './finding-words.ts'
import { listFindings } from './list-findings.ts'
import {
  SwitchedOffRules,
  UnaskedRules,
  UncomparedRules,
  UnmatchedRules,
} from './unmatched-rules.tsx'

/** Draws the panel; its width does not depend on the data. */
export function FindingsPanel({
  state: { findings, progress, failure },
  rules,
  list,
  comparison,
  findMode,
  onToggle,
  onAsk,
  onOverview,
}: {
  state: RuleState
  rules: KnownRules
  list: Omit<ShownList, 'of'>
  /** What is new, compared with an earlier range. */
  comparison: ReactNode
  /** The mode of the present filter by a rule. */
  findMode: (rule: string) => FilterMode | undefined
  /** Adds the filter by a rule, or removes it. */
  onToggle: (rule: string, mode: FilterMode) => void
  onAsk: (datasets: readonly Dataset[]) => Promise<string | undefined>
  /** Opens the overview of the whole range. */
  onOverview: () => void
}) {
  const sorted = useMemo(
    () => findings && listFindings(findings, rules.byId, (rule) => listRuleLogs(rule, rules.byId)),
    [findings, rules],
  )
  const shown: ShownList = { ...list, of: findings?.of ?? 0 }
  const words = sorted && toSearchedWords(sorted, shown)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of all rules inside bubble to this one.
    <div
      className="isolate flex min-h-0 w-full flex-1 flex-col overflow-y-auto overscroll-contain"
      onKeyDown={moveFocus}
    >
      <h2 className="sr-only">Findings</h2>
      <div className="flex flex-col gap-1 border-kumo-hairline border-b px-3 py-1.5 text-[12px] text-kumo-strong leading-4.5">
        <p role="status" className="empty:hidden">
          {progress && toProgressWords(progress)}
          {!progress && !findings && !failure && rules.status !== 'failed' && 'Loading the rules…'}
        </p>
        {words && <p>{words}.</p>}
        <div>
          <Button
            size="xs"
            variant="secondary"
            title="Load the whole range, and list what matters first (w)"
            aria-keyshortcuts="w"
            onClick={onOverview}
          >
            What happened
          </Button>
        </div>
        {failure && <SearchFailure failure={failure} />}
        {rules.status === 'failed' && (
          <div className="flex flex-wrap items-center gap-2">
            <p className="text-kumo-danger">The rules could not be loaded.</p>
            <Button size="xs" variant="secondary" onClick={() => window.location.reload()}>
              Reload the page
            </Button>
          </div>
        )}
      </div>
      {comparison}
      {sorted?.levels.map(({ level, items }) => (
        <section key={level} aria-label={levelMarks[level].word} className="py-1">
          <h3 className="px-3 py-0.5 font-medium text-[12px]">
            {`${levelMarks[level].word} `}
            <span className="font-normal text-kumo-subtle tabular-nums">{items.length}</span>
          </h3>
          <ul>
            {items.map((item) => (
              <FindingItem
                key={item.rule.id}
                item={item}
                list={shown}
                mode={findMode(item.rule.id)}
                onToggle={(mode) => onToggle(item.rule.id, mode)}
              />
            ))}
          </ul>
        </section>
      ))}
      {sorted && sorted.searched > 0 && sorted.levels.length === 0 && (
        <p className="px-3 py-2 text-[12px]">
          {list.verdict === 'complete'
            ? 'No rule matches a loaded entry.'
            : 'No rule matches a loaded entry so far: the range is not read completely.'}
        </p>
      )}
      {sorted && <UnmatchedRules items={sorted.unmatched} of={shown.of} />}
      {sorted && <SwitchedOffRules rules={listSwitchedOff(rules)} />}
      {sorted && <UncomparedRules items={sorted.uncompared} />}
      {sorted?.unasked.map((logs) => (
        <UnaskedRules key={logs.datasets.map(({ id }) => id).join()} logs={logs} onAsk={onAsk} />
      ))}
    </div>
  )
}

function SearchFailure({ failure }: { failure: FailureDetail }) {
  const { title, quote } = toFailureWords(failure)
  return (
    <p className="text-kumo-danger">
      {`The entries could not be searched by rules. ${title}${quote ? `: ${quote}` : ''}`}
    </p>
  )
}

/** The rules of this browser that the user has switched off. */
export function listSwitchedOff({ byId, off }: KnownRules): readonly Rule[] {
  return [...byId.values()].filter(({ id }) => off.has(id))
}

/** The arrow keys lead from rule to rule. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  const buttons = [...event.currentTarget.querySelectorAll('[data-finding]')]
  const at = document.activeElement ? buttons.indexOf(document.activeElement) : -1
  const next = at === -1 ? undefined : buttons[at + step]
  if (!next) return
  event.preventDefault()
  if (next instanceof HTMLElement) next.focus()
}
