/** TEMPORARY stand-in for src/detection until the evaluation of rules lands there. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import type { Expression, FieldTest } from '../../../detection/expression.ts'
import type { DetectionRule, RuleService } from '../../../detection/rule.ts'

const datasetIds: Partial<Record<RuleService, readonly string[]>> = {
  audit: ['account-audit-logs-v2'],
  audit_v1: ['account-audit-logs-v1'],
  audit_user: ['user-audit-logs-v1'],
  audit_organization: ['organization-audit-logs-v2'],
}

export const listRuleDatasets = ({ service }: DetectionRule): readonly string[] =>
  datasetIds[service] ?? []

export function createRuleMatcher(
  { expression }: DetectionRule,
  _dataset: Dataset,
): (entry: unknown) => boolean {
  return (entry) => decide(expression, entry)
}

function decide(expression: Expression, entry: unknown): boolean {
  switch (expression.kind) {
    case 'and':
      return expression.of.every((each) => decide(each, entry))
    case 'or':
      return expression.of.some((each) => decide(each, entry))
    case 'not':
      return !decide(expression.of, entry)
    case 'field':
      return matches(expression, entry)
    default:
      throw new RangeError('Keywords are not evaluated yet.')
  }
}

function matches({ field, test }: FieldTest, entry: unknown): boolean {
  let value = entry
  for (const key of field.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) value = undefined
    else value = (value as Record<string, unknown>)[key]
  }
  if (test.op === 'exists') return (value !== undefined) === test.value
  if (test.op === 'null') return value === null || value === undefined
  if (test.op !== 'pattern') throw new RangeError(`${test.op} is not evaluated yet.`)
  if (value === undefined || value === null || typeof value === 'object') return false
  const source = test.parts
    .map((part) =>
      part.kind === 'text' ? part.text.replace(/[^\w]/g, '\\$&') : part.kind === 'any' ? '.*' : '.',
    )
    .join('')
  return new RegExp(`^${source}$`, test.isCased ? 's' : 'is').test(String(value))
}
