/**
 * A second, naive implementation of correlations, written from the words of the specification: it tries all windows and all
 * sequences.
 */
import type { CorrelationRule } from '../../rule.ts'
import type { RuleMatch } from '../rule-match.ts'

/** What a correlation consists of, for comparison. */
export type NaiveCorrelation = { rows: readonly number[]; group: string; metAt: readonly number[] }

/** The correlations of a rule of any type but `new_terms`; rows in ascending order. */
export function listNaiveCorrelations(
  rule: CorrelationRule,
  matches: readonly RuleMatch[],
): readonly NaiveCorrelation[] {
  const groups = new Set(matches.map((match) => toGroup(rule, match)))
  return [...groups].flatMap((group) => {
    if (group === undefined) return []
    const members = matches.filter(
      (match) =>
        toGroup(rule, match) === group &&
        rule.rules.includes(match.rule) &&
        (rule.type !== 'value_count' || Boolean(match.values[rule.field ?? ''])),
    )
    const found = rule.type === 'temporal_ordered' ? joinSequences : joinWindows
    return found(rule, members).map((each) => ({ ...each, group }))
  })
}

function toGroup({ groupBy }: CorrelationRule, { values }: RuleMatch): string | undefined {
  const texts = groupBy.map((name) => values[name])
  return texts.every(Boolean) ? texts.join('/') : undefined
}

function isMet(rule: CorrelationRule, members: readonly RuleMatch[]): boolean {
  if (members.length === 0) return false
  if (rule.type === 'temporal') {
    return rule.rules.every((id) => members.some((match) => match.rule === id))
  }
  const keys = members.map(({ row, values }) =>
    rule.type === 'value_count' ? values[rule.field ?? ''] : row,
  )
  const n = new Set(keys).size
  return rule.conditions.every(({ op, count }) => {
    if (op === 'gt') return n > count
    if (op === 'gte') return n >= count
    if (op === 'lt') return n < count
    if (op === 'lte') return n <= count
    return (n === count) === (op === 'eq')
  })
}

function joinWindows(rule: CorrelationRule, members: readonly RuleMatch[]) {
  const spanMs = rule.timespanMs ?? 0
  const within = (fromMs: number, toMs: number) =>
    members.filter(({ timeMs }) => timeMs >= fromMs && timeMs <= toMs)
  const windows = members.map(({ timeMs }) => within(timeMs, timeMs + spanMs))
  const isPart = (one: readonly RuleMatch[], other: readonly RuleMatch[]) =>
    one.length < other.length && one.every((match) => other.includes(match))
  const met = windows
    .filter((window) => !windows.some((other) => isPart(window, other)))
    .filter((window) => isMet(rule, window))
  return joinSets(met, (one, other) => one.some((match) => other.includes(match))).map(
    (joined) => ({
      rows: toRows(joined),
      metAt: toRows(joined.filter(({ timeMs }) => isMet(rule, within(timeMs - spanMs, timeMs)))),
    }),
  )
}

function joinSequences(rule: CorrelationRule, members: readonly RuleMatch[]) {
  let sequences: RuleMatch[][] = [[]]
  for (const id of rule.rules) {
    const next = members.filter((match) => match.rule === id)
    sequences = sequences.flatMap((sequence) =>
      next
        .filter((match) => {
          const last = sequence.at(-1)
          return !last || (last.timeMs <= match.timeMs && last.row !== match.row)
        })
        .map((match) => [...sequence, match]),
    )
  }
  const spanOf = (matches: readonly RuleMatch[]) => {
    const times = matches.map(({ timeMs }) => timeMs)
    return { fromMs: Math.min(...times), toMs: Math.max(...times) }
  }
  const met = sequences.filter((sequence) => {
    const { fromMs, toMs } = spanOf(sequence)
    return toMs - fromMs <= (rule.timespanMs ?? 0)
  })
  const overlap = (one: readonly RuleMatch[], other: readonly RuleMatch[]) =>
    spanOf(one).fromMs <= spanOf(other).toMs && spanOf(other).fromMs <= spanOf(one).toMs
  return joinSets(met, overlap).map((joined) => ({
    rows: toRows(joined),
    metAt: toRows(met.flatMap((each) => each.slice(-1)).filter((each) => joined.includes(each))),
  }))
}

function joinSets(
  sets: readonly (readonly RuleMatch[])[],
  touch: (one: readonly RuleMatch[], other: readonly RuleMatch[]) => boolean,
): readonly (readonly RuleMatch[])[] {
  const joined = [...sets]
  for (let one = 0; one < joined.length; one++) {
    for (let other = one + 1; other < joined.length; other++) {
      const [first, second] = [joined[one] ?? [], joined[other] ?? []]
      if (!touch(first, second)) continue
      joined.splice(other, 1)
      joined.splice(one, 1, [...new Set([...first, ...second])])
      // From the beginning: the larger set may touch others.
      one = -1
      break
    }
  }
  return joined
}

function toRows(matches: readonly RuleMatch[]): readonly number[] {
  return [...new Set(matches.map(({ row }) => row))].sort((a, b) => a - b)
}
