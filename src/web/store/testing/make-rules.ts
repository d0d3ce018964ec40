/** Rules for tests. */
import type { Expression } from '../../../detection/expression.ts'
import type { CorrelationRule, DetectionRule } from '../../../detection/rule.ts'

/** An id that ends with a number. */
export const toRuleId = (number: number) =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** A rule for audit log v2; its id ends with `number`. */
export function makeRule(
  number: number,
  expression: Expression,
  more: Partial<DetectionRule> = {},
): DetectionRule {
  return {
    ...{ kind: 'detection', id: toRuleId(number), title: `Rule ${number}`, description: '' },
    ...{ level: 'medium', tags: [], references: [], falsePositives: [], next: [] },
    ...{ file: `${number}.yml`, service: 'audit', expression },
    ...more,
  }
}

/** A correlation that counts events, unless `more` says otherwise. */
export function makeCorrelation(number: number, more: Partial<CorrelationRule>): CorrelationRule {
  return {
    ...{ kind: 'correlation', id: toRuleId(number), title: `Rule ${number}`, description: '' },
    ...{ level: 'medium', tags: [], references: [], falsePositives: [], next: [] },
    ...{ file: `${number}.yml`, type: 'event_count', rules: [], groupBy: [], aliases: {} },
    ...{ timespanMs: 60_000, conditions: [], generate: false },
    ...more,
  }
}

/** Whether a field is a text, in any case. */
export const is = (field: string, text: string): Expression => ({
  kind: 'field',
  field,
  test: { op: 'pattern', parts: [{ kind: 'text', text }], isCased: false },
})

/** Whether a field contains a text, in any case. */
export const contains = (field: string, text: string): Expression => ({
  kind: 'field',
  field,
  test: {
    ...{ op: 'pattern', isCased: false },
    parts: [{ kind: 'any' }, { kind: 'text', text }, { kind: 'any' }],
  },
})

/** All of them. */
export const all = (...of: readonly Expression[]): Expression => ({ kind: 'and', of })

/** One of them. */
export const any = (...of: readonly Expression[]): Expression => ({ kind: 'or', of })

/** Not this. */
export const not = (of: Expression): Expression => ({ kind: 'not', of })
