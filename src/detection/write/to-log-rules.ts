/** Makes plain Sigma rules, one for each log, from a rule that uses names of roles. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { datasets } from '../../catalog/index.ts'
import type { Expression, FieldTest } from '../expression.ts'
import { findRuleField } from '../logs/rule-fields.ts'
import { findDatasetService } from '../logs/rule-services.ts'
import type { DetectionRule, RuleHead } from '../rule.ts'
import { findConstant, simplifyTree } from './simplify-tree.ts'
import { toDerivedId, toSlug } from './to-derived-id.ts'
import { listRolePaths, toRoleTest } from './to-role-test.ts'

/** The rules of the logs, and why there is none for the others, one sentence each. */
export type LogRules = { rules: readonly DetectionRule[]; notes: readonly string[] }

/**
 * The plain rules of a rule: itself if it is for one log; otherwise one for each log that records what it needs. Together
 * they match the same entries.
 */
export function toLogRules(rule: DetectionRule): LogRules {
  if (rule.service !== 'any') return { rules: [rule], notes: [] }
  const rules: DetectionRule[] = []
  const notes: string[] = []
  for (const dataset of datasets) {
    const result = toLogRule(rule, dataset)
    if (typeof result === 'string') notes.push(`${rule.title}: ${result}`)
    else rules.push(result)
  }
  return { rules, notes }
}

/** The rule for one log, or why there is none. */
function toLogRule(rule: DetectionRule, dataset: Dataset): DetectionRule | string {
  const service = findDatasetService(dataset)
  if (service === undefined) return `no service is known for ${dataset.title}.`
  const expression = toLogExpression(rule.expression, dataset)
  if (typeof expression === 'string') return `no rule for ${dataset.title}: ${expression}`
  const constant = findConstant(expression)
  if (constant === false) {
    const missing = listMissingRoles(rule.expression, dataset)
    const reason =
      missing.length > 0
        ? `which does not record ${missing.join(' or ')}`
        : 'which has no such values'
    return `no rule for ${dataset.title}, ${reason}.`
  }
  return {
    ...rule,
    ...toDerivedHead(rule, service, dataset),
    service,
    expression: constant ? toEveryEntry(dataset) : expression,
    fields: (rule.fields ?? []).flatMap((role) => listRolePaths(dataset, role).slice(0, 1)),
  }
}

/** What differs in the head of a rule that is made for a log. */
export function toDerivedHead(
  rule: RuleHead,
  service: string,
  dataset: Pick<Dataset, 'shortTitle'>,
): Pick<RuleHead, 'id' | 'name' | 'title' | 'related' | 'file'> {
  const base = toSlug(rule.name ?? rule.title, 40) || toSlug(rule.id, 8)
  const ending = ` (${dataset.shortTitle})`
  return {
    id: toDerivedId(rule.id, service),
    name: `${base}_${service}`,
    title: `${rule.title.slice(0, 256 - ending.length)}${ending}`,
    related: [...(rule.related ?? []), { id: rule.id, type: 'derived' }],
    file: `${rule.file.replace(/\.ya?ml$/, '')}_${service}.yml`,
  }
}

/** The condition in the fields of one log, or why it cannot be written. */
function toLogExpression(tree: Expression, dataset: Dataset): Expression | string {
  const translated = new Map<Expression, Expression>()
  const translate = (part: Expression): Expression => {
    const known = translated.get(part)
    if (known) return known
    const result = translatePart(part)
    translated.set(part, result)
    return result
  }
  const translatePart = (part: Expression): Expression => {
    switch (part.kind) {
      case 'not':
        return { kind: 'not', of: translate(part.of) }
      case 'field':
        return toRoleTest(part, dataset)
      case 'keyword':
        return part
      default:
        return { ...part, of: part.of.map(translate) }
    }
  }
  try {
    return simplifyTree(translate(tree))
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
}

function listMissingRoles(tree: Expression, dataset: Dataset): readonly string[] {
  const names = new Set<string>()
  const visit = (part: Expression) => {
    if (part.kind === 'not') visit(part.of)
    else if (part.kind === 'and' || part.kind === 'or') part.of.forEach(visit)
    else if (part.kind === 'field') for (const name of listNames(part)) names.add(name)
  }
  visit(tree)
  return [...names].filter((name) => !findRuleField('any', dataset, name))
}

function listNames({ field, test }: FieldTest): readonly string[] {
  return test.op === 'fieldref' ? [field, test.field] : [field]
}

/** A rule has to test something: every entry has its time, or has it not. */
function toEveryEntry({ timePath }: Dataset): Expression {
  const test = (value: boolean): Expression => ({
    kind: 'field',
    field: timePath,
    test: { op: 'exists', value },
  })
  return { kind: 'or', of: [test(true), test(false)] }
}
