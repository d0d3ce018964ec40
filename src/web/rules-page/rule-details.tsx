/** What there is to say about one rule. */
import type { ReactNode } from 'react'
import { explainRule } from '../../detection/evaluate/explain-rule.ts'
import type { CorrelationRule, DetectionRule, Rule } from '../../detection/rule.ts'
import { listUsers } from '../rules/list-active-rules.ts'
import { listRuleLogs } from '../rules/list-rule-logs.ts'
import type { KnownRules } from '../rules/rule-library.ts'
import { toRuleAddress } from '../rules/rule-names.ts'
import {
  ConditionWords,
  OutsideLink,
  Part,
  ReferenceLinks,
  TextList,
} from '../rules/rule-parts.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { VisibleText } from '../ui/text/visible-text.tsx'
import { toCorrelationWords } from './correlation-words.ts'
import { PlainRules, RuleYaml } from './plain-rules.tsx'
import { RuleLink } from './rule-link.tsx'

/** Draws the details; `actions` are the buttons for an own rule. */
export function RuleDetails({
  rule,
  text,
  set,
  actions,
}: {
  rule: Rule
  /** The text of its file. */
  text: string
  set: KnownRules
  actions: ReactNode
}) {
  const users = listUsers(rule.id, [...set.byId.values()])
  return (
    <div className="flex flex-col gap-2 border-kumo-hairline border-t px-3 py-2 text-[13px] leading-5">
      {rule.description !== '' && (
        <p className="max-w-3xl">
          <VisibleText text={rule.description.slice(0, 2_000)} />
        </p>
      )}
      {rule.kind === 'detection' ? (
        <DetectionCondition rule={rule} />
      ) : (
        <CorrelationCondition rule={rule} byId={set.byId} />
      )}
      {users.length > 0 && (
        <Part heading="Part of">
          <RuleLinks rules={users} />
        </Part>
      )}
      <TextList heading="Not a problem when" texts={rule.falsePositives} />
      <TextList heading="Check next" texts={rule.next} />
      {rule.tags.length > 0 && (
        <Part heading="Tags">
          <ul className="flex flex-wrap gap-x-3">
            {rule.tags.map((tag) => (
              <li key={tag}>
                <Tag tag={tag} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      <ReferenceLinks references={rule.references} />
      <Part heading="YAML">
        <RuleYaml text={text} label="Copy the YAML" />
      </Part>
      <PlainRules rule={rule} byId={set.byId} />
      <p className="flex flex-wrap items-center gap-2 text-kumo-strong">
        <span>
          Id <span className="font-mono text-[12px]">{rule.id}</span>
        </span>
        <CopyButton
          label="Copy a link to this rule"
          getText={() => `${window.location.origin}${toRuleAddress(rule.id)}`}
        />
        {actions}
      </p>
    </div>
  )
}

/** The condition; of a rule for any log in the words of each log, where they differ. */
function DetectionCondition({ rule }: { rule: DetectionRule }) {
  const logs = listRuleLogs(rule, new Map())
  const sentences = new Map<string, { parts: ReturnType<typeof explainRule>; titles: string[] }>()
  for (const log of logs) {
    const parts = explainRule(rule, log)
    const key = parts.map((part) => part.text).join('')
    const known = sentences.get(key)
    if (known) known.titles.push(log.title)
    else sentences.set(key, { parts, titles: [log.title] })
  }
  return (
    <Part heading="It matches when">
      {[...sentences].map(([key, { parts, titles }]) => (
        <p key={key} className="[overflow-wrap:anywhere]">
          {sentences.size > 1 && <span className="text-kumo-strong">{titles.join(', ')}: </span>}
          <ConditionWords parts={parts} />
        </p>
      ))}
    </Part>
  )
}

function CorrelationCondition({
  rule,
  byId,
}: {
  rule: CorrelationRule
  byId: ReadonlyMap<string, Rule>
}) {
  return (
    <Part heading="It matches when there are">
      <p>
        <VisibleText text={toCorrelationWords(rule)} />
      </p>
      <RuleLinks rules={rule.rules.flatMap((id) => byId.get(id) ?? [])} />
    </Part>
  )
}

function RuleLinks({ rules }: { rules: readonly Rule[] }) {
  return (
    <ul className="list-disc pl-4">
      {rules.map((each) => (
        <li key={each.id}>
          <RuleLink id={each.id}>
            <VisibleText text={each.title} />
          </RuleLink>
        </li>
      ))}
    </ul>
  )
}

/** A technique of ATT&CK is a link to its page; every other tag is a text. */
function Tag({ tag }: { tag: string }) {
  const [, technique, sub] = /^attack\.(t\d{4})(?:\.(\d{3}))?$/.exec(tag) ?? []
  if (technique === undefined) return <VisibleText text={tag} />
  const path = [technique.toUpperCase(), ...(sub === undefined ? [] : [sub])].join('/')
  return <OutsideLink href={`https://attack.mitre.org/techniques/${path}/`}>{tag}</OutsideLink>
}
