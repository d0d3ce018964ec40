/** Says of an entry that loosened security whether later entries of a list undid it. */
import { getMatcher } from '../evaluate/get-matcher.ts'
import type { DetectionRule, Effect, Rule } from '../rule.ts'
import { type ChangedResource, isSameResource } from './changed-resource.ts'
import { createUndoneJudge, type SubsequentEntry, type UndoneHow } from './judge-subsequent.ts'
import { listEffectRules } from './loosening-rules.ts'

/**
 * What is known of a loosening. `open`: no entry of the list undid it; with `again`, one did or may have, and `again` is the
 * entry that loosened it after that. `unclear`: the latest entry about it does not say whether it is undone. `unknown`: the entry does not
 * name its resource.
 */
export type LooseningState<T extends ChangedResource = SubsequentEntry> =
  | { kind: 'open'; again?: T }
  | { kind: 'unclear' | 'undone'; by: T; how: UndoneHow }
  | { kind: 'unknown' }

/** Adds to an entry which effects the rules that match it have; each is decided when it is first asked for. */
export function withEffects<T extends ChangedResource>(
  resource: T,
  rules: readonly Rule[],
): T & Pick<SubsequentEntry, 'has'> {
  const { dataset, entry } = resource
  const known = new Map<Effect, boolean>()
  const has = (effect: Effect) => {
    const decided =
      known.get(effect) ??
      listEffectRules(rules, effect, dataset).some((rule) => getMatcher(rule, dataset)(entry))
    known.set(effect, decided)
    return decided
  }
  return { ...resource, has }
}

/**
 * The state of what `rule` found in an entry, after other entries of the list in order of time. Earlier ones only give the
 * resource a name. `findKnown` gives the state of a later entry that the rule matches, so that the rest is not read again.
 */
export function trackLoosening<T extends SubsequentEntry>(
  loosened: ChangedResource,
  rule: DetectionRule,
  others: readonly T[],
  findKnown: (later: T) => LooseningState<T> | undefined = () => undefined,
): LooseningState<T> {
  if (loosened.ids.length === 0 && (loosened.path === undefined || loosened.verb === 'create')) {
    return { kind: 'unknown' }
  }
  const judge = createUndoneJudge(loosened, rule, () => findName(loosened, others))
  let state: LooseningState<T> = { kind: 'open' }
  for (const later of others) {
    const judged = judge(later)
    if (judged?.kind === 'repeats') {
      if (state.kind !== 'open') state = { kind: 'open', again: later }
      const known = findKnown(later)
      if (known) return known.kind === 'open' && !known.again ? state : known
    } else if (judged?.kind === 'undoes' && state.kind !== 'undone') {
      state = { kind: 'undone', by: later, how: judged.how }
    } else if (judged?.kind === 'unclear' && state.kind !== 'undone') {
      state = { kind: 'unclear', by: later, how: judged.how }
    }
  }
  return state
}

/** The state of an entry that several rules match: open while that of any of them is. */
export function joinStates<T extends ChangedResource>(
  states: readonly LooseningState<T>[],
): LooseningState<T> {
  const [first, ...rest] = states.toSorted((a, b) => stateOrder[a.kind] - stateOrder[b.kind])
  if (first?.kind !== 'undone') return first ?? { kind: 'unknown' }
  return rest.reduce(
    (latest: typeof first, each) =>
      each.kind === 'undone' && each.by.fromMs > latest.by.fromMs ? each : latest,
    first,
  )
}

/** The order of the states: what is still in effect is first. */
export const stateOrder: Readonly<Record<LooseningState['kind'], number>> = {
  ...{ open: 0, unclear: 1, unknown: 2, undone: 3 },
}

/** What the latest of the earlier entries calls the resource. */
function findName(
  loosened: ChangedResource,
  others: readonly ChangedResource[],
): string | undefined {
  return others
    .filter((each) => each.fromMs <= loosened.toMs && isSameResource(loosened, each))
    .findLast(({ name }) => name !== undefined)?.name
}
