/** Says that a filter names a rule that this browser does not have, or that is switched off in it. */

import type { LogQuery } from '../../../query/log-query.ts'
import { useRules } from '../../rules/rule-library.ts'
import { isRuleOff, isUnknownRule, toRuleAddress, toRuleName } from '../../rules/rule-names.ts'
import { switchRule } from '../../rules/switch-rule.ts'
import { Button } from '../../ui/button.tsx'
import { Link } from '../../ui/links/link.tsx'
import { VisibleText } from '../../ui/text/visible-text.tsx'

/** Draws nothing for most queries. */
export function RuleNotes({ query }: { query: LogQuery }) {
  const set = useRules()
  const named = [
    ...new Set(query.localFilters.flatMap((filter) => (filter.kind === 'rule' ? filter.rule : []))),
  ]
  const unknown = named.filter((rule) => isUnknownRule(rule, set))
  const off = named.filter((rule) => isRuleOff(rule, set))
  if (unknown.length + off.length === 0) return null
  return (
    <section
      aria-label="Rules of this link"
      className="flex shrink-0 flex-col gap-1 border-kumo-line border-b bg-kumo-warning/10 px-4 py-1.5"
    >
      {unknown.map((rule) => (
        <p key={rule} className="m-0 break-words">
          {rule.includes('.')
            ? 'This link filters by a tag that no rule of this browser has '
            : 'This link filters by a rule that this browser does not have '}
          (
          <span className="font-mono text-[12px]">
            <VisibleText text={rule.slice(0, 80)} />
          </span>
          ). Ask for the file, then{' '}
          <Link to={toRuleAddress(rule)} className="text-kumo-link underline">
            add it to the rules
          </Link>
          .
        </p>
      ))}
      {off.map((rule) => (
        <p key={rule} className="m-0 flex flex-wrap items-center gap-x-2">
          <span>
            This link filters by “
            <VisibleText text={toRuleName(rule, set)} />
            ”, which is switched off in this browser.
          </span>
          <Button size="xs" variant="secondary" onClick={() => switchRule(rule, true)}>
            Switch it on
          </Button>
        </p>
      ))}
    </section>
  )
}
