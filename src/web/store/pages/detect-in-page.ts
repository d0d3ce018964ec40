/** Matches entries of a page against rules that the columns have not decided. */
import { getDataset } from '../../../catalog/index.ts'
import { createRuleMatcher } from '../../../detection/evaluate/compile-rule.ts'
import type { DetectionRule } from '../../../detection/rule.ts'

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

type PreparedRule = { isMatch: (entry: unknown) => boolean; mayMatch: (text: string) => boolean }

let prepared: { key: string; rules: readonly PreparedRule[] } | undefined

/** Whether each pair matches, as 1 or 0; the entries of `request` are positions in the bytes. */
export function detectInPage(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  request: DetectRequest,
): Uint8Array {
  const { numbers, entries } = request
  const rules = prepareRules(request)
  const readEntry = createEntryReader(bytes, starts, ends)
  const matched = new Uint8Array(numbers.length)
  for (let at = 0; at < numbers.length; at++) {
    const rule = rules[numbers[at] ?? -1]
    const { lowerText, parse } = readEntry(entries[at] ?? 0)
    if (rule?.mayMatch(lowerText) && rule.isMatch(parse())) matched[at] = 1
  }
  return matched
}

function prepareRules({ datasetId, rules }: DetectRequest): readonly PreparedRule[] {
  const key = `${datasetId} ${rules}`
  if (prepared?.key === key) return prepared.rules
  const dataset = getDataset(datasetId)
  const list: readonly HintedRule[] = JSON.parse(rules)
  const next = list.map(({ rule, hints }) => ({
    isMatch: createRuleMatcher(rule, dataset),
    mayMatch: createHintTest(hints),
  }))
  prepared = { key, rules: next }
  return next
}

/** A text in lower case passes that contains one of the hints, or a numeric escape, which may be any character. */
function createHintTest(hints: HintedRule['hints']): (lowerText: string) => boolean {
  const wanted = hints && [...hints.map((hint) => hint.toLowerCase()), '\\u']
  return (lowerText) => wanted?.some((each) => lowerText.includes(each)) ?? true
}

/** Prepares to read entries: each is decoded once, and parsed when it is needed. */
function createEntryReader(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array) {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const known = new Map<number, { lowerText: string; parse: () => unknown }>()
  return (entry: number) => {
    const earlier = known.get(entry)
    if (earlier) return earlier
    const text = decoder.decode(bytes.subarray(starts[entry], ends[entry]))
    let parsed: { value: unknown } | undefined
    const parse = () => {
      parsed ??= { value: JSON.parse(text) }
      return parsed.value
    }
    const next = { lowerText: text.toLowerCase(), parse }
    known.set(entry, next)
    return next
  }
}
