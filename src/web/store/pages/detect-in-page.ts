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

type PreparedRule = {
  isMatch: (entry: unknown) => boolean
  /** Indexes of its hints among those of all rules. */
  hints?: readonly number[] | undefined
}

type PreparedRules = { rules: readonly PreparedRule[]; hints: readonly string[] }

let prepared: (PreparedRules & { key: string }) | undefined

/** Whether each pair matches, as 1 or 0; the entries of `request` are positions in the bytes. */
export function detectInPage(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  request: DetectRequest,
): Uint8Array {
  const { numbers, entries } = request
  const { rules, hints } = prepareRules(request)
  const hasHint = createHintTest(hints)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const matched = new Uint8Array(numbers.length)
  const { order, firsts } = groupByEntry(entries, starts.length)
  // One entry after the other: each is parsed once, and no more than one is in memory.
  for (let entry = 0; entry < starts.length; entry++) {
    const [first, end] = [at(firsts, entry), at(firsts, entry + 1)]
    if (first === end) continue
    const text = decoder.decode(bytes.subarray(starts[entry], ends[entry]))
    hasHint.start(text)
    let parsed: { value: unknown } | undefined
    for (let next = first; next < end; next++) {
      const pair = at(order, next)
      const rule = rules[at(numbers, pair)]
      if (!rule || rule.hints?.every((hint) => !hasHint.test(hint))) continue
      parsed ??= { value: JSON.parse(text) }
      if (rule.isMatch(parsed.value)) matched[pair] = 1
    }
  }
  return matched
}

const at = (numbers: ArrayLike<number>, index: number) => numbers[index] ?? 0

/** The pairs by entry: those of an entry are in `order` from its number in `firsts` up to the next one. */
function groupByEntry(entries: Uint32Array, count: number) {
  const firsts = new Uint32Array(count + 1)
  for (const entry of entries) firsts[entry + 1] = at(firsts, entry + 1) + 1
  for (let entry = 0; entry < count; entry++) {
    firsts[entry + 1] = at(firsts, entry + 1) + at(firsts, entry)
  }
  const order = new Uint32Array(entries.length)
  const next = firsts.slice()
  for (let pair = 0; pair < entries.length; pair++) {
    const entry = at(entries, pair)
    order[at(next, entry)] = pair
    next[entry] = at(next, entry) + 1
  }
  return { order, firsts }
}

function prepareRules({ datasetId, rules }: DetectRequest): PreparedRules {
  const key = `${datasetId} ${rules}`
  if (prepared?.key === key) return prepared
  const dataset = getDataset(datasetId)
  const list: readonly HintedRule[] = JSON.parse(rules)
  const numbers = new Map<string, number>()
  const toNumber = (hint: string) => {
    const number = numbers.get(hint) ?? numbers.size
    numbers.set(hint, number)
    return number
  }
  const next = list.map(({ rule, hints }) => ({
    isMatch: createRuleMatcher(rule, dataset),
    hints: hints?.map((hint) => toNumber(hint.toLowerCase())),
  }))
  prepared = { key, rules: next, hints: [...numbers.keys()] }
  return prepared
}

/** Searches each text for a hint at most once, because many rules have the same ones. */
function createHintTest(hints: readonly string[]) {
  const [no, yes] = [1, 2]
  const known = new Uint8Array(hints.length)
  let lowerText = ''
  return {
    start(text: string) {
      lowerText = text.toLowerCase()
      // A numeric escape may be any character.
      known.fill(lowerText.includes('\\u') ? yes : 0)
    },
    test(hint: number): boolean {
      if (known[hint] === 0) known[hint] = lowerText.includes(hints[hint] ?? '') ? yes : no
      return known[hint] === yes
    },
  }
}
