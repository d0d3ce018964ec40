/** Lists what the logs of a report cannot show; of several logs, each statement names its logs. */
import type { CoverageGap } from '../../../query/coverage/find-coverage-gaps.ts'
import type { ReportSubject } from './report.ts'

/** Each statement once, those about the question first. One of several logs begins with their titles. */
export function listGaps(subjects: ReportSubject): readonly CoverageGap[] {
  const gaps = subjects.flatMap(({ log, subject }) =>
    (subject?.cannotShow ?? []).map((gap) => ({ gap, log })),
  )
  const ofLogs = new Map<string, { gap: CoverageGap; logs: string[] }>()
  for (const { gap, log } of gaps) {
    const key = `${gap.appliesTo} ${gap.statement.sentence}`
    const known = ofLogs.get(key) ?? { gap, logs: [] }
    if (!known.logs.includes(log)) known.logs.push(log)
    ofLogs.set(key, known)
  }
  const all = [...ofLogs.values()].map(({ gap, logs }) =>
    subjects.length === 1 ? gap : addLogs(gap, logs),
  )
  const isOfQuestion = ({ appliesTo }: CoverageGap) => appliesTo === 'question'
  return [...all.filter(isOfQuestion), ...all.filter((gap) => !isOfQuestion(gap))]
}

function addLogs(gap: CoverageGap, logs: readonly string[]): CoverageGap {
  const { statement } = gap
  const sentence = `${logs.join(', ')}: ${statement.sentence}`
  return { ...gap, statement: { ...statement, sentence } }
}
