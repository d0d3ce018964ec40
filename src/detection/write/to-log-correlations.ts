/** Makes plain Sigma correlations, one for each log, from a correlation of rules that use names of roles. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { datasets } from '../../catalog/index.ts'
import { verbName } from '../logs/rule-fields.ts'
import { findDatasetService } from '../logs/rule-services.ts'
import type { CorrelationRule, DetectionRule, Rule } from '../rule.ts'
import { toDerivedId } from './to-derived-id.ts'
import { toDerivedHead, toLogRules } from './to-log-rules.ts'
import { listRolePaths } from './to-role-test.ts'

/** The correlations, and why there is none for some logs, one sentence each. */
export type LogCorrelations = { rules: readonly CorrelationRule[]; notes: readonly string[] }

/** Thrown and caught in this file only: why there is no correlation for a log. */
class MissingPart extends Error {}

/**
 * The plain correlations of a correlation. One whose rules are for one log each is left as it is. Otherwise there is one for
 * each log: plain Sigma cannot say that a rule matches in either of two logs, and entries of two logs may record one event
 * twice. `new_terms` is no part of Sigma, and so it has none.
 */
export function toLogCorrelations(
  rule: CorrelationRule,
  find: (id: string) => Rule | undefined,
): LogCorrelations {
  if (rule.type === 'new_terms') {
    return {
      rules: [],
      notes: [`${rule.title}: new_terms is an extension, which plain Sigma lacks.`],
    }
  }
  if (!usesRoles(rule, find)) return { rules: [rule], notes: [] }
  const rules: CorrelationRule[] = []
  const notes: string[] = [`${rule.title}: one correlation for each log, and none across logs.`]
  for (const dataset of datasets) {
    try {
      rules.push(toLogCorrelation(rule, dataset, find))
    } catch (error) {
      if (!(error instanceof MissingPart)) throw error
      notes.push(`${rule.title}: no correlation for ${dataset.title}, ${error.message}.`)
    }
  }
  return { rules, notes }
}

type Find = (id: string) => Rule | undefined

/** Whether a rule, or one that it correlates, uses names of roles. A correlation never leads back to itself. */
function usesRoles(rule: Rule | undefined, find: Find): boolean {
  if (!rule) return false
  if (rule.kind === 'detection') return rule.service === 'any'
  return rule.rules.some((id) => usesRoles(find(id), find))
}

function toLogCorrelation(rule: CorrelationRule, dataset: Dataset, find: Find): CorrelationRule {
  const service = findDatasetService(dataset) ?? dataset.id
  const isNeeded = rule.type === 'temporal' || rule.type === 'temporal_ordered'
  const members = rule.rules.flatMap((id) => {
    const member = find(id)
    if (!member) return []
    if (!usesRoles(member, find)) return [{ member, id }]
    if (hasLogRule(member, dataset, find)) return [{ member, id: toDerivedId(id, service) }]
    if (isNeeded) throw new MissingPart(`where “${member.title}” cannot match`)
    return []
  })
  if (!members.some(({ member }) => usesRoles(member, find))) {
    throw new MissingPart('where none of its rules can match')
  }
  const aliases: Record<string, Record<string, string>> = {}
  /** The name itself, or the only path that all rules have for it. */
  const resolve = (name: string): string => {
    const fields = members.map(({ member, id }) => {
      const own = Object.hasOwn(rule.aliases, name) ? rule.aliases[name] : undefined
      const field = own?.[member.id] ?? name
      return [id, usesRoles(member, find) ? getRolePath(field, dataset) : field] as const
    })
    const paths = new Set(fields.map(([, path]) => path))
    const [only] = paths
    if (only !== undefined && paths.size === 1) return only
    aliases[name] = Object.fromEntries(fields)
    return name
  }
  const groupBy = rule.groupBy.map(resolve)
  const field = rule.field === undefined ? undefined : resolve(rule.field)
  return {
    ...rule,
    ...toDerivedHead(rule, service, dataset),
    rules: members.map(({ id }) => id),
    groupBy,
    aliases,
    ...(field !== undefined && { field }),
  }
}

function hasLogRule(rule: Rule, dataset: Dataset, find: Find): boolean {
  if (rule.kind === 'detection') return hasDetection(rule, dataset)
  try {
    toLogCorrelation(rule, dataset, find)
    return true
  } catch (error) {
    if (error instanceof MissingPart) return false
    throw error
  }
}

function hasDetection(rule: DetectionRule, dataset: Dataset): boolean {
  return toLogRules(rule).rules.some(({ service }) => service === findDatasetService(dataset))
}

/** Groups have one field each: the first location of the role. */
function getRolePath(role: string, dataset: Dataset): string {
  const [path] = listRolePaths(dataset, role)
  if (path === undefined) throw new MissingPart(`which does not record ${role}`)
  if (role === verbName) throw new MissingPart('which has no field for the verb')
  return path
}
