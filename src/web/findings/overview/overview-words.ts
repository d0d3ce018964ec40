/** Words the overview. Pure. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { maskHead } from '../../../query/secrets/find-secrets.ts'
import { toCounted, toCountText } from '../../ui/text/count-text.ts'
import type { RuleEntries } from './read-overview.ts'

/** Maximum number of actors that are named. */
const maxActors = 3

/**
 * “by dana@example.com (2), ci-token (1) and 4 others, 2 without a name”; `undefined` where no entry names an actor. Suspected
 * secrets are masked.
 */
export function toActorWords({
  actors,
  nameless,
}: Pick<RuleEntries, 'actors' | 'nameless'>): string | undefined {
  if (actors.length === 0) return undefined
  const isOnly = actors.length === 1 && nameless === 0
  const named = actors.slice(0, maxActors).map(({ actor, count }) => {
    const name = maskHead([], actor)
    return isOnly ? name : `${name} (${toCountText(count)})`
  })
  const others = actors.length - named.length
  const rest = [
    others > 0 ? ` and ${toCounted(others, 'other')}` : '',
    nameless > 0 ? `, ${toCountText(nameless)} without a name` : '',
  ]
  return `by ${named.join(', ')}${rest.join('')}`
}

/** “Show the 3 entries”. */
export function toShowWords(count: number): string {
  return count === 1 ? 'Show the entry' : `Show the ${toCountText(count)} entries`
}

/** “12 of 11,858 loaded”. */
export function toLoadedWords(count: number, of: number): string {
  return `${toCountText(count)} of ${toCountText(of)} loaded`
}

/** “3 questions need the insights log, which was not asked”; all logs for questions of the timeline. */
export function toUnaskedQuestionWords(count: number, log: Pick<Dataset, 'word'> | 'all'): string {
  const verb = count === 1 ? 'needs' : 'need'
  const needed =
    log === 'all' ? 'all logs, of which one was asked' : `the ${log.word} log, which was not asked`
  return `${toCounted(count, 'question')} ${verb} ${needed}`
}
