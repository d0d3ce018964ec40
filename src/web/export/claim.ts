/** The claim about exported entries: the ledger's verdict in one sentence. */
import { toCounted, toCountText } from '../ui/text/count-text.ts'
import type { ExportedEntries, SearchFacts } from './export-source.ts'

/** Whether the export contains all entries that the search asks for, and the sentence that says so. */
export type Claim = { isComplete: boolean; words: string }

type ClaimFacts = Pick<
  SearchFacts,
  | 'verdict'
  | 'because'
  | 'loaded'
  | 'shown'
  | 'hidesLogs'
  | 'hasOnlyQueryFilters'
  | 'onlyIn'
  | 'verdicts'
  | 'mayLackOlder'
  | 'mayStillChangeSince'
  | 'late'
>

/** The claim about `count` exported entries of a search. */
export function toClaim(facts: ClaimFacts, which: ExportedEntries, count: number): Claim {
  const { verdict, because, loaded, shown } = facts
  const isComplete = verdict === 'complete' && which === 'shown'
  const entries = toCounted(count, 'entry', 'entries')
  if (which === 'selected') {
    const of = `of ${toCountText(loaded)} loaded`
    return { isComplete, words: `A selection: ${entries} ${of}. ${toVerdictWords(facts)}` }
  }
  const start =
    verdict === 'complete'
      ? `${toCompleteWords(facts)}: ${toCounted(loaded, 'entry', 'entries')}. ${because}`
      : toVerdictWords(facts)
  const passed =
    shown < loaded ? ` The file gets the ${toCountText(count)} ${toPassedWords(facts)}.` : ''
  return { isComplete, words: start + passed }
}

function toPassedWords({ onlyIn, hidesLogs, hasOnlyQueryFilters }: ClaimFacts): string {
  if (onlyIn !== undefined) return `in the list, which shows only events that ${onlyIn} alone has`
  if (hidesLogs) return 'that are shown'
  return hasOnlyQueryFilters ? 'that match the filters' : 'that pass the local filters'
}

function toCompleteWords({
  mayStillChangeSince,
  late,
  mayLackOlder,
  verdicts,
}: ClaimFacts): string {
  const reach = verdicts ? ', as far as the logs reach' : ', as far as the log reaches'
  const until = mayLackOlder ? reach : ''
  if (late) return `Complete as read at ${late.asReadAt}${until}`
  return `Complete${mayStillChangeSince ? ' so far' : ''}${until}`
}

function toVerdictWords({ verdict, because, loaded }: ClaimFacts): string {
  const are = `${toCounted(loaded, 'entry', 'entries')} of this range ${loaded === 1 ? 'is' : 'are'} loaded`
  switch (verdict) {
    case 'complete':
      return 'The search itself is complete.'
    case 'partial':
      return `Partial: only ${are}. ${because}`
    case 'unknown':
      return `It is unknown whether this is all: ${are}. ${because}`
    default:
      return verdict satisfies never
  }
}
