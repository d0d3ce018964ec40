/** The list of rules with its filters. Own rules can be edited and deleted. */
import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { Rule } from '../../detection/rule.ts'
import { isPartOnly } from '../rules/list-active-rules.ts'
import { listRuleLogs } from '../rules/list-rule-logs.ts'
import type { KnownRules } from '../rules/rule-library.ts'
import { switchRule } from '../rules/switch-rule.ts'
import { Button } from '../ui/button.tsx'
import { toCounted } from '../ui/text/count-text.ts'
import { VisibleText } from '../ui/text/visible-text.tsx'
import { allRules, filterRules, groupRules, type RuleChoice } from './filter-rules.ts'
import { useDeletedRules } from './own/use-deleted-rules.ts'
import { RuleFilters } from './rule-filters.tsx'
import { type RuleActions, type RuleFacts, RuleItem } from './rule-item.tsx'

export function RuleList({
  set,
  linked,
  onOpened,
  onEdit,
}: {
  set: KnownRules
  /** The id of the rule that the address names. */
  linked: string | undefined
  onOpened: (id: string | undefined) => void
  onEdit: (id: string) => void
}) {
  const [choice, setChoice] = useState(allRules)
  const [problem, setProblem] = useState<string>()
  const { last, remove, restore } = useDeletedRules(setProblem)
  const undo = useRef<HTMLButtonElement>(null)
  const chosen = useMemo(() => filterRules(set, choice), [set, choice])
  const linkedRule = linked === undefined ? undefined : set.byId.get(linked)
  // A link shows its rule whatever the filters say.
  const shown = useMemo(
    () => (linkedRule && !chosen.includes(linkedRule) ? [linkedRule, ...chosen] : chosen),
    [linkedRule, chosen],
  )

  function removeRule(rule: Rule) {
    if (!remove(rule.id, rule.title)) return
    if (rule.id === linked) onOpened(undefined)
    // The focused button is removed with its rule, so the focus moves to “Undo”.
    requestAnimationFrame(() => undo.current?.focus())
  }

  const actions = useLatest({
    onToggle: (id) => onOpened(id === linked ? undefined : id),
    onSwitch: (id, isOn) => setProblem(switchRule(id, isOn)),
    onEdit,
    onDelete: removeRule,
  })

  return (
    <div className="space-y-3">
      <RuleFilters choice={choice} onChange={setChoice} />
      <p role="status" className="sr-only">
        {`${toCounted(shown.length, 'rule')} shown`}
      </p>
      {problem && (
        <p role="alert" className="text-kumo-danger">
          {problem}
        </p>
      )}
      {last && (
        <p role="status" className="flex items-center gap-2 rounded-lg bg-kumo-tint px-3 py-1.5">
          <span className="min-w-0 truncate">
            Deleted “<VisibleText text={last.title} />
            ”.
          </span>
          <Button ref={undo} size="sm" variant="secondary" onClick={restore}>
            Undo
          </Button>
        </p>
      )}
      {shown.length === 0 && (
        <p className="flex flex-wrap items-center gap-2 rounded-lg border border-kumo-line border-dashed p-4 text-kumo-strong">
          No rule matches these filters.
          <Button size="sm" variant="secondary" onClick={() => setChoice(allRules)}>
            Show all rules
          </Button>
        </p>
      )}
      <RuleGroups
        set={set}
        shown={useDeferredValue(shown, noRules)}
        groupBy={useDeferredValue(choice.groupBy)}
        linked={linked}
        actions={actions}
      />
    </div>
  )
}

const noRules: readonly Rule[] = []

/** The rules, drawn in the background and in parts: a hundred of them at once would block the page. */
const RuleGroups = memo(function RuleGroups({
  set,
  shown,
  groupBy,
  linked,
  actions,
}: {
  set: KnownRules
  shown: readonly Rule[]
  groupBy: RuleChoice['groupBy']
  linked: string | undefined
  actions: RuleActions
}) {
  const { byId, own } = set
  const facts = useMemo(() => listFacts({ byId, own }), [byId, own])
  return groupRules(shown, set, groupBy).map(({ name, rules }) => (
    <section key={name} aria-label={name}>
      <h3 className="py-1 font-medium text-[13px]">
        {`${name} `}
        <span className="font-normal text-kumo-subtle tabular-nums">{rules.length}</span>
      </h3>
      <ul className="divide-y divide-kumo-hairline rounded-lg bg-kumo-base ring ring-kumo-line">
        {rules
          .flatMap(({ id }) => facts.get(id) ?? [])
          .map((each) => (
            <RuleItem
              key={each.rule.id}
              facts={each}
              isOn={!set.off.has(each.rule.id)}
              set={each.rule.id === linked ? set : undefined}
              actions={actions}
            />
          ))}
      </ul>
    </section>
  ))
})

function listFacts({ byId, own }: Pick<KnownRules, 'byId' | 'own'>) {
  const all = [...byId.values()]
  return new Map(
    all.map((rule): [string, RuleFacts] => [
      rule.id,
      {
        ...{ rule, isOwn: own.has(rule.id), isPart: isPartOnly(rule.id, all) },
        logs: listRuleLogs(rule, byId),
      },
    ]),
  )
}

/** Functions that stay the same, and call those of the last drawing. */
function useLatest(next: RuleActions): RuleActions {
  const latest = useRef(next)
  useEffect(() => {
    latest.current = next
  })
  return useMemo(
    () => ({
      onToggle: (id) => latest.current.onToggle(id),
      onSwitch: (id, isOn) => latest.current.onSwitch(id, isOn),
      onEdit: (id) => latest.current.onEdit(id),
      onDelete: (rule) => latest.current.onDelete(rule),
    }),
    [],
  )
}
