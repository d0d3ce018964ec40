/** Reads the section `detection` of a rule: its selections and its condition. */
import type { Expression } from '../expression.ts'
import { type Condition, parseCondition } from './parse-condition.ts'
import { type FieldCheck, parseFieldEntry, parseKeyword } from './parse-field-test.ts'
import { clip, type Report, type YamlEntry, type YamlMap, type YamlNode } from './yaml-node.ts'

/** Maximum number of values in the selections of one rule. */
const maxTests = 10_000

/** Maximum number of values in a condition, each use of a selection counted anew. */
const maxUsedTests = 50_000

/** The condition with its selections put in; `undefined` when something was reported. */
export function parseDetection(
  node: YamlMap,
  checkField: FieldCheck,
  report: Report,
): Expression | undefined {
  let problemCount = 0
  const count: Report = (at, message) => {
    problemCount += 1
    report(at, message)
  }
  const selections = new Map<string, Expression | undefined>()
  let tests = 0
  for (const entry of node.entries) {
    if (entry.key === 'condition') continue
    if (entry.key === 'timeframe') {
      count(entry.at, 'timeframe is not supported. Write a correlation with timespan.')
      continue
    }
    const nameProblem = findNameProblem(entry.key)
    if (nameProblem !== undefined) count(entry.at, nameProblem)
    tests += countValues(entry.value)
    selections.set(
      entry.key,
      tests > maxTests ? undefined : parseSelection(entry, checkField, count),
    )
  }
  if (tests > maxTests) {
    const limit = maxTests.toLocaleString('en-US')
    count(node.at, `The rule has more than ${limit} values. Split it.`)
  }
  if (selections.size === 0) count(node.at, 'detection has no selection. Add one.')
  const condition = node.entries.find(({ key }) => key === 'condition')
  if (!condition) {
    count(node.at, 'detection has no condition. Add one, such as condition: selection.')
    return undefined
  }
  const expression = joinConditions(condition, node, selections, count)
  if (expression && countTests(expression) > maxUsedTests) {
    const limit = maxUsedTests.toLocaleString('en-US')
    count(
      condition.at,
      `The condition tests more than ${limit} values. Name selections less often.`,
    )
  }
  return problemCount === 0 ? expression : undefined
}

/** The expressions of all conditions, of which any has to match; every selection has to be used. */
function joinConditions(
  { value }: YamlEntry,
  node: YamlMap,
  selections: ReadonlyMap<string, Expression | undefined>,
  report: Report,
): Expression | undefined {
  const items = value.kind === 'list' ? value.items : [value]
  const conditions = items.flatMap((item): Condition[] => {
    if (item.kind !== 'scalar' || typeof item.value !== 'string') {
      report(item.at, 'condition has to be a text, such as selection and not filter.')
      return []
    }
    const result = parseCondition(item.value, selections)
    if (!('problem' in result)) return [result]
    report({ ...item.at, column: item.at.column + result.column }, result.problem)
    return []
  })
  if (conditions.length < items.length) return undefined
  const used = new Set(conditions.flatMap((condition) => [...condition.used]))
  for (const { key, at } of node.entries) {
    if (selections.has(key) && !used.has(key)) {
      report(at, `The condition does not use “${clip(key)}”. Use it, or remove it.`)
    }
  }
  const expressions = conditions.map(({ expression }) => expression)
  const [only, ...others] = expressions
  if (!only) report(value.at, 'condition is empty. Write the name of a selection.')
  return others.length === 0 ? only : { kind: 'or', of: expressions }
}

function findNameProblem(name: string): string | undefined {
  if (['and', 'or', 'not', 'of', 'them', 'all', '1', 'any', 'near'].includes(name.toLowerCase())) {
    return `A selection cannot be named ${name}: the condition uses that word. Rename it.`
  }
  return /^[\w.-]+$/.test(name)
    ? undefined
    : `“${clip(name)}” cannot be the name of a selection. Use letters, digits and “_”.`
}

function countTests(tree: Expression): number {
  if (!('of' in tree)) return 1
  if (tree.kind === 'not') return countTests(tree.of)
  return tree.of.reduce((sum, part) => sum + countTests(part), 0)
}

function countValues(node: YamlNode): number {
  if (node.kind === 'scalar') return 1
  const children = node.kind === 'list' ? node.items : node.entries.map(({ value }) => value)
  return children.reduce((sum, child) => sum + countValues(child), 0)
}

/** A map needs all of its entries to match, a list any of its items. */
function parseSelection(
  { key: name, value }: YamlEntry,
  checkField: FieldCheck,
  report: Report,
): Expression | undefined {
  if (value.kind === 'scalar') {
    report(
      value.at,
      `“${clip(name)}” has to be a map of fields or a list. For a keyword write a list.`,
    )
    return undefined
  }
  if (value.kind === 'map') return parseMap(value, name, checkField, report)
  if (value.items.length === 0) report(value.at, 'The list is empty. Add an item.')
  const items = value.items.map((item) => {
    if (item.kind === 'map') return parseMap(item, undefined, checkField, report)
    if (item.kind === 'scalar') return parseKeyword(item, report)
    report(item.at, 'A list in a list is not supported. Write one list.')
    return undefined
  })
  const of = items.filter((item) => item !== undefined)
  return of.length < items.length ? undefined : { kind: 'or', of, name }
}

function parseMap(
  { at, entries }: YamlMap,
  name: string | undefined,
  checkField: FieldCheck,
  report: Report,
): Expression | undefined {
  if (entries.length === 0) report(at, 'The map is empty. Add a field.')
  const parsed = entries.map((entry) => parseFieldEntry(entry, checkField, report))
  const of = parsed.filter((expression) => expression !== undefined)
  if (of.length < parsed.length) return undefined
  return { kind: 'and', of, ...(name !== undefined && { name }) }
}
