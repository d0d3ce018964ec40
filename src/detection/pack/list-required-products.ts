/**
 * The products without which a rule cannot match. Some names of products in audit log v2 are guesses: when no entry has the
 * product, the rule has not been put to the test, and its count of 0 says nothing.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Expression, FieldTest, PatternPart } from '../expression.ts'
import type { DetectionRule } from '../rule.ts'

/**
 * One of these values every match has in the role product, in the spelling of the rule, with `*` and `?` as wildcards;
 * empty where the rule can match without naming a product. Of several conditions on the product, the shortest list counts.
 */
export function listRequiredProducts(rule: DetectionRule, dataset: Dataset): readonly string[] {
  const paths = new Set(
    (dataset.roles.product ?? []).map(({ field, keys }) => [field, ...keys].join('.')),
  )
  const isProduct = ({ field }: FieldTest) =>
    rule.service === 'any' ? field === 'product' && paths.size > 0 : paths.has(field)
  return [...new Set(findRequired(rule.expression, isProduct) ?? [])]
}

/** The values of which every match has one; `undefined` where a match may have any. */
function findRequired(
  expression: Expression,
  isProduct: (test: FieldTest) => boolean,
): readonly string[] | undefined {
  if (expression.kind === 'field') {
    const { test } = expression
    return test.op === 'pattern' && isProduct(expression) ? [formatPattern(test.parts)] : undefined
  }
  if (expression.kind !== 'and' && expression.kind !== 'or') return undefined
  const lists = expression.of.map((part) => findRequired(part, isProduct))
  if (expression.kind === 'or') {
    return lists.every((list) => list !== undefined) ? lists.flat() : undefined
  }
  return lists
    .filter((list) => list !== undefined)
    .toSorted((one, other) => one.length - other.length)[0]
}

function formatPattern(parts: readonly PatternPart[]): string {
  return parts
    .map((part) => (part.kind === 'text' ? part.text : part.kind === 'any' ? '*' : '?'))
    .join('')
}
