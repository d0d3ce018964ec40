/** A hook for what detection rules found in a list. */
import { useSyncExternalStore } from 'react'
import { nothingFound, type RuleState } from '../../rules/rule-state.ts'
import type { RuleKeeper } from './rule-keeper.ts'

const subscribeToNothing = () => () => undefined
const getNothing = () => nothingFound

/** The state of a keeper; renders again when it changes. */
export function useRuleState(keeper: RuleKeeper | undefined): RuleState {
  return useSyncExternalStore(
    keeper?.subscribe ?? subscribeToNothing,
    keeper?.getState ?? getNothing,
  )
}
