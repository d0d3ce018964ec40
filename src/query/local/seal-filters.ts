/**
 * Filters by what differs from the fingerprint of a link. They are written like filters by rules, `rule=seal.new`, because
 * an entry alone does not decide them: the comparison with the fingerprint does.
 */
import type { LocalFilter, LogQuery, RuleFilter } from '../log-query.ts'

/** `new`: entries that the earlier read did not have, also those that arrived late. `changed`: those with other contents. */
export const sealKinds = ['new', 'changed'] as const
export type SealKind = (typeof sealKinds)[number]

/** The tag of a kind in a filter. */
export function toSealTag(kind: SealKind): string {
  return `seal.${kind}`
}

/** The meaning of a tag; `undefined` for any other text. */
export function findSealKind(tag: string): SealKind | undefined {
  return sealKinds.find((kind) => toSealTag(kind) === tag)
}

/** Whether a filter is one of these. */
export function isSealFilter(filter: LocalFilter): filter is RuleFilter {
  return filter.kind === 'rule' && findSealKind(filter.rule) !== undefined
}

/** The filters of this kind that a query has, also those that are off. */
export function listSealFilters(query: LogQuery): readonly RuleFilter[] {
  return [...query.localFilters, ...query.disabledLocalFilters].filter(isSealFilter)
}

/** The query without these filters; the query itself when it has none. They mean nothing without a fingerprint. */
export function withoutSealFilters(query: LogQuery): LogQuery {
  if (listSealFilters(query).length === 0) return query
  const isOther = (filter: LocalFilter) => !isSealFilter(filter)
  return {
    ...query,
    localFilters: query.localFilters.filter(isOther),
    disabledLocalFilters: query.disabledLocalFilters.filter(isOther),
  }
}
