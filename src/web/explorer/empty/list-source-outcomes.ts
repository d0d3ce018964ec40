/** Says for each log of a timeline why nothing of it is in the list. */
import { getDataset } from '../../../catalog/index.ts'
import type { TimelineRole } from '../../../catalog/timeline/timeline-role.ts'
import { formatSource } from '../../../query/address/source-text.ts'
import type { LogQuery, Source } from '../../../query/log-query.ts'
import { planTimeline } from '../../../query/timeline/plan-timeline.ts'
import { toNotRecordedWords } from '../../../query/timeline/plan-words.ts'
import { toTimelineQuery } from '../../../query/timeline/to-timeline-query.ts'
import { toFailureWords } from '../../api/api-failure.ts'
import type { SourceState } from '../../search/engine/search-state.ts'
import { toCounted } from '../../ui/text/count-text.ts'

/** One log, and its outcome in a few words. */
export type SourceOutcome = {
  id: string
  title: string
  scope: Source['scope']
  words: string
  kind: 'cannot-contain' | 'failed' | 'partial' | 'empty' | 'hidden'
  /** What a log does not record that cannot contain the answer. */
  unrecorded?: readonly TimelineRole[]
}

/** The outcomes in the order of the sources. */
export function listSourceOutcomes(
  query: LogQuery,
  states: readonly SourceState[],
): readonly SourceOutcome[] {
  return planTimeline(toTimelineQuery(query)).map(({ source, cannotContain, isHidden }) => {
    const id = formatSource(source)
    const state = states.find((each) => each.id === id)
    return {
      id,
      title: getDataset(source.dataset).title,
      scope: source.scope,
      ...(cannotContain
        ? {
            kind: 'cannot-contain',
            unrecorded: cannotContain,
            words: `cannot contain this: it ${toNotRecordedWords(cannotContain)}`,
          }
        : isHidden
          ? { kind: 'hidden', words: 'hidden' }
          : toReadOutcome(state)),
    }
  })
}

function toReadOutcome(state: SourceState | undefined): Pick<SourceOutcome, 'kind' | 'words'> {
  if (state?.failure) {
    const { title } = toFailureWords(state.failure)
    return { kind: 'failed', words: `failed: ${title}` }
  }
  const found = state?.loaded
    ? `none of ${toCounted(state.loaded, 'entry', 'entries')} matches`
    : 'nothing found'
  if (state?.share === 1) return { kind: 'empty', words: found }
  const percent = Math.floor((state?.share ?? 0) * 100)
  return { kind: 'partial', words: `${found} in the ${percent} % of the time that were read` }
}

/** Logs with the same outcome in several accounts, zones or organizations. */
export type OutcomeGroup = Omit<SourceOutcome, 'id' | 'scope'> & {
  scopes: readonly Source['scope'][]
}

/** The outcomes with those of one log and equal words together, in their order. */
export function groupOutcomes(outcomes: readonly SourceOutcome[]): readonly OutcomeGroup[] {
  const groups = new Map<string, OutcomeGroup>()
  for (const { id: _, scope, ...outcome } of outcomes) {
    const key = `${outcome.title}: ${outcome.words}`
    const scopes = groups.get(key)?.scopes ?? []
    groups.set(key, { ...outcome, scopes: [...scopes, scope] })
  }
  return [...groups.values()]
}
