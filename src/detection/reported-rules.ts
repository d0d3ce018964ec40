/** Says which rules are reported. */
import type { Rule } from './rule.ts'

/**
 * Whether the matches of a rule are findings by themselves. Those of a rule are not when only correlations among `rules` use
 * it, and none of them says `generate`: it is only there to be correlated, and would report every entry of its kind.
 */
export function isReported({ id }: Pick<Rule, 'id'>, rules: readonly Rule[]): boolean {
  const users = rules.filter((rule) => rule.kind === 'correlation' && rule.rules.includes(id))
  return users.length === 0 || users.some((rule) => rule.kind === 'correlation' && rule.generate)
}
