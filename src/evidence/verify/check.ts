/** The results of a verification, one by one. */
import { toCounted } from './words.ts'

/** `unknown`: neither shown nor refuted by what was given. */
export type CheckResult = 'holds' | 'fails' | 'unknown'

/** What a check is about. `time` is that of the proxy, `timestamp` that of an authority. `limits` are facts that no such evidence can show; they do not weaken the result. */
export type CheckTopic =
  | 'files'
  | 'receipt'
  | 'entries'
  | 'pages'
  | 'records'
  | 'signatures'
  | 'signer'
  | 'question'
  | 'time'
  | 'timestamp'
  | 'limits'

/** A name and a value, such as a digest, that a reader may want to compare. */
export type CheckDetail = readonly [label: string, value: string]

/** One thing that was checked, in full sentences that name the file, page, record or entry. */
export type Check = {
  readonly topic: CheckTopic
  readonly result: CheckResult
  readonly words: string
  readonly details: readonly CheckDetail[]
}

/** Something that does not fit: a sentence, or one with values that an expert compares. */
export type Problem = string | Pick<Check, 'words' | 'details'>

/** Checks as they are found. */
export type CheckList = {
  readonly add: (
    topic: CheckTopic,
    result: CheckResult,
    words: string,
    details?: readonly CheckDetail[],
  ) => void
  /** Adds each problem as a failed check; without any, one check that holds. */
  readonly report: (topic: CheckTopic, problems: readonly Problem[], holds: string) => void
  readonly list: () => readonly Check[]
}

/** More checks of one topic and result are counted and not listed: a page of a thousand sentences helps no reader. */
const maxAlike = 20

/** Starts a list of checks. */
export function createCheckList(): CheckList {
  const checks: Check[] = []
  const counts = new Map<string, number>()
  const add: CheckList['add'] = (topic, result, words, details = []) => {
    const kind = `${topic} ${result}`
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    if (count <= maxAlike) checks.push({ topic, result, words, details })
  }
  return {
    add,
    report(topic, problems, holds) {
      if (problems.length === 0) add(topic, 'holds', holds)
      for (const problem of problems) {
        if (typeof problem === 'string') add(topic, 'fails', problem)
        else add(topic, 'fails', problem.words, problem.details)
      }
    },
    list() {
      const more = [...counts].flatMap(([kind, count]): Check[] => {
        const first = checks.find(({ topic, result }) => `${topic} ${result}` === kind)
        if (!first || count <= maxAlike) return []
        const words = `${toCounted(count - maxAlike, 'more result', 'more results')} like the ${maxAlike} listed.`
        return [{ ...first, words, details: [] }]
      })
      return [...checks, ...more]
    },
  }
}
