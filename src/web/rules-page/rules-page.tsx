/** The page of detection rules: those that come with Gumshoe, and those of this browser. */
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useOwnRules } from '../rules/own-rules.ts'
import { ruleLibrary, useRules } from '../rules/rule-library.ts'
import { Button } from '../ui/button.tsx'
import { BackToLogs } from '../ui/links/back-to-logs.tsx'
import { toCounted } from '../ui/text/count-text.ts'
import { VisibleText } from '../ui/text/visible-text.tsx'
import { OwnRulesSection } from './own/own-rules-section.tsx'
import { RuleList } from './rule-list.tsx'

/** Draws the page. `rule` in the address opens a rule. */
export function RulesPage() {
  const [draft, setDraft] = useState('')
  const [isPasting, setPasting] = useState(false)
  const set = useRules()
  const { rules: stored } = useOwnRules()
  useEffect(() => void ruleLibrary.read(), [])
  const [parameters, setParameters] = useSearchParams()
  const linked = parameters.get('rule')?.slice(0, 200)
  const isMissing = linked !== undefined && set.status === 'read' && !set.byId.has(linked)
  return (
    <div className="h-full overflow-auto">
      <title>Detection rules · Gumshoe</title>
      <main className="mx-auto max-w-5xl space-y-8 px-4 py-8 sm:px-6">
        <header className="space-y-1">
          <BackToLogs />
          <h1 className="font-semibold text-xl">Detection rules</h1>
          <p className="max-w-2xl text-kumo-strong">
            Every rule that is on searches the entries that a log has loaded. What it finds is
            listed in the tab Findings, beside the facets of the log, and marked in the rows. A
            level says how much a match matters; “loosens” and “tightens” say what the change does
            to security. The rules are written in Sigma, an open format that other tools read, too.
          </p>
        </header>
        {isMissing && (
          <p role="status" className="rounded-lg bg-kumo-warning/10 px-3 py-2 break-words">
            This browser has no rule with the id{' '}
            <span className="font-mono text-[12px]">
              <VisibleText text={linked} />
            </span>
            . Ask the person who sent the link for its file, then add the file here.
          </p>
        )}
        <OwnRulesSection
          draft={draft}
          isPasting={isPasting}
          onDraft={setDraft}
          onPasting={setPasting}
        />
        <section aria-labelledby="rules" className="space-y-3">
          <h2 id="rules" className="font-semibold text-lg">
            All rules
          </h2>
          {set.status === 'failed' && (
            <p role="alert" className="flex items-center gap-2 text-kumo-danger">
              The rules could not be loaded.
              <Button size="sm" variant="secondary" onClick={() => void ruleLibrary.read()}>
                Try again
              </Button>
            </p>
          )}
          {set.status !== 'read' && set.status !== 'failed' && (
            <p role="status">Loading the rules…</p>
          )}
          {set.status === 'read' && (
            <>
              <p className="text-kumo-strong">
                {`${toCounted(set.byId.size, 'rule')}, ${set.own.size} of them own, ${set.off.size} switched off.`}
              </p>
              <RuleList
                set={set}
                linked={linked}
                onOpened={(id) =>
                  setParameters(id === undefined ? {} : { rule: id }, { replace: true })
                }
                onEdit={(id) => {
                  setDraft(stored.find((rule) => rule.id === id)?.text ?? '')
                  setPasting(true)
                }}
              />
            </>
          )}
        </section>
      </main>
    </div>
  )
}
