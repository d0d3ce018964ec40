/**
 * Second questions: where one log may lack what a query asks for, a query that asks another log, or asks otherwise.
 * They rest on reports about single accounts (GoCortexIO, 2026) and on product pages that name v1 only.
 */
import { getDataset } from '../../catalog/index.ts'
import type { Filter, LocalFilter, LogQuery } from '../log-query.ts'
import { switchDataset } from '../switch-dataset.ts'
import { signInFilters, signInLocalFilters } from './people-starters.ts'
import { has, include } from './starter.ts'

/** A query that completes the answer of another, and the reason in a sentence. */
export type SecondQuestion = { why: string; title: string; query: LogQuery }

/** `asks` is what a query has to filter by so that the question applies to it. */
type Rule = {
  dataset: string
  asks: { parameter: string; value: string } | { pointer: string; text: string }
  why: string
  title: string
  next: { dataset: string; filters: readonly Filter[]; localFilters: readonly LocalFilter[] }
}

const v2 = 'account-audit-logs-v2'
const v1 = 'account-audit-logs-v1'
const kindPointer = '/resource/type'

/** The products that v1 may record alone: their name in v2, and what the kind of their resources contains in v1. */
const productsOfV1 = [
  { label: 'Workers', product: 'workers', kind: 'script' },
  { label: 'R2', product: 'r2', kind: 'r2' },
  { label: 'Email Routing', product: 'email_routing', kind: 'email' },
]

const rules: readonly Rule[] = [
  ...productsOfV1.flatMap(({ label, product, kind }): Rule[] => [
    {
      dataset: v2,
      asks: { parameter: 'resource_product', value: product },
      why: `Changes of ${label} may be recorded in audit log v1 only.`,
      title: `Ask v1 for ${label} too`,
      next: { dataset: v1, filters: [], localFilters: [has(kindPointer, kind)] },
    },
    {
      dataset: v1,
      asks: { pointer: kindPointer, text: kind },
      why: `Audit log v2 may record changes of ${label} as well, with the request behind each.`,
      title: `Ask v2 for ${label} too`,
      next: { dataset: v2, filters: [include('resource_product', product)], localFilters: [] },
    },
  ]),
  {
    dataset: v1,
    asks: { parameter: 'action.type', value: 'login' },
    why: 'Audit log v1 of an account may hold no sign-ins; v2 does.',
    title: 'Ask v2 for sign-ins',
    next: { dataset: v2, filters: signInFilters, localFilters: signInLocalFilters },
  },
  {
    dataset: v2,
    asks: { parameter: 'action_type', value: 'login' },
    why: 'A sign-in may be recorded with the action type “update”; only its description says LOGIN.',
    title: 'Find sign-ins by their description',
    next: { dataset: v2, filters: signInFilters, localFilters: signInLocalFilters },
  },
]

/** The second questions of a query, with its time range and its filters by actor, address and zone. */
export function listSecondQuestions(query: LogQuery): readonly SecondQuestion[] {
  return rules
    .filter((rule) => rule.dataset === query.dataset && isAsked(query, rule))
    .map((rule) => ({ why: rule.why, title: rule.title, query: toSecondQuery(query, rule) }))
}

function isAsked({ filters, localFilters }: LogQuery, { asks }: Rule): boolean {
  return 'parameter' in asks
    ? filters.some(
        ({ parameter, mode, values }) =>
          parameter === asks.parameter && mode === 'include' && values.includes(asks.value),
      )
    : localFilters.some(
        (filter) =>
          filter.kind === 'field' &&
          filter.pointer === asks.pointer &&
          filter.mode === 'include' &&
          filter.text.toLowerCase() === asks.text,
      )
}

function toSecondQuery(query: LogQuery, { dataset, asks, next }: Rule): LogQuery {
  const rest: LogQuery = {
    ...query,
    filters: query.filters.filter(
      ({ parameter }) => !('parameter' in asks && parameter === asks.parameter),
    ),
    localFilters: query.localFilters.filter(
      (filter) =>
        !('pointer' in asks && filter.kind === 'field' && filter.pointer === asks.pointer),
    ),
  }
  const to = getDataset(next.dataset)
  const moved = switchDataset(rest, getDataset(dataset), to, query.scope).query
  return {
    ...moved,
    filters: [...moved.filters, ...next.filters],
    localFilters: [...moved.localFilters, ...next.localFilters],
  }
}
