/** The rules that found nothing: those that were searched, those that are switched off, and those whose log was not asked. */
import { useState } from 'react'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Rule } from '../../detection/rule.ts'
import { LevelSign } from '../rules/rule-signs.tsx'
import { Button } from '../ui/button.tsx'
import { Link } from '../ui/links/link.tsx'
import { toCounted } from '../ui/text/count-text.ts'
import { VisibleText } from '../ui/text/visible-text.tsx'
import { findAbsentNote, toUnaskedWords } from './finding-words.ts'
import type { RuleFinding, UnaskedLogs } from './list-findings.ts'
import { listRuleProducts } from './list-rule-products.ts'

const summaryClass =
  'cursor-pointer px-3 py-1 text-[12px] text-kumo-default hover:bg-kumo-tint focus-visible:-outline-offset-2'

/** A closed list of the rules that were searched without a match. */
export function UnmatchedRules({
  items,
  of,
  words = `${toCounted(items.length, 'rule')} without a match`,
}: {
  items: readonly RuleFinding[]
  of: number
  words?: string
}) {
  if (items.length === 0) return null
  return (
    <details className="border-kumo-hairline border-t py-1">
      <summary className={summaryClass}>{words}</summary>
      <ul>
        {items.map(({ rule, finding }) => {
          const note = findAbsentNote(finding, of, listRuleProducts(rule))
          return (
            <RuleLine key={rule.id} rule={rule}>
              {note && <span className="block text-[11px] text-kumo-strong">{note}</span>}
            </RuleLine>
          )
        })}
      </ul>
    </details>
  )
}

/** A closed list of the rules that are switched off in this browser, by which nothing was searched. */
export function SwitchedOffRules({ rules }: { rules: readonly Rule[] }) {
  if (rules.length === 0) return null
  return (
    <details className="border-kumo-hairline border-t py-1">
      <summary className={summaryClass}>
        {`${toCounted(rules.length, 'rule')} switched off in this browser`}
      </summary>
      <ul>
        {rules.map((rule) => (
          <RuleLine key={rule.id} rule={rule} />
        ))}
      </ul>
      <p className="px-3 py-0.5 text-[12px]">
        <Link to="/rules" className="text-kumo-link underline">
          Switch them on
        </Link>
      </p>
    </details>
  )
}

/** A closed list of the rules that were not searched because nothing was compared. */
export function UncomparedRules({ items }: { items: readonly RuleFinding[] }) {
  if (items.length === 0) return null
  const verb = items.length === 1 ? 'needs' : 'need'
  return (
    <details className="border-kumo-hairline border-t py-1">
      <summary className={summaryClass}>
        {`${toCounted(items.length, 'rule')} ${verb} the comparison with the 30 days before`}
      </summary>
      <ul>
        {items.map(({ rule }) => (
          <RuleLine key={rule.id} rule={rule} />
        ))}
      </ul>
    </details>
  )
}

/** The rules of a log that was not asked, and the button that asks it. */
export function UnaskedRules({
  logs,
  onAsk,
}: {
  logs: UnaskedLogs
  /** Asks the logs as well; resolves to why that is impossible. */
  onAsk: (datasets: readonly Dataset[]) => Promise<string | undefined>
}) {
  const [problem, setProblem] = useState<string>()
  return (
    <div className="border-kumo-hairline border-t py-1">
      <details>
        <summary className={summaryClass}>{toUnaskedWords(logs)}</summary>
        <ul>
          {logs.rules.map((rule) => (
            <RuleLine key={rule.id} rule={rule} />
          ))}
        </ul>
      </details>
      <div className="flex flex-wrap items-center gap-2 px-3 pb-1">
        <Button
          size="xs"
          variant="secondary"
          onClick={() => void onAsk(logs.datasets).then(setProblem)}
        >
          {`Ask the ${logs.datasets.map(({ word }) => word).join(' or ')} log as well`}
        </Button>
        <output className="text-[12px] text-kumo-strong empty:hidden">{problem}</output>
      </div>
    </div>
  )
}

function RuleLine({ rule, children }: { rule: Rule; children?: React.ReactNode }) {
  return (
    <li className="flex px-3 py-0.5 text-[12px] leading-4.5">
      <LevelSign level={rule.level} />
      <span className="min-w-0">
        <VisibleText text={rule.title} />
        {children}
      </span>
    </li>
  )
}
