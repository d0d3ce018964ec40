/** Matches entries of a page against rules that the columns have not decided. */
import { getDataset } from '../../../catalog/index.ts'
import { createRuleMatcher } from '../../../detection/evaluate/compile-rule.ts'
import type { DetectionRule } from '../../../detection/rule.ts'
import { findHintPatterns } from './find-hint-patterns.ts'
import { findInPage } from './find-in-page.ts'

/** A rule, and texts of which each entry that it matches contains one, where there are some. */
export type HintedRule = { rule: DetectionRule; hints?: readonly string[] | undefined }

/** Pairs of a rule and an entry. */
export type DetectRequest = {
  datasetId: string
  /** The rules as JSON: the same text for all pages, so that they are prepared once. */
  rules: string
  /** For each pair the index of its rule, in ascending order, and the number of its entry in the page. */
  numbers: Uint16Array
  entries: Uint32Array
}

type PreparedRule = { isMatch: (entry: unknown) => boolean; patterns: readonly Uint8Array[][] }

let prepared: { key: string; rules: readonly PreparedRule[] } | undefined

/** Parsing an entry takes as long as searching about this many entries for a text. */
const parseCost = 8

/** Whether each pair matches, as 1 or 0; the entries of `request` are positions in the bytes. */
export function detectInPage(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  request: DetectRequest,
): Uint8Array {
  const { numbers, entries } = request
  const rules = prepareRules(request)
  const parse = createEntryParser(bytes, starts, ends)
  const findContaining = createFinder(bytes, starts, ends)
  const matched = new Uint8Array(numbers.length)
  for (let from = 0; from < numbers.length; ) {
    const number = numbers[from]
    let to = from
    while (to < numbers.length && numbers[to] === number) to++
    const rule = rules[number ?? -1]
    const isWorthSearching = (to - from) * parseCost > starts.length
    const mayMatch = rule && isWorthSearching ? findContaining(rule.patterns) : undefined
    for (let at = from; rule && at < to; at++) {
      const entry = entries[at] ?? 0
      if ((mayMatch?.has(entry) ?? true) && rule.isMatch(parse(entry))) matched[at] = 1
    }
    from = to
  }
  return matched
}

function prepareRules({ datasetId, rules }: DetectRequest): readonly PreparedRule[] {
  const key = `${datasetId} ${rules}`
  if (prepared?.key === key) return prepared.rules
  const dataset = getDataset(datasetId)
  const list: readonly HintedRule[] = JSON.parse(rules)
  const next = list.map(({ rule, hints = [] }) => {
    const patterns = hints.map((hint) => findHintPatterns(hint))
    const isHinted = patterns.every((each) => each !== undefined)
    return { isMatch: createRuleMatcher(rule, dataset), patterns: isHinted ? patterns : [] }
  })
  prepared = { key, rules: next }
  return next
}

function createEntryParser(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array) {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const parsed = new Map<number, unknown>()
  return (entry: number): unknown => {
    if (!parsed.has(entry)) {
      const text = decoder.decode(bytes.subarray(starts[entry], ends[entry]))
      parsed.set(entry, JSON.parse(text))
    }
    return parsed.get(entry)
  }
}

/** Prepares to find the entries that contain one of several patterns; each pattern is searched once. */
function createFinder(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array) {
  const found = new Map<string, Uint32Array>()
  const find = (pattern: Uint8Array) => {
    const key = pattern.join()
    const known = found.get(key) ?? findInPage(bytes, starts, ends, [pattern])
    found.set(key, known)
    return known
  }
  return (patterns: readonly Uint8Array[][]): ReadonlySet<number> | undefined =>
    patterns.length > 0 ? new Set(patterns.flat().flatMap((each) => [...find(each)])) : undefined
}
