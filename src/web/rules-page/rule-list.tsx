/** The list of rules with its filters. Own rules can be edited and deleted. */
import { useRef, useState } from 'react'
import type { Rule } from '../../detection/rule.ts'
import type { KnownRules } from '../rules/rule-library.ts'
import { switchRule } from '../rules/switch-rule.ts'
import { Button } from '../ui/button.tsx'
import { toCounted } from '../ui/text/count-text.ts'
import { toVisibleText, VisibleText } from '../ui/text/visible-text.tsx'
import { allRules, filterRules, groupRules } from './filter-rules.ts'
import { useDeletedRules } from './own/use-deleted-rules.ts'
import { RuleFilters } from './rule-filters.tsx'
import { RuleItem } from './rule-item.tsx'

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
  const chosen = filterRules(set, choice)
  const linkedRule = linked === undefined ? undefined : set.byId.get(linked)
  // A link shows its rule whatever the filters say.
  const shown = linkedRule && !chosen.includes(linkedRule) ? [linkedRule, ...chosen] : chosen

  function removeRule(rule: Rule) {
    if (!remove(rule.id, rule.title)) return
    if (rule.id === linked) onOpened(undefined)
    // The focused button is removed with its rule, so the focus moves to “Undo”.
    requestAnimationFrame(() => undo.current?.focus())
  }

  const toActions = (rule: Rule) =>
    set.own.has(rule.id) && (
      <>
        <Button
          size="sm"
          variant="secondary"
          aria-label={`Edit ${toVisibleText(rule.title)}`}
          onClick={() => onEdit(rule.id)}
        >
          Edit
        </Button>
        <Button
          size="sm"
          variant="secondary"
          aria-label={`Delete ${toVisibleText(rule.title)}`}
          onClick={() => removeRule(rule)}
        >
          Delete
        </Button>
      </>
    )

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
      {groupRules(shown, set, choice.groupBy).map(({ name, rules }) => (
        <section key={name} aria-label={name}>
          <h3 className="py-1 font-medium text-[13px]">
            {`${name} `}
            <span className="font-normal text-kumo-subtle tabular-nums">{rules.length}</span>
          </h3>
          <ul className="divide-y divide-kumo-hairline rounded-lg bg-kumo-base ring ring-kumo-line">
            {rules.map((rule) => (
              <RuleItem
                key={rule.id}
                rule={rule}
                set={set}
                isOpen={rule.id === linked}
                isLinked={rule.id === linked}
                actions={toActions(rule)}
                onToggle={() => onOpened(rule.id === linked ? undefined : rule.id)}
                onSwitch={(isOn) => setProblem(switchRule(rule.id, isOn))}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
