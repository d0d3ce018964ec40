/** Sets a source aside after a failure, so that the others can be read without it, and takes it back for a retry. */
import { formatInstant } from '../../../../cloudflare/instant.ts'
import type { FailureDetail } from '../../../api/api-failure.ts'
import { findOwnRefusal } from '../../../api/own-refusals.ts'
import { dropSegments, getSourceRun, type Run, updateSource, updateStream } from '../run.ts'
import { continueFrom } from '../search-plan.ts'
import { findHead, type SourceRun } from '../source-run.ts'
import { endWindow, isBeyond } from '../window-state.ts'
import { toRefusalReason } from './refusal-reason.ts'

/** Whether a failure concerns one of several sources. Without a network or a proxy, none can be read. */
export function isOfSource({ state }: Run, failure: FailureDetail): boolean {
  if (state.sources.length === 1) return false
  if (failure.kind === 'refused') return findOwnRefusal(failure.errors)?.wait !== 'absent'
  return failure.kind === 'not-a-page' || failure.kind === 'repeated-cursor'
}

/** Goes on without a source. What it has brought of its first segment is still added to the list. */
function setAside(run: Run, number: number, failure: FailureDetail): void {
  const { mode, setAside: before } = getSourceRun(run, number)
  if (mode === 'set-aside') return
  dropSegments(run, number, mode === 'reading' ? 1 : 0)
  const source = getSourceRun(run, number)
  const { ledger, plan } = run
  const { id } = source.source
  const stoppedMs = findStopMs(run, source)
  const gap = {
    since: formatInstant(Math.min(stoppedMs, plan.endMs)),
    before: formatInstant(Math.max(stoppedMs, plan.endMs)),
    query: 1,
    reason: toRefusalReason(failure),
  }
  for (const stream of findHead(source)?.streams ?? []) {
    const { window } = stream
    if (window.end) continue
    updateStream(run, stream, { window: endWindow({ ...window, failure: undefined }, gap.reason) })
  }
  if (before) ledger.record({ kind: 'gap-closed', source: id, gap: before.gap })
  ledger.record({ kind: 'source-set-aside', source: id, gap })
  updateSource(run, number, { mode: 'set-aside', setAside: { failure, stoppedMs, gap } })
}

/** Up to here all entries of a source were received. */
function findStopMs({ plan }: Run, source: SourceRun): number {
  const head = findHead(source)
  if (!head) return source.frontierMs ?? plan.startMs
  const open = head.streams.filter(({ window }) => !window.end)
  return open
    .map(({ window }) => window.furthestMs ?? head.startMs)
    .reduce(
      (first, each) => (isBeyond(plan.parts.direction, first, each) ? each : first),
      head.endMs,
    )
}

/** Sets each source aside whose next page cannot be had. Returns whether there was one. */
export function setFailedAside(run: Run): boolean {
  const failed = run.state.sources.flatMap((source) => {
    const streams = source.mode === 'set-aside' ? [] : (findHead(source)?.streams ?? [])
    return streams.flatMap(({ window, failure = window.failure, pending }) =>
      failure && pending.length === 0 ? [{ number: source.number, failure }] : [],
    )
  })
  const ofSource = failed.filter(({ failure }) => isOfSource(run, failure))
  for (const { number, failure } of ofSource) setAside(run, number, failure)
  return ofSource.length > 0
}

/** Reads a source again from where its entries in the list end. */
export function takeBack(run: Run, number: number): void {
  const { mode, frontierMs } = getSourceRun(run, number)
  if (mode !== 'set-aside') return
  dropSegments(run, number, 0)
  const { segments } = getSourceRun(run, number)
  const next = continueFrom(run.plan, frontierMs ?? run.plan.startMs)
  updateSource(run, number, {
    mode: 'catching-up',
    isSplit: false,
    segments: { ...segments, ...next },
  })
}
