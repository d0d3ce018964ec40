/** The plain Sigma rules that a rule is exported as, and what is not exported. */
import { useMemo } from 'react'
import type { Rule } from '../../detection/rule.ts'
import { formatRule } from '../../detection/write/format-rule.ts'
import { toLogCorrelations } from '../../detection/write/to-log-correlations.ts'
import { toLogRules } from '../../detection/write/to-log-rules.ts'
import { Part } from '../rules/rule-parts.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { VisibleText } from '../ui/text/visible-text.tsx'

/** Draws the list. */
export function PlainRules({ rule, byId }: { rule: Rule; byId: ReadonlyMap<string, Rule> }) {
  const { rules, notes } = useMemo(
    () =>
      rule.kind === 'detection' ? toLogRules(rule) : toLogCorrelations(rule, (id) => byId.get(id)),
    [rule, byId],
  )
  const isItself = rules.length === 1 && rules[0]?.id === rule.id
  return (
    <Part heading="As plain Sigma, for other tools">
      {isItself && <p>It is plain Sigma already, and exported as it is.</p>}
      {!isItself && rules.length > 0 && (
        <ul className="space-y-0.5">
          {rules.map((plain) => (
            <li key={plain.id}>
              <details>
                <summary className="w-fit cursor-pointer hover:underline">
                  <VisibleText text={plain.title} />
                </summary>
                <RuleYaml text={formatRule(plain)} label={`Copy the YAML for ${plain.file}`} />
              </details>
            </li>
          ))}
        </ul>
      )}
      {notes.length > 0 && (
        <>
          <p className="mt-1">Not exported:</p>
          <ul className="list-disc pl-4">
            {notes.map((note) => (
              <li key={note}>
                <VisibleText
                  text={
                    note.startsWith(`${rule.title}: `) ? note.slice(rule.title.length + 2) : note
                  }
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Part>
  )
}

/** The text of a rule, which can be copied. */
export function RuleYaml({ text, label }: { text: string; label: string }) {
  return (
    <div className="relative mt-1">
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
        tabIndex={0}
        aria-label="YAML"
        className="max-h-96 overflow-auto whitespace-pre rounded-md bg-kumo-recessed p-2 pr-24 font-mono text-[12px] ring ring-kumo-line"
      >
        <VisibleText text={text} whole />
      </section>
      <div className="absolute top-1.5 right-3">
        <CopyButton label={label} getText={() => text} isIconOnly />
      </div>
    </div>
  )
}
