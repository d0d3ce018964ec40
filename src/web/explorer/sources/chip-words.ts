/** The words of a chip for one log or for several: short ones on the chip, and sentences that explain them. */
import { getDataset } from '../../../catalog/index.ts'
import type { SourcePlan } from '../../../query/timeline/plan-timeline.ts'
import {
  toCannotContainLabel,
  toCannotContainWords,
  toUncheckedLabel,
  toUncheckedWords,
} from '../../../query/timeline/plan-words.ts'
import { toFailureWords } from '../../api/api-failure.ts'
import type { SourceState } from '../../search/engine/search-state.ts'
import { toCountText } from '../../ui/text/count-text.ts'

/** What is known of a log, from the weightiest on: of several logs, the chip has the weightiest. */
const chipKinds = ['failed', 'unchecked', 'read', 'cannot-contain', 'hidden'] as const

/** What a chip says. `failed` sources can be read again, and `unchecked` ones show entries that nothing was checked of. */
export type ChipWords = {
  kind: (typeof chipKinds)[number]
  label: string
  sentence: string
}

/** How far a log was read; `undefined` where nothing of it was loaded yet. */
export type ChipState = Pick<SourceState, 'loaded' | 'shown' | 'share' | 'failure'> | undefined

/** One log. */
export type ChipLog = { plan: SourcePlan; state: ChipState }

/** The words for one log. */
export function toChipWords(plan: SourcePlan, state: ChipState): ChipWords {
  const dataset = getDataset(plan.source.dataset)
  if (plan.isHidden) return { kind: 'hidden', label: 'hidden', sentence: 'Hidden.' }
  if (plan.cannotContain) {
    const { cannotContain } = plan
    return {
      kind: 'cannot-contain',
      label: toCannotContainLabel(cannotContain),
      sentence: toCannotContainWords(dataset, cannotContain),
    }
  }
  const loaded = toLoadedWords(state)
  if (state?.failure) {
    const { title, explanation } = toFailureWords(state.failure)
    const status = state.failure.kind === 'refused' ? `${state.failure.status} ` : ''
    return {
      kind: 'failed',
      label: `failed: ${status}${title}`,
      sentence: `${title}. ${explanation} ${loaded}.`,
    }
  }
  const share =
    state && state.share < 1 ? `, ${Math.floor(state.share * 100)} % of the range read` : ''
  const count = toCountLabel(state)
  const { unchecked } = plan
  if (unchecked.length > 0) {
    return {
      kind: 'unchecked',
      label: `${count} · ${toUncheckedLabel(unchecked)}`,
      sentence: `${loaded}${share}. ${toUncheckedWords(dataset, unchecked)}`,
    }
  }
  return { kind: 'read', label: count, sentence: `${loaded}${share}.` }
}

/** The words for several logs; those of one kind alone have its words. */
export function toGroupWords(logs: readonly ChipLog[]): ChipWords {
  const all = logs.map(({ plan, state }) => toChipWords(plan, state))
  const kind = chipKinds.find((each) => all.some((words) => words.kind === each)) ?? 'read'
  const first = all.find((words) => words.kind === kind)
  if (first && (kind === 'hidden' || kind === 'cannot-contain')) return first
  const count = (of: ChipWords['kind']) => all.filter((words) => words.kind === of).length
  const asked = logs.filter(({ plan }) => !plan.isHidden && !plan.cannotContain)
  const sum = addUp(asked)
  const others = [
    [count('failed'), 'failed'],
    [count('cannot-contain'), 'cannot contain this'],
    [count('hidden'), 'hidden'],
  ].flatMap(([some, words]) => (some ? `${some} ${words}` : []))
  const unchecked = asked.flatMap(({ plan }) => (plan.query ? plan.unchecked : []))
  const doubts = unchecked.length > 0 ? [toUncheckedLabel(unchecked)] : []
  return {
    kind,
    label: [toCountLabel(sum), ...doubts, ...others].join(' · '),
    sentence: [toLoadedWords(sum), ...doubts, ...others].map((words) => `${words}.`).join(' '),
  }
}

type Loaded = Pick<SourceState, 'loaded' | 'shown'> | undefined

function addUp(logs: readonly ChipLog[]): Loaded {
  const states = logs.flatMap(({ state = [] }) => state)
  if (states.length === 0) return undefined
  const loaded = states.reduce((sum, state) => sum + state.loaded, 0)
  const shown = states.reduce((sum, state) => sum + (state.shown ?? state.loaded), 0)
  return { loaded, ...(shown !== loaded && { shown }) }
}

/** `1,204`, or `5 of 1,204` where filters that are applied after loading show only these. */
function toCountLabel(state: Loaded): string {
  if (!state) return '…'
  const loaded = toCountText(state.loaded)
  return state.shown === undefined ? loaded : `${toCountText(state.shown)} of ${loaded}`
}

function toLoadedWords(state: Loaded): string {
  if (!state) return 'Nothing loaded yet'
  const loaded = `${toCountText(state.loaded)} loaded`
  return state.shown === undefined ? loaded : `${loaded}, ${toCountText(state.shown)} of them shown`
}
