/** The words of a source's chip: short ones on the chip, and a sentence that explains them. */
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

/** What a chip says. `failed` sources can be read again, and `unchecked` ones show entries that nothing was checked of. */
export type ChipWords = {
  kind: 'read' | 'unchecked' | 'cannot-contain' | 'failed' | 'hidden'
  label: string
  sentence: string
}

/** The words for one source; without a state nothing of it was loaded yet. */
export function toChipWords(
  plan: SourcePlan,
  state: Pick<SourceState, 'loaded' | 'share' | 'failure'> | undefined,
): ChipWords {
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
  const loaded = state ? `${toCountText(state.loaded)} loaded` : 'Nothing loaded yet'
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
  const count = state ? toCountText(state.loaded) : '…'
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
