/** Reads the section `correlation` of a rule. Other rules are named as in the file: they are found when all files are read. */
import { type CorrelationType, type CountCondition, correlationTypes } from '../rule.ts'
import {
  findProperty,
  readChoice,
  readTextList,
  readTextProperty,
  reportUnknownKeys,
} from './read-properties.ts'
import { clip, type Position, type Report, type YamlMap } from './yaml-node.ts'

/** A correlation whose rules are still names or ids. */
export type ParsedCorrelation = {
  type: CorrelationType
  rules: readonly string[]
  groupBy: readonly string[]
  timespanMs?: number
  aliases: Readonly<Record<string, Readonly<Record<string, string>>>>
  conditions: readonly CountCondition[]
  field?: string
  /** Positions of what names other rules and their fields, for messages. */
  at: Readonly<Record<'rules' | 'groupBy' | 'aliases' | 'field', Position>>
}

const keys = ['type', 'rules', 'group-by', 'timespan', 'aliases', 'condition']
const remedies = { timeframe: 'correlation has no “timeframe”. Write timespan.' }
const operators = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const
const numericTypes = ['value_sum', 'value_avg', 'value_percentile']

/** The correlation; `undefined` when something was reported. */
export function parseCorrelation(map: YamlMap, report: Report): ParsedCorrelation | undefined {
  let problemCount = 0
  const count: Report = (at, message) => {
    problemCount += 1
    report(at, message)
  }
  reportUnknownKeys(map, 'correlation', keys, remedies, count)
  const type = readType(map, count)
  const rules = readTextList(map, 'rules', count)
  const { at } = map
  if (rules.length === 0)
    count(findProperty(map, 'rules')?.at ?? at, 'correlation needs rules: a list of ids or names.')
  if (!type) return undefined
  const groupBy = readTextList(map, 'group-by', count)
  if (!findProperty(map, 'group-by') && type !== 'new_terms') {
    count(at, 'correlation needs group-by: a list of fields, or [] to count all matches together.')
  }
  const timespanMs = readTimespan(map, type, count)
  const aliases = readAliases(map, count)
  const { conditions, field } = readCondition(map, type, count)
  if (problemCount > 0) return undefined
  const positionOf = (name: string) => findProperty(map, name)?.at ?? at
  return {
    type,
    rules,
    groupBy,
    aliases,
    conditions,
    ...(timespanMs !== undefined && { timespanMs }),
    ...(field !== undefined && { field }),
    at: {
      rules: positionOf('rules'),
      groupBy: positionOf('group-by'),
      aliases: positionOf('aliases'),
      field: positionOf('condition'),
    },
  }
}

function readType(map: YamlMap, report: Report): CorrelationType | undefined {
  const node = findProperty(map, 'type')
  if (node?.kind === 'scalar' && numericTypes.includes(String(node.value))) {
    report(
      node.at,
      `${node.value} is not supported: these logs have no amounts. Use event_count or value_count.`,
    )
    return undefined
  }
  if (!node) report(map.at, `correlation needs a type: ${correlationTypes.join(', ')}.`)
  return readChoice(map, 'type', correlationTypes, report)
}

const unitsMs: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}
const maxTimespanDays = 366

function readTimespan(map: YamlMap, type: CorrelationType, report: Report): number | undefined {
  const node = findProperty(map, 'timespan')
  if (type === 'new_terms') {
    if (node) report(node.at, 'new_terms has no timespan: the baseline is its time. Remove it.')
    return undefined
  }
  if (!node) {
    report(map.at, 'correlation needs a timespan such as 10m, 1h or 7d.')
    return undefined
  }
  const value = node.kind === 'scalar' ? node.value : undefined
  const match = typeof value === 'string' ? /^([1-9]\d{0,8})([smhd])$/.exec(value) : undefined
  const spanMs = Number(match?.[1]) * (unitsMs[match?.[2] ?? ''] ?? Number.NaN)
  if (!(spanMs <= maxTimespanDays * 86_400_000)) {
    report(
      node.at,
      `timespan has to be a number and s, m, h or d, such as 90m; at most ${maxTimespanDays}d.`,
    )
    return undefined
  }
  return spanMs
}

function readAliases(map: YamlMap, report: Report): ParsedCorrelation['aliases'] {
  const node = findProperty(map, 'aliases')
  if (!node) return {}
  const remedy = 'aliases has to be a map: for each alias a map of rule names to fields.'
  if (node.kind !== 'map') {
    report(node.at, remedy)
    return {}
  }
  const aliases = node.entries.map(({ key, at, value }) => {
    if (value.kind !== 'map' || value.entries.length === 0) {
      report(at, remedy)
      return [key, {}] as const
    }
    const names = value.entries.map((entry) => entry.key)
    return [
      key,
      Object.fromEntries(
        names.map((name) => [name, readTextProperty(value, name, 256, report) ?? '']),
      ),
    ] as const
  })
  // Not a literal: an alias may be called __proto__.
  return Object.fromEntries(aliases)
}

function readCondition(
  map: YamlMap,
  type: CorrelationType,
  report: Report,
): Pick<ParsedCorrelation, 'conditions' | 'field'> {
  const node = findProperty(map, 'condition')
  const isTemporal = type === 'temporal' || type === 'temporal_ordered'
  const needsField = type === 'value_count' || type === 'new_terms'
  if (!node) {
    if (!isTemporal)
      report(
        map.at,
        `${type} needs a condition such as ${needsField ? '{ field: …, gte: 5 }' : '{ gte: 5 }'}.`,
      )
    return { conditions: [] }
  }
  if (isTemporal) {
    report(node.at, `A ${type} correlation has no condition: every rule has to match. Remove it.`)
    return { conditions: [] }
  }
  if (node.kind !== 'map') {
    report(node.at, 'condition of a correlation has to be a map such as { gte: 5 }.')
    return { conditions: [] }
  }
  const allowed =
    type === 'new_terms' ? ['field'] : needsField ? ['field', ...operators] : operators
  reportUnknownKeys(node, `condition of ${type}`, allowed, {}, report)
  const field = needsField ? readTextProperty(node, 'field', 256, report) : undefined
  if (needsField && !findProperty(node, 'field'))
    report(node.at, `${type} needs a field in its condition.`)
  const conditions = operators.flatMap((op): CountCondition[] => {
    const value = findProperty(node, op)
    if (!value || type === 'new_terms') return []
    const number = value.kind === 'scalar' ? value.value : undefined
    if (typeof number === 'number' && Number.isInteger(number) && number >= 0)
      return [{ op, count: number }]
    const written = value.kind === 'scalar' ? ` not “${clip(String(value.value))}”` : ''
    report(value.at, `${op} takes a whole number,${written}.`)
    return []
  })
  if (conditions.length === 0 && type !== 'new_terms')
    report(node.at, `${type} needs one of ${operators.join(', ')}.`)
  return { conditions, ...(field !== undefined && { field }) }
}
