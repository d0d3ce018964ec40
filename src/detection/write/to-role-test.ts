/**
 * Translates the test of a role to tests of the fields of one log. A role that has several locations matches when one of
 * them does.
 */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { createValueMatcher } from '../evaluate/match-value.ts'
import type { Expression, FieldTest, ValueTest } from '../expression.ts'
import { findRuleField, verbName } from '../logs/rule-fields.ts'
import { alwaysFalse, alwaysTrue } from './simplify-tree.ts'
import { toVerbTest } from './to-verb-test.ts'

type SingleValueTest = Exclude<ValueTest, { op: 'fieldref' }>

/** The paths at which a log has a role, as a plain rule writes them; none where it does not record the role. */
export function listRolePaths(dataset: Dataset, role: string): readonly string[] {
  const field = findRuleField('any', dataset, role)
  return [...new Set(field?.locations.map((keys) => keys.join('.')))]
}

/** The test of a role, for one log. Throws a `RangeError` for a comparison of the verb with another role. */
export function toRoleTest({ field: role, test }: FieldTest, dataset: Dataset): Expression {
  if (test.op === 'fieldref') return toReferenceTest(role, test, dataset)
  const paths = listRolePaths(dataset, role)
  if (paths.length === 0) return createValueMatcher(test)(undefined) ? alwaysTrue : alwaysFalse
  if (role === verbName) return toVerbTest(dataset, createValueMatcher(test))
  if (test.op === 'null' || (test.op === 'exists' && !test.value)) {
    return { kind: 'not', of: any(paths.map(hasValue)) }
  }
  if (test.op === 'exists') return any(paths.map(hasValue))
  if (role === 'outcome') return any(paths.map((path) => toOutcomeTest(path, test, dataset)))
  return any(paths.map((path) => toCountedTest(path, test)))
}

function any(of: readonly Expression[]): Expression {
  return { kind: 'or', of }
}

function toTest(field: string, test: ValueTest): FieldTest {
  return { kind: 'field', field, test }
}

const isEmptyText: ValueTest = { op: 'pattern', parts: [], isCased: false }

/** An empty text counts as no value of a role. */
function hasValue(path: string): Expression {
  const empty: Expression = any([toTest(path, { op: 'null' }), toTest(path, isEmptyText)])
  return { kind: 'not', of: empty }
}

function toCountedTest(path: string, test: SingleValueTest): Expression {
  const matchesEmpty = createValueMatcher(test)('')
  if (!matchesEmpty) return toTest(path, test)
  const filled: Expression = { kind: 'not', of: toTest(path, isEmptyText) }
  return { kind: 'and', of: [toTest(path, test), filled] }
}

/** `success` and `failure` are the spellings of the log; any other word is as the log writes it. */
function toOutcomeTest(path: string, test: SingleValueTest, { outcomes }: Dataset): Expression {
  const matches = createValueMatcher(test)
  const words = ['success', 'failure'] as const
  const spell = (word: (typeof words)[number]) =>
    (outcomes?.[word] ?? []).map(
      (spelling): Expression =>
        toTest(
          path,
          typeof spelling === 'boolean'
            ? { op: 'boolean', value: spelling }
            : { op: 'pattern', parts: [{ kind: 'text', text: spelling }], isCased: false },
        ),
    )
  const named = any(words.filter(matches).flatMap(spell))
  const [only, ...others] = test.op === 'pattern' ? test.parts : []
  const isOneWord =
    only?.kind === 'text' &&
    others.length === 0 &&
    words.some((word) => word === only.text.toLowerCase())
  if (isOneWord) return named
  const isOther: Expression = { kind: 'not', of: any(words.flatMap(spell)) }
  return any([named, { kind: 'and', of: [toCountedTest(path, test), isOther] }])
}

/** Any location of the one role with any of the other. */
function toReferenceTest(
  role: string,
  test: Extract<ValueTest, { op: 'fieldref' }>,
  dataset: Dataset,
): Expression {
  const derived = [role, test.field].find((each) => each === verbName || each === 'outcome')
  if (derived !== undefined) {
    throw new RangeError(
      `${derived} is spelled differently in each log, so it is compared with no other field.`,
    )
  }
  const pairs = listRolePaths(dataset, role).flatMap((path) =>
    listRolePaths(dataset, test.field).map((field): Expression => {
      const isFilled: Expression = { kind: 'not', of: toTest(field, isEmptyText) }
      return { kind: 'and', of: [toTest(path, { ...test, field }), isFilled] }
    }),
  )
  return any(pairs)
}
