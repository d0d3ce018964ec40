/**
 * Finds out whether the products that rules need occur at all: the names of products are partly guessed, so a rule that
 * finds nothing may only have the wrong name.
 */
import { listRoleFields } from '../../../catalog/roles.ts'
import type { CompiledRule } from '../../../detection/evaluate/compile-rule.ts'
import { decideTree } from '../../../detection/expression.ts'
import { findFieldColumn, findRoleColumn } from '../columns/column-field.ts'
import type { FieldColumn } from '../columns/field-column.ts'
import { firstValueCode } from '../columns/field-reader.ts'
import type { EntryTable } from '../list/entry-table.ts'
import type { TableSource } from '../list/table-source.ts'
import type { RuleSet, SetRule } from './rule-set.ts'

/** Whether an entry of the table has a product with which the rule could match; true when the product does not matter. */
export type ProductCheck = (rule: SetRule) => boolean

/** The test of one source: the products that it could match, decided once each. */
type SourceCheck = { column: FieldColumn; couldMatch: (product: string) => boolean; tested: number }

/** Prepares the check. Each product is tested once for each rule. */
export function createProductCheck(table: EntryTable, set: RuleSet): ProductCheck {
  const checks = new Map<number, readonly SourceCheck[] | undefined>()

  function isSeen(rule: SetRule): boolean {
    if (rule.rule.kind === 'correlation') {
      const seen = rule.rule.rules.flatMap((id) => set.get(id) ?? []).map(isSeen)
      return rule.rule.type.startsWith('temporal') ? !seen.includes(false) : seen.includes(true)
    }
    if (!checks.has(rule.number)) checks.set(rule.number, createChecks(table, set, rule))
    const own = checks.get(rule.number)
    if (!own?.every(isUnseen)) checks.set(rule.number, undefined)
    return checks.get(rule.number) === undefined
  }

  return isSeen
}

/** The checks of the sources of a rule; `undefined` when the product does not matter in one of them. */
function createChecks(
  table: EntryTable,
  set: RuleSet,
  rule: SetRule,
): readonly SourceCheck[] | undefined {
  const checks = rule.sources.map((source) => createSourceCheck(table, set, source, rule))
  const areAll = checks.length > 0 && checks.every((each) => each !== undefined)
  return areAll ? checks : undefined
}

function createSourceCheck(
  { columns }: EntryTable,
  set: RuleSet,
  source: TableSource,
  { rule }: SetRule,
): SourceCheck | undefined {
  const [field, ...others] = listRoleFields(source.dataset, 'product')
  const fields = [...source.columnFields.values()]
  const found = field && (findFieldColumn(fields, field) ?? findRoleColumn(fields, 'product'))
  const column = found && columns.get(found.path)
  if (rule.kind !== 'detection' || !column || others.length > 0) return undefined
  const compiled = set.compile(rule, source.dataset)
  const couldMatch = createTest(compiled, field.path)
  // What no product could change has nothing to do with products.
  return couldMatch === undefined ? undefined : { column, couldMatch, tested: firstValueCode }
}

function createTest(
  compiled: CompiledRule,
  path: string,
): ((product: string) => boolean) | undefined {
  let testsProduct = false
  const couldMatch = (product: string) =>
    decideTree(compiled, (leaf) => {
      if (leaf.kind !== 'value' || leaf.column !== path) return undefined
      testsProduct = true
      return leaf.matches(product)
    }) !== false
  // A product that no log has: when the rule could match it, it needs none.
  const needsNone = couldMatch('\u0000')
  return testsProduct && !needsNone ? couldMatch : undefined
}

/** Whether no product of the column could match; each is tested once. */
function isUnseen(check: SourceCheck): boolean {
  const values = check.column.values()
  if (values.kind !== 'coded') return false
  for (; check.tested < values.texts.length; check.tested++) {
    if (check.couldMatch(values.texts[check.tested] ?? '')) return false
  }
  return true
}
