/** Chooses the next page to ask for: the one that the list waits for, and then those after it. */
import { cutRange, findStretchLengthMs, mostDownloads } from './cut-range.ts'
import type { Run } from './run.ts'
import { addStretch, isPlanned, type SearchPlan } from './search-plan.ts'
import type { Strand, Stretch } from './stretch.ts'
import { findRequest } from './window-state.ts'

/** Pages that may wait for those before them. */
const mostWaitingPages = 60

/** How many requests are under way. */
export function countDownloads({ active }: SearchPlan): number {
  return active.flatMap(({ strands }) => strands).filter(({ isBusy }) => isBusy).length
}

/** The page that is wanted most and can be asked now; a stretch is added where one is missing. */
export function findNext(run: Run): { stretch: Stretch; strand: Strand } | undefined {
  const { plan } = run
  const downloads = countDownloads(plan)
  if (downloads >= mostDownloads) return undefined
  // What is under way joins the list first: the range is cut where the list ends.
  if (run.demand === 'all' && !run.isCut && downloads === 0) cutRange(run)
  const runsAhead = run.demand === 'all' && run.isCut
  for (const [index, stretch] of plan.active.entries()) {
    if (index > 0 && !runsAhead) break
    const strand = stretch.strands.find((each) => canAsk(each, index === 0))
    if (strand) return { stretch, strand }
  }
  return findInNewStretch(run, runsAhead)
}

function findInNewStretch(run: Run, runsAhead: boolean): ReturnType<typeof findNext> {
  const { plan, parts } = run
  if (isPlanned(plan) || (plan.active.length > 0 && !runsAhead)) return undefined
  const pages = plan.active.flatMap(({ strands }) => strands.flatMap(({ pending }) => pending))
  if (pages.length > mostWaitingPages) return undefined
  const lengthMs = runsAhead ? findStretchLengthMs(run) : Number.POSITIVE_INFINITY
  const stretch = addStretch(plan, parts, lengthMs)
  const [strand] = stretch.strands
  return strand && { stretch, strand }
}

function canAsk({ isBusy, window, pending }: Strand, isFirst: boolean): boolean {
  if (isBusy || !findRequest(window)) return false
  // What became of the pages of the first stretch decides how it goes on.
  return isFirst
    ? pending.length === 0 && window.unsettledPages === 0
    : pending.length < mostWaitingPages / 2
}
