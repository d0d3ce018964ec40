/** Matches entries of a page against rules that the columns have not decided. */
import { getDataset } from '../../../catalog/index.ts'
import { createRuleMatcher } from '../../../detection/evaluate/compile-rule.ts'
import type { RuleCondition } from '../../../detection/rule.ts'

/** The condition of a rule, and lists of texts: each entry that it matches contains a text of each list. */
export type HintedRule = { rule: RuleCondition; hints: readonly (readonly string[])[] }

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
  /** The numbers of its lists among those of all rules. */
  hints: readonly number[]
}

type PreparedRules = Pick<DetectRequest, 'datasetId' | 'rules'> & {
  prepared: readonly PreparedRule[]
  lists: readonly TextTest[]
}

let last: PreparedRules | undefined

/** Whether each pair matches, as 1 or 0; the entries of `request` are positions in the bytes. */
export function detectInPage(
  bytes: Uint8Array,
  starts: Uint32Array,
  ends: Uint32Array,
  request: DetectRequest,
): Uint8Array {
  const { numbers, entries } = request
  const { prepared, lists } = prepareRules(request)
  const hints = createHintTest(lists)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const matched = new Uint8Array(numbers.length)
  const { order, firsts } = groupByEntry(entries, starts.length)
  // One entry after the other: each is parsed once, and no more than one is in memory.
  for (let entry = 0; entry < starts.length; entry++) {
    const [first, end] = [at(firsts, entry), at(firsts, entry + 1)]
    if (first === end) continue
    const text = decoder.decode(bytes.subarray(starts[entry], ends[entry]))
    hints.start(text)
    let parsed: { value: unknown } | undefined
    for (let next = first; next < end; next++) {
      const pair = at(order, next)
      const rule = prepared[at(numbers, pair)]
      if (!rule?.hints.every(hints.test)) continue
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
  if (last?.rules === rules && last.datasetId === datasetId) return last
  const dataset = getDataset(datasetId)
  const list: readonly HintedRule[] = JSON.parse(rules)
  const numbers = new Map<string, number>()
  const lists: TextTest[] = []
  const toNumber = (texts: readonly string[]) => {
    const key = JSON.stringify(texts)
    const number = numbers.get(key) ?? lists.push(createTextTest(texts)) - 1
    numbers.set(key, number)
    return number
  }
  const prepared = list.map(({ rule, hints }) => ({
    isMatch: createRuleMatcher(rule, dataset),
    hints: hints.map(toNumber),
  }))
  last = { datasetId, rules, prepared, lists }
  return last
}

/** Whether a text in lower case contains one of several texts. */
type TextTest = (lowerText: string) => boolean

/** Alternatives in one expression: engines limit its size. */
const maxAlternatives = 50

/** Expressions find one of several texts, and a text with a frequent beginning, faster than a search for each of them. */
function createTextTest(texts: readonly string[]): TextTest {
  const expressions: RegExp[] = []
  for (let from = 0; from < texts.length; from += maxAlternatives) {
    const sources = texts.slice(from, from + maxAlternatives).map(toSource)
    expressions.push(new RegExp(sources.join('|')))
  }
  return (lowerText) => expressions.some((expression) => expression.test(lowerText))
}

const toSource = (text: string) => text.toLowerCase().replace(/[^\w"@ ]/g, '\\$&')

/** Tests each entry for a list of texts at most once, because many rules have the same ones. */
function createHintTest(lists: readonly TextTest[]) {
  const [no, yes] = [1, 2]
  const known = new Uint8Array(lists.length)
  let lowerText = ''
  return {
    start(text: string) {
      lowerText = text.toLowerCase()
      // A numeric escape may be any character.
      known.fill(lowerText.includes('\\u') ? yes : 0)
    },
    test(list: number): boolean {
      if (known[list] === 0) known[list] = lists[list]?.(lowerText) ? yes : no
      return known[list] === yes
    },
  }
}
