/**
 * Searches the rows of a table by rules, in the order of arrival, each row once. The columns decide most rows; the texts of
 * the others are read page by page.
 */
import { chunkSize } from '../columns/chunked-array.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { PageTasks } from '../pages/page-tasks.ts'
import { chooseHints } from './choose-hints.ts'
import type { CandidateRows } from './decisions/candidate-rows.ts'
import { type Batch, isFalse, isTrue, isUnknown } from './decisions/decision-node.ts'
import { createMatchRows, type MatchRows } from './match-rows.ts'
import { createMatchValues, type MatchValues } from './match-values.ts'
import { createProductCheck, type ProductCheck } from './product-check.ts'
import type { RuleSet } from './rule-set.ts'
import { createSourceRules, type SourceRule, type SourceRules } from './source-rules.ts'
import { createWorkSlices } from './work-slices.ts'

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
    const slices = createWorkSlices()
    for (let page = nextPage; page < pages && !isStopped; page++) {
      const rules = bySource[table.sourceOf(archive.rowsOf(page).from).number]
      inFlight.push(decidePage(page, rules))
      const first = inFlight.length > maxPagesInFlight ? inFlight.shift() : undefined
      if (first) await addMatches(first)
      if (!slices.isOver()) continue
      onProgress?.(nextPage / pages)
      await slices.pause()
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
  let decisions = new Uint8Array(0)

  /** Decides the candidates of a batch, whose first row is given. */
  function decideRows(
    { node }: SourceRule,
    { rowsOf, countOf }: CandidateRows,
    batch: Batch,
    first: number,
    found: FoundRows,
  ) {
    const rows = rowsOf(found.index)
    const count = countOf(found.index)
    if (count === 0 || node.constant() === isFalse) return
    node.decide(batch, rows, count, decisions)
    for (let at = 0; at < count; at++) {
      const row = rows[at] ?? 0
      const decision = decisions[row]
      if (decision === isTrue) found.certain.push(first + row)
      else if (decision === isUnknown) found.open.push(first + row)
    }
  }

  function decideAll({ rules, candidates }: SourceRules, from: number, to: number) {
    if (to - from > decisions.length) decisions = new Uint8Array(to - from)
    const all = rules.map((rule, index): FoundRows => ({ rule, index, certain: [], open: [] }))
    for (let start = from; start < to; ) {
      const end = Math.min(to, (Math.floor(start / chunkSize) + 1) * chunkSize)
      const chunk = Math.floor(start / chunkSize)
      const batch = { chunk, start: start % chunkSize, length: end - start }
      candidates.find(batch)
      for (const found of all) decideRows(found.rule, candidates, batch, start, found)
      start = end
    }
    return all
  }

  return (page: number, rules: SourceRules | undefined): PageMatches => {
    const { from, to } = table.archive.rowsOf(page)
    const stored = table.archive.get(page)
    // A page without a committed entry has been dropped.
    if (!rules || !stored || stored.bytes.length === 0) {
      return { to, certain: [], others: Promise.resolve([]) }
    }
    const found = decideAll(rules, from, to)
    const certain = found.map(({ rule, certain: rows }) => ({ number: rule.number, rows }))
    const open = found.filter((each) => each.open.length > 0)
    if (open.length === 0) return { to, certain, others: Promise.resolve([]) }
    const datasetId = table.sourceOf(from).dataset.id
    const request = { datasetId, rules: rules.text(), ...toPairs(open, from) }
    const others = tasks.detect(stored, request).then((matched) => pickMatched(open, matched))
    // A failure is handled where the page is added, which may be after other pages.
    others.catch(() => undefined)
    return { to, certain, others }
  }
}

/** What the columns found of a rule in a page: rows that match, and rows that are not decided. */
type FoundRows = { rule: SourceRule; index: number; certain: number[]; open: number[] }

/** A pair for each row that is not decided: its rule with its hints, and its entry in the page. */
function toPairs(found: readonly FoundRows[], from: number) {
  const count = found.reduce((sum, { open }) => sum + open.length, 0)
  const pairs = { numbers: new Uint16Array(count), entries: new Uint32Array(count) }
  let at = 0
  for (const { rule, index, open } of found) {
    const indexes = chooseHints(rule, index, open)
    for (let row = 0; row < open.length; row++) {
      pairs.numbers[at] = indexes[row] ?? index
      pairs.entries[at++] = (open[row] ?? from) - from
    }
  }
  return pairs
}

function pickMatched(found: readonly FoundRows[], matched: Uint8Array): readonly RuleRows[] {
  let at = 0
  return found.map(({ rule, open }) => {
    const rows: number[] = []
    for (const row of open) if (matched[at++] === 1) rows.push(row)
    return { number: rule.number, rows }
  })
}

/** The rows of each rule in ascending order. */
function mergeRows(one: readonly RuleRows[], other: readonly RuleRows[]): readonly RuleRows[] {
  const merged = new Map(one.map(({ number, rows }) => [number, rows]))
  for (const { number, rows } of other) {
    if (rows.length === 0) continue
    const known = merged.get(number)
    merged.set(number, known?.length ? [...known, ...rows].sort((a, b) => a - b) : rows)
  }
  return [...merged].map(([number, rows]) => ({ number, rows }))
}
