/** Ends of the time range, order, and how late entries appear. */
import { formatInstant } from '../../cloudflare/instant.ts'
import type { CheckedEntry, CheckedLog } from '../checked-log.ts'
import { type Answer, isAuditLogV2, type LogQuestion } from '../question.ts'
import { Unanswered } from '../unanswered.ts'

const secondMs = 1_000
const minuteMs = 60_000
const hourMs = 3_600_000

/** An entry of the sample with a time that no other has, some way from the newest one. */
async function getLoneEntry(log: CheckedLog): Promise<CheckedEntry> {
  const { entries } = await log.sample()
  const lone = entries.filter(
    ({ timeMs }, index) =>
      Number.isFinite(timeMs) &&
      entries[index - 1]?.timeMs !== timeMs &&
      entries[index + 1]?.timeMs !== timeMs,
  )
  const found = lone[Math.min(5, lone.length - 1)]
  if (!found) throw new Unanswered('no entry has a time of its own.')
  return found
}

async function askBound(log: CheckedLog, bound: 'since' | 'before'): Promise<Answer> {
  const entry = await getLoneEntry(log)
  const near = formatInstant(entry.timeMs + (bound === 'since' ? secondMs : -secondMs))
  const range = { since: near, before: near, [bound]: entry.time }
  const { entries } = await log.read({ ...range, size: 100 })
  const isInside = entries.some(({ key }) => key === entry.key)
  return {
    words: `an entry of exactly that instant is ${isInside ? '' : 'not '}in the result.`,
    form: isInside ? 'inclusive' : 'exclusive',
  }
}

async function askOrder(log: CheckedLog): Promise<Answer> {
  const { entries } = await log.sample()
  const part = entries.slice(0, 100)
  const oldest = part.at(-1)
  if (!oldest || part.length < 3) throw new Unanswered('this log has too few entries.')
  const isSorted = part.every(
    ({ timeMs }, index) => index === 0 || timeMs <= (part[index - 1]?.timeMs ?? 0),
  )
  const range = { since: oldest.time, size: 200 }
  const down = (await log.read(range)).entries.map(({ key }) => key)
  const up = (await log.read({ ...range, direction: 'asc' })).entries.map(({ key }) => key)
  const equal = part.filter(({ timeMs }, index) => timeMs === part[index - 1]?.timeMs).length
  const sorted = `the newest entries are ${isSorted ? '' : 'not '}sorted by time`
  const isReverse = [...up].reverse().join() === down.join()
  const reverse = `ascending order is ${isReverse ? '' : 'not '}the exact reverse`
  const ties =
    equal === 0 ? 'no two of them have the same instant' : 'some of them have the same instant'
  return { words: `${sorted}; ${reverse}; ${ties}.` }
}

/** A span of time in steps, because its exact length would tell the time of an entry. */
function toSpanWords(spanMs: number): string {
  const steps: readonly [number, string][] = [
    [minuteMs, 'less than a minute'],
    [3 * minuteMs, '1 to 3 minutes'],
    [8 * minuteMs, '3 to 8 minutes'],
    [30 * minuteMs, '8 to 30 minutes'],
    [24 * hourMs, '30 minutes to a day'],
  ]
  return steps.find(([limitMs]) => spanMs < limitMs)?.[1] ?? 'more than a day'
}

/** Entries that were missing in the sample although they had happened before it. */
async function findLateEntries(log: CheckedLog): Promise<readonly CheckedEntry[]> {
  const { entries, beforeMs } = await log.sample()
  const known = new Set(entries.map(({ key }) => key))
  const since = formatInstant(beforeMs - hourMs)
  const again = await log.read({ since, size: log.dataset.pagination.maxSize, isFresh: true })
  return again.entries.filter(({ key }) => !known.has(key))
}

/**
 * The share of the time before the newest entry in which one had to wait longer than `gapMs` for an entry: how likely
 * such a gap is without any delay. `undefined` with too few entries to tell.
 */
function findShareOfGaps(entries: readonly CheckedEntry[], gapMs: number): number | undefined {
  const newestMs = entries[0]?.timeMs ?? Number.NaN
  const recent = entries.filter(({ timeMs }) => timeMs > newestMs - 6 * hourMs)
  if (recent.length < 50) return undefined
  const gaps = recent.slice(1).map(({ timeMs }, index) => (recent[index]?.timeMs ?? 0) - timeMs)
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
  return sum(gaps.map((each) => Math.max(0, each - gapMs))) / sum(gaps)
}

async function askArrival(log: CheckedLog): Promise<Answer> {
  const { entries, beforeMs } = await log.sample()
  const [newest] = entries
  if (!newest) throw new Unanswered('this log has no entries.')
  const late = await findLateEntries(log)
  if (late.length > 0) {
    const longestMs = Math.max(...late.map(({ timeMs }) => beforeMs - timeMs))
    return {
      words: `${late.length} entries appeared during the check although they had happened before it; the first reading missed one that was ${toSpanWords(longestMs)} old.`,
      form: longestMs >= minuteMs ? 'late' : undefined,
    }
  }
  const gapMs = beforeMs - newest.timeMs
  const words = `the newest entry was ${toSpanWords(gapMs)} old`
  if (gapMs < minuteMs) return { words: `${words}.`, form: 'at-once' }
  const share = findShareOfGaps(entries, gapMs)
  if (share !== undefined && share < 0.01) {
    return { words: `${words}, and this log seldom pauses so long.`, form: 'late' }
  }
  throw new Unanswered(
    `${words}, which may be a delay or a pause. Change something in the dashboard, and run the check again within a minute.`,
  )
}

/** The questions, in the order in which they are asked. */
export const timeQuestions: readonly LogQuestion[] = [
  {
    title: 'The beginning of a range (since)',
    decides: { name: 'since', isFor: () => true },
    isFor: () => true,
    ask: (log) => askBound(log, 'since'),
  },
  {
    title: 'The end of a range (before)',
    decides: { name: 'before', isFor: () => true },
    isFor: () => true,
    ask: (log) => askBound(log, 'before'),
  },
  { title: 'The order of entries', isFor: () => true, ask: askOrder },
]

/** Asked after all others, so that as much time as possible has passed. */
export const arrivalQuestion: LogQuestion = {
  title: 'How late entries appear',
  decides: { name: 'arrival', isFor: isAuditLogV2 },
  isOfEntries: true,
  isFor: () => true,
  ask: askArrival,
}
