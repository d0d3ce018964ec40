/**
 * Detection rules after Sigma 2.1.0 (https://github.com/SigmaHQ/sigma-specification), as they are after parsing. They are
 * plain data, so that they can be sent to a worker; regular expressions are kept as text.
 */
import type { Expression } from './expression.ts'

/** How severe a match is, as in Sigma; least severe first. */
export const ruleLevels = ['informational', 'low', 'medium', 'high', 'critical'] as const
export type RuleLevel = (typeof ruleLevels)[number]

/** Whether a finding of this level is worth an analyst’s time before all others: medium or higher. */
export function isSevere(level: RuleLevel): boolean {
  return ruleLevels.indexOf(level) >= ruleLevels.indexOf('medium')
}

/** Whether a change loosens or tightens security: the tag `effect.loosens` or `effect.tightens` of a rule. */
export type Effect = 'loosens' | 'tightens'

/** What both kinds of rules have. Texts are as the author wrote them, and untrusted. */
export type RuleHead = {
  /** A UUID in lower case; unique in a set of rules. */
  id: string
  /** The short name by which correlations may refer to it. */
  name?: string
  title: string
  description: string
  status?: string
  author?: string
  date?: string
  modified?: string
  level: RuleLevel
  /** In lower case, with their namespace: `attack.t1098`, `effect.loosens`. */
  tags: readonly string[]
  references: readonly string[]
  falsePositives: readonly string[]
  /** What to check next: the custom field `next` of a rule, one sentence each. */
  next: readonly string[]
  effect?: Effect
  /** The SPDX id of the license of the rule. */
  license?: string
  /** Fields that are worth showing with a match, and the systems that the rule is for: kept for export. */
  fields?: readonly string[]
  scope?: readonly string[]
  /** Other rules, by id, from which this one was made or to which it is similar. */
  related?: readonly { id: string; type: string }[]
  /** The file in which the rule is, for messages and for export. */
  file: string
}

/**
 * The logs that a rule is for: the `service` of its `logsource`. `any` has no service: the rule uses the names of roles in
 * snake case (an extension), and is compiled to one plain rule for each log.
 */
export const ruleServices = [
  ...(['audit', 'audit_v1', 'audit_user', 'audit_organization'] as const),
  ...(['security_insights', 'access', 'access_scim', 'any'] as const),
] as const
export type RuleService = (typeof ruleServices)[number]

/** A rule that an entry alone matches or does not match. */
export type DetectionRule = RuleHead & {
  kind: 'detection'
  service: RuleService
  /** The condition with its selections put in; field names are as in the file. */
  expression: Expression
}

/** What decides whether an entry matches, without the texts for readers. */
export type RuleCondition = Pick<DetectionRule, 'service' | 'expression'>

/** How a correlation counts. `new_terms` is an extension: values of a field that the baseline does not have. */
export const correlationTypes = [
  ...(['event_count', 'value_count', 'temporal', 'temporal_ordered', 'new_terms'] as const),
] as const
export type CorrelationType = (typeof correlationTypes)[number]

/** A comparison of a count. */
export type CountCondition = { op: 'gt' | 'gte' | 'lt' | 'lte' | 'eq' | 'neq'; count: number }

/** A rule over the matches of other rules. */
export type CorrelationRule = RuleHead & {
  kind: 'correlation'
  type: CorrelationType
  /** The ids of the rules whose matches are correlated, in the order of the file; also correlations. */
  rules: readonly string[]
  /** Field names or aliases: matches are counted for each combination of their values. */
  groupBy: readonly string[]
  /** The time in which the matches have to lie, in milliseconds; absent for `new_terms`. */
  timespanMs?: number
  /** For each alias, the field of each rule, by rule id. */
  aliases: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** All have to hold. Empty for the temporal types, which need every rule to match. */
  conditions: readonly CountCondition[]
  /** The field whose different values are counted, or that is new. */
  field?: string
  /** Whether the correlated rules are findings of their own, too. */
  generate: boolean
}

/** A rule of either kind. */
export type Rule = DetectionRule | CorrelationRule

/** Why a file, or a part of it, cannot be used. Lines and columns count from 1. */
export type RuleProblem = {
  file: string
  line: number
  column: number
  /** What is wrong, by name, and what to write instead. */
  message: string
}
