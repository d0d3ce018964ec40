/**
 * Searches the rows of a table by rules, in the order of arrival, each row once. The columns decide most rows; the texts of
 * the others are read page by page.
 */
import { chunkSize } from '../columns/chunked-array.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { chooseHints } from './choose-hints.ts'
import { isFalse, isTrue, isUnknown } from './decision-node.ts'
import { createMatchRows, type MatchRows } from './match-rows.ts'
import { createMatchValues, type MatchValues } from './match-values.ts'
import { createProductCheck, type ProductCheck } from './product-check.ts'
import type { RuleSet } from './rule-set.ts'
import { createSourceRules, type SourceRule, type SourceRules } from './source-rules.ts'

/** The search by one set of rules. */
export type RuleSearch = {
  set: RuleSet
  /** All rows before this one were searched. */
  searchedTo: () => number
  /** Searches all rows that the table has when it is called; ends early after `stop`. */
  run: (onProgress?: (share: number) => void) => Promise<void>
  /** The rows that a detection matches, by its number. */
  matchesOf: (rule: number) => MatchRows
  valuesOf: MatchValues
  isProductSeen: ProductCheck
  stop: () => void
}

/** After this much work, other calls are answered. */
const maxWorkMs = 12
/** Maximum number of pages that workers process at a time. */
const maxPagesInFlight = 8

/** The matches in a page, and those that its texts will decide. */
type PageMatches = {
  to: number
  certain: readonly RuleRows[]
  others: Promise<readonly RuleRows[]>
}
type RuleRows = { number: number; rows: number[] }

/** Starts with no row searched. Throws for a rule that cannot be evaluated. */
export function createRuleSearch(table: EntryTable, tasks: PageTasks, set: RuleSet): RuleSearch {
  const { archive } = table
  const matches = set.rules.map(createMatchRows)
  const bySource = table.sources.map((source) => createSourceRules(table, source, set))
  const decidePage = createPageDecider(table, tasks)
  let searchedTo = 0
  let nextPage = 0
  let isStopped = false
  let running: Promise<void> = Promise.resolve()

  async function addMatches({ to, certain, others }: PageMatches): Promise<void> {
    for (const { number, rows } of mergeRows(certain, await others)) matches[number]?.add(rows)
    searchedTo = to
    nextPage++
  }

  async function searchAll(onProgress?: (share: number) => void): Promise<void> {
    const pages = archive.pageCount()
    const inFlight: PageMatches[] = []
    let workedMs = performance.now()
    for (let page = nextPage; page < pages && !isStopped; page++) {
      const rules = bySource[table.sourceOf(archive.rowsOf(page).from).number]
      inFlight.push(decidePage(page, rules))
      const first = inFlight.length > maxPagesInFlight ? inFlight.shift() : undefined
      if (first) await addMatches(first)
      if (performance.now() - workedMs < maxWorkMs) continue
      onProgress?.(nextPage / pages)
      await new Promise((resolve) => setTimeout(resolve))
      workedMs = performance.now()
    }
    for (const each of inFlight) await addMatches(each)
    onProgress?.(1)
  }

  return {
    set,
    searchedTo: () => searchedTo,
    run(onProgress) {
      const result = running.then(() => searchAll(onProgress))
      running = result.catch(() => undefined)
      return result
    },
    valuesOf: createMatchValues(table),
    isProductSeen: createProductCheck(table, set),
    matchesOf: (rule) => matches[rule] ?? createMatchRows(),
    stop() {
      isStopped = true
    },
  }
}

/** Prepares to decide pages by their columns. */
function createPageDecider(table: EntryTable, tasks: PageTasks) {
  let selected = new Uint32Array(0)
  let decisions = new Uint8Array(0)

  /** Adds the rows of a batch that match, and those that are not decided. */
  function decideRows(
    rule: SourceRule,
    from: number,
    to: number,
    certain: number[],
    open: number[],
  ) {
    const constant = rule.node.constant()
    if (constant === isFalse) return
    const length = to - from
    if (constant === undefined) {
      const batch = { chunk: Math.floor(from / chunkSize), start: from % chunkSize, length }
      rule.node.decide(batch, selected, length, decisions)
    }
    for (let at = 0; at < length; at++) {
      const decision = constant ?? decisions[at]
      if (decision === isTrue) certain.push(from + at)
      else if (decision === isUnknown) open.push(from + at)
    }
  }

  return (
    page: number,
    { rules, text }: SourceRules = { rules: [], text: () => '[]' },
  ): PageMatches => {
    const { from, to } = table.archive.rowsOf(page)
    if (to - from > selected.length) {
      selected = Uint32Array.from({ length: to - from }, (_, at) => at)
      decisions = new Uint8Array(to - from)
    }
    const certain: RuleRows[] = []
    const open: (RuleRows & { indexes: readonly number[] })[] = []
    const stored = table.archive.get(page)
    // A page without a committed entry has been dropped.
    if (!stored || stored.bytes.length === 0) return { to, certain, others: Promise.resolve([]) }
    for (const [index, rule] of rules.entries()) {
      const { number } = rule
      const found = { certain: [] as number[], open: [] as number[] }
      for (let start = from; start < to; ) {
        const end = Math.min(to, (Math.floor(start / chunkSize) + 1) * chunkSize)
        decideRows(rule, start, end, found.certain, found.open)
        start = end
      }
      if (found.certain.length > 0) certain.push({ number, rows: found.certain })
      if (found.open.length === 0) continue
      const indexes = chooseHints(rule, index, found.open)
      open.push({ number, indexes, rows: found.open })
    }
    if (open.length === 0) return { to, certain, others: Promise.resolve([]) }
    const request = {
      datasetId: table.sourceOf(from).dataset.id,
      rules: text(),
      numbers: Uint16Array.from(open.flatMap(({ indexes }) => indexes)),
      entries: Uint32Array.from(open.flatMap(({ rows }) => rows.map((row) => row - from))),
    }
    const others = tasks.detect(stored, request).then((matched) => pickMatched(open, matched))
    // A failure is handled where the page is added, which may be after other pages.
    others.catch(() => undefined)
    return { to, certain, others }
  }
}

function pickMatched(open: readonly RuleRows[], matched: Uint8Array): readonly RuleRows[] {
  let at = 0
  return open.map(({ number, rows }) => ({ number, rows: rows.filter(() => matched[at++] === 1) }))
}

/** The rows of each rule in ascending order. */
function mergeRows(one: readonly RuleRows[], other: readonly RuleRows[]): readonly RuleRows[] {
  const merged = new Map(one.map(({ number, rows }) => [number, rows]))
  for (const { number, rows } of other) {
    if (rows.length === 0) continue
    const known = merged.get(number)
    merged.set(number, known ? [...known, ...rows].sort((a, b) => a - b) : rows)
  }
  return [...merged].map(([number, rows]) => ({ number, rows }))
}
