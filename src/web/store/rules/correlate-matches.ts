/** Correlates the matches of rules in a list. */
import { correlate } from '../../../detection/correlate/correlate.ts'
import { toTermKey } from '../../../detection/correlate/find-new-terms.ts'
import {
  type Correlation,
  listMatchFields,
  type MatchField,
  type RuleMatch,
} from '../../../detection/correlate/rule-match.ts'
import type { RowMask } from '../columns/row-mask.ts'
import type { EntryTable } from '../list/entry-table.ts'
import { createMatchRows, type MatchRows } from './match-rows.ts'
import type { RuleSearch } from './rule-search.ts'
import type { SetCorrelation, SetDetection } from './rule-set.ts'
import type { StoreRules } from './store-rules.ts'
import { createWorkSlices, type WorkSlices } from './work-slices.ts'

/** What a correlation found. */
export type CorrelatedRows = {
  groups: readonly Correlation[]
  rows: MatchRows
  /** Whether a rule has more matches than are correlated. */
  isCut: boolean
  /** Changes when other matches are correlated. */
  state: string
}

/** What each correlation found, by its number. */
export type CorrelationResults = ReadonlyMap<number, CorrelatedRows>

/** Maximum number of matches of one rule that are correlated: the earliest rows. */
const maxMatches = 100_000

/** Correlates; results of before are used where the matches are still the same. */
export async function correlateMatches(
  table: EntryTable,
  { current, baseline }: Pick<StoreRules, 'current' | 'baseline'>,
  listed: RowMask,
  before: CorrelationResults,
): Promise<CorrelationResults> {
  const search = current()
  const results = new Map<number, CorrelatedRows>()
  const slices = createWorkSlices()
  for (const correlation of search.set.correlations) {
    if (slices.isOver()) await slices.pause()
    const inputs = listInputs(search, correlation, listed, results)
    const known = baseline.termsOf(correlation.rule.id)
    const state = inputs.map((input) => input.state).join() + toKnownState(correlation, baseline)
    const earlier = before.get(correlation.number)
    if (earlier?.state === state) {
      results.set(correlation.number, earlier)
      continue
    }
    const matches: RuleMatch[] = []
    if (mayFind(correlation, inputs, known)) {
      for (const input of inputs) await input.read(table, slices, (match) => matches.push(match))
    }
    const groups = correlate(correlation.rule, matches, known)
    const rows = createMatchRows()
    rows.add([...new Set(groups.flatMap((group) => group.rows))].sort((a, b) => a - b))
    results.set(correlation.number, {
      groups,
      rows,
      isCut: inputs.some((input) => input.isCut),
      state,
    })
  }
  return results
}

/** Whether the matches have to be read to know that a correlation finds nothing. A list may match a rule in every entry. */
function mayFind(
  { rule }: SetCorrelation,
  inputs: readonly Input[],
  known: ReadonlySet<string> | undefined,
): boolean {
  switch (rule.type) {
    case 'new_terms':
      return known !== undefined
    // Each of the rules has to match.
    case 'temporal':
    case 'temporal_ordered':
      return rule.rules.every((id) => inputs.some((input) => input.rule === id && input.hasMatch))
    default:
      return true
  }
}

/** Only rules of type `new_terms` depend on the baseline. */
function toKnownState({ rule }: SetCorrelation, baseline: StoreRules['baseline']): string {
  return rule.type === 'new_terms' ? ` baseline ${baseline.version()}` : ''
}

/** The values that each rule of type `new_terms` has in a list, by its id: what a baseline knows. */
export async function collectTerms(
  table: EntryTable,
  search: RuleSearch,
  listed: RowMask,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const results = new Map<number, CorrelatedRows>()
  const terms = new Map<string, ReadonlySet<string>>()
  const slices = createWorkSlices()
  for (const correlation of search.set.correlations) {
    const { rule } = correlation
    if (rule.type !== 'new_terms') continue
    const inputs = listInputs(search, correlation, listed, results)
    // A rule over correlations would need all of them: it is not evaluated.
    if (inputs.length < rule.rules.length || inputs.some(({ isCut }) => isCut)) continue
    const keys = new Set<string>()
    for (const input of inputs) {
      await input.read(table, slices, (match) => {
        const key = toTermKey(rule, match)
        if (key !== undefined) keys.add(key)
      })
    }
    terms.set(rule.id, keys)
  }
  return terms
}

/** The matches of one rule. */
type Input = {
  /** The id of the rule. */
  rule: string
  hasMatch: boolean
  isCut: boolean
  state: string
  read: (table: EntryTable, slices: WorkSlices, add: (match: RuleMatch) => void) => Promise<void>
}

function listInputs(
  search: RuleSearch,
  { rule }: SetCorrelation,
  listed: RowMask,
  results: CorrelationResults,
): readonly Input[] {
  const { detections, correlations } = search.set
  return rule.rules.flatMap((id): readonly Input[] => {
    const fields = listMatchFields(rule, id)
    const detection = detections.find((each) => each.rule.id === id)
    if (detection) return [createDetectionInput(search, detection, fields, listed)]
    const correlation = correlations.find((each) => each.rule.id === id)
    const found = correlation && results.get(correlation.number)
    return found ? [createCorrelationInput(id, found, fields)] : []
  })
}

function createDetectionInput(
  search: RuleSearch,
  detection: SetDetection,
  fields: readonly MatchField[],
  listed: RowMask,
): Input {
  const { rows, sum, isCut } = listFirst(search.matchesOf(detection.number).all(), listed)
  const { id } = detection.rule
  return {
    rule: id,
    hasMatch: rows.length > 0,
    isCut,
    // Rows are only added, or all of them are others: then their sum is another one.
    state: `${id} ${rows.length} ${sum}`,
    async read(table, slices, add) {
      const columns: [string, ReadonlyMap<number, string | undefined>][] = []
      for (const { name, field } of fields) {
        columns.push([name, await search.valuesOf(detection, field, rows)])
      }
      for (const row of rows) {
        const values = Object.fromEntries(columns.map(([name, each]) => [name, each.get(row)]))
        add({ rule: id, row, timeMs: table.times.at(row), values })
        if (slices.isOver()) await slices.pause()
      }
    },
  }
}

/** The first `maxMatches` of the rows that are in a list, their sum, and whether there are more. */
function listFirst(matched: Uint32Array, listed: RowMask) {
  const rows = new Uint32Array(Math.min(matched.length, maxMatches))
  const isListed = listed.bytes()
  let [count, sum, at] = [0, 0, 0]
  for (; at < matched.length; at++) {
    const row = matched[at] ?? 0
    if (isListed[row] !== 1) continue
    if (count === rows.length) break
    rows[count++] = row
    sum += row
  }
  return { rows: rows.subarray(0, count), sum, isCut: at < matched.length }
}

/** A correlation matches where its condition was met, with the values by which it groups. */
function createCorrelationInput(
  id: string,
  { groups, isCut, state }: CorrelatedRows,
  fields: readonly MatchField[],
): Input {
  return {
    rule: id,
    hasMatch: groups.some(({ metAt }) => metAt.length > 0),
    isCut,
    state: `${id} (${state})`,
    async read(table, slices, add) {
      for (const { group, metAt } of groups) {
        const values = Object.fromEntries(
          fields.map(({ name, field }) => [
            name,
            Object.hasOwn(group, field) ? group[field] : undefined,
          ]),
        )
        for (const row of metAt) add({ rule: id, row, timeMs: table.times.at(row), values })
        if (slices.isOver()) await slices.pause()
      }
    },
  }
}
