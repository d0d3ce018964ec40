/** What the rules found in the list of a session. The rules are loaded after the first row. */
import { useEffect } from 'react'
import { useIsFirstLoadOver } from '../../first-load/first-load.ts'
import { ruleLibrary, useRules } from '../../rules/rule-library.ts'
import type { RuleState } from '../../rules/rule-state.ts'
import type { SearchSession } from '../../search/session/search-session.ts'
import { useRuleState } from '../../search/session/use-rule-state.ts'

/** Searches the list of a session by the rules. With `isUrgent`, the first row needs the rules. */
export function useFindings(session: SearchSession | undefined, isUrgent: boolean): RuleState {
  const isFirstLoadOver = useIsFirstLoadOver()
  const isWanted = isFirstLoadOver || isUrgent
  useEffect(() => {
    if (isWanted) void ruleLibrary.read()
  }, [isWanted])
  const { status, rules } = useRules()
  const keeper = session?.rules
  useEffect(() => {
    if (status === 'read') keeper?.setRules(rules)
  }, [status, rules, keeper])
  return useRuleState(keeper)
}
