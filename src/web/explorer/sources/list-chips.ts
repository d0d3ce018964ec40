/** The chips for the logs of a timeline: one for each log, or one for the same log of several accounts. Pure. */
import { getDataset } from '../../../catalog/index.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import type { Scope } from '../../../query/log-query.ts'
import { formatScopes } from '../../../query/timeline/choose-sources.ts'
import { groupBy } from '../../../query/timeline/group-by.ts'
import type { SourcePlan } from '../../../query/timeline/plan-timeline.ts'
import { toVisibleText } from '../../ui/text/visible-text.tsx'
import {
  type ChipLog,
  type ChipState,
  type ChipWords,
  toChipWords,
  toGroupWords,
} from './chip-words.ts'
import { groupPlans } from './group-plans.ts'

/** One chip. */
export type LineChip = {
  key: string
  /** Its logs. Several are the same log of several scopes, or logs that are not asked. */
  plans: readonly SourcePlan[]
  /** The word of the log, or words for several logs. */
  word: string
  /** The account, zone or organization where it has to be named; of several, their number. */
  name?: string
  /** Names the chip to screen readers. */
  spoken: string
  /** Names the list that a chip of several logs opens. */
  title: string
  words: ChipWords
}

/** How the chips are named. */
export type ChipNames = {
  toName: (scope: Scope) => string
  /** Whether there are several accounts. */
  showsAccounts: boolean
}

/** What is known of each log. */
export type FindChipState = (plan: SourcePlan) => ChipState

/** A chip for each log; several logs that are not asked share one. */
export function listLogChips(
  plan: readonly SourcePlan[],
  findState: FindChipState,
  names: ChipNames,
): readonly LineChip[] {
  const { inLine, grouped } = groupPlans(plan)
  const chips = inLine.map((each) => toLogChip(each, findState, names))
  return grouped.length > 0 ? [...chips, toUnaskedChip(grouped, findState)] : chips
}

/** The same with one chip for the same log of several scopes. */
export function listGroupChips(
  plan: readonly SourcePlan[],
  findState: FindChipState,
  names: ChipNames,
): readonly LineChip[] {
  const { inLine, grouped } = groupPlans(plan)
  const byLog = groupBy(inLine, ({ source }) => source.dataset)
  const chips = [...byLog.values()].map((plans) => {
    const [only, ...others] = plans
    return only && others.length === 0
      ? toLogChip(only, findState, names)
      : toGroupChip(plans, findState, names)
  })
  return grouped.length > 0 ? [...chips, toUnaskedChip(grouped, findState)] : chips
}

/** The chip of one log. */
export function toLogChip(
  plan: SourcePlan,
  findState: FindChipState,
  { toName, showsAccounts }: ChipNames,
): LineChip {
  const { dataset, scope } = plan.source
  const { word, shortTitle } = getDataset(dataset)
  const isNamed = 'id' in scope && (showsAccounts || scope.kind !== 'account')
  const name = isNamed ? toName(scope) : undefined
  return {
    key: formatSource(plan.source),
    plans: [plan],
    word,
    ...(name !== undefined && { name }),
    ...toTitle(shortTitle, name),
    words: toChipWords(plan, findState(plan)),
  }
}

function toGroupChip(
  plans: readonly SourcePlan[],
  findState: FindChipState,
  { toName }: ChipNames,
): LineChip {
  const sources = plans.map(({ source }) => source)
  const { id, word, shortTitle } = getDataset(sources[0]?.dataset ?? '')
  const name = formatScopes(sources, toName)
  return {
    key: id,
    plans,
    word,
    name,
    ...toTitle(shortTitle, name),
    words: toGroupWords(toLogs(plans, findState)),
  }
}

function toUnaskedChip(plans: readonly SourcePlan[], findState: FindChipState): LineChip {
  const { kind } = toGroupWords(toLogs(plans, findState))
  const word = `${plans.length} not asked`
  const sentence = 'They cannot contain the answer.'
  return {
    key: 'unasked',
    plans,
    word,
    spoken: word,
    title: 'Logs that are not asked',
    words: { kind, label: '', sentence },
  }
}

/** One chip for those that have no room in the line. */
export function toRestChip(rest: readonly LineChip[], findState: FindChipState): LineChip {
  const plans = rest.flatMap((chip) => chip.plans)
  const { kind, sentence } = toGroupWords(toLogs(plans, findState))
  const word = `${plans.length} more`
  return {
    key: 'rest',
    plans,
    word,
    spoken: word,
    title: 'More logs',
    words: { kind, label: '', sentence },
  }
}

function toTitle(shortTitle: string, name: string | undefined): Pick<LineChip, 'spoken' | 'title'> {
  const title = name === undefined ? shortTitle : `${shortTitle}, ${toVisibleText(name)}`
  return { spoken: title, title }
}

function toLogs(plans: readonly SourcePlan[], findState: FindChipState): readonly ChipLog[] {
  return plans.map((plan) => ({ plan, state: findState(plan) }))
}
