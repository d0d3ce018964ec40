/**
 * The question of one log finds the same entries of that log as a timeline, and again as the question that the timeline is
 * converted back to. All three are matched here, over the entries of the demo.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readText } from '../catalog/fields.ts'
import { getDataset } from '../catalog/index.ts'
import { readVerb } from '../catalog/read-verb.ts'
import { toFieldPointer } from '../query/json-pointer.ts'
import {
  createQuery,
  type FieldFilter,
  type Filter,
  type LogQuery,
  type Scope,
} from '../query/log-query.ts'
import { createFieldMatchers } from '../query/match-entry.ts'
import { createEntryMatcher } from '../query/match-local.ts'
import { createRoleMatcher } from '../query/timeline/match-role.ts'
import { toLogQuery } from '../query/timeline/to-log-query.ts'
import { toTimeline } from '../query/timeline/to-timeline.ts'
import { toTimelineQuery } from '../query/timeline/to-timeline-query.ts'
import { findValueProblem } from '../query/validate-query.ts'
import { createEmulator } from './app.ts'
import { findScopes } from './testing/ask-emulator.ts'

const emulator = createEmulator({
  seed: 21,
  entries: 600,
  now: () => Date.parse('2026-11-19T15:20:00.000Z'),
})
const scopes = await findScopes(emulator)
const logs = (
  [
    ['account-audit-logs-v2', scopes.account],
    ['account-audit-logs-v1', scopes.account],
    ['insight-audit-logs', scopes.account],
    ['access-authentication-logs', scopes.account],
  ] as const
).map(([id, scope]) => ({
  dataset: getDataset(id),
  scope: scope as Scope,
  entries: emulator.entries(id, scope),
}))
type Log = (typeof logs)[number]

const mode = fc.constantFrom('include' as const, 'exclude' as const)

/** Some values of a field that entries of the log have. */
function valuesOf({ entries }: Log, path: string): readonly string[] {
  return [...new Set(entries.map((entry) => readText(entry, path)))].filter((text) => text !== '')
}

function filtersOf(log: Log): fc.Arbitrary<Filter[]> {
  const usable = log.dataset.parameters.flatMap((parameter) => {
    if (parameter.role !== 'filter' || parameter.field === undefined) return []
    const values = valuesOf(log, parameter.field).filter(
      (value) => !findValueProblem(parameter, value),
    )
    return values.length > 0 ? [{ parameter, values }] : []
  })
  if (usable.length === 0) return fc.constant([])
  return fc.uniqueArray(fc.constantFrom(...usable), { maxLength: 2 }).chain((chosen) =>
    fc.tuple(
      ...chosen.map(({ parameter, values }) =>
        fc.record({
          parameter: fc.constant(parameter.wireName),
          mode: parameter.exclude ? mode : fc.constant('include' as const),
          values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
        }),
      ),
    ),
  )
}

function localFiltersOf(log: Log): fc.Arbitrary<FieldFilter[]> {
  const usable = log.dataset.fields.flatMap(({ path }) =>
    valuesOf(log, path).map((text) => ({ pointer: toFieldPointer(path), text })),
  )
  const filter = fc
    .tuple(fc.constantFrom(...usable), mode, fc.boolean())
    .map(([at, mode, isExact]): FieldFilter => ({ kind: 'field', mode, isExact, ...at }))
  return fc.array(filter, { maxLength: 2 })
}

const questions = fc.constantFrom(...logs).chain((log) =>
  fc.tuple(filtersOf(log), localFiltersOf(log)).map(([filters, localFilters]) => ({
    log,
    query: { ...createQuery(log.dataset.id, log.scope), filters, localFilters },
  })),
)

function findInLog({ dataset, entries }: Log, { filters, localFilters }: LogQuery) {
  const matchers = createFieldMatchers(dataset, filters, { productsOf: () => [] })
  const isLocal = createEntryMatcher(dataset, localFilters)
  return entries.filter(
    (entry) =>
      isLocal(entry) &&
      matchers.every(
        ({ field, mode, matches }) => matches(readRaw(entry, field.path)) === (mode === 'include'),
      ),
  )
}

function readRaw(entry: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], entry)
}

function findInTimeline({ dataset, entries }: Log, query: LogQuery) {
  const { filters, localFilters } = toTimelineQuery(query)
  const matchers = filters.map((filter) => createRoleMatcher(dataset, filter))
  const isLocal = createEntryMatcher(dataset, localFilters)
  return entries.filter((entry) => isLocal(entry) && matchers.every((matches) => matches(entry)))
}

it('finds the same entries of a log before and after', () => {
  let found = 0
  fc.assert(
    fc.property(questions, ({ log, query }) => {
      const { dataset, scope } = log
      const timeline = toTimeline(query, [{ dataset: dataset.id, scope }])
      expect(timeline.messages).toEqual([])
      // A verb is not always that of the action: some sign-ins are recorded as updates.
      const hasVerb = timeline.query.filters.some(({ parameter }) => parameter === 'verb')
      const keep = (entries: readonly unknown[]) =>
        hasVerb ? entries.filter((entry) => readVerb(dataset, entry) !== 'sign-in') : entries
      const before = keep(findInLog(log, query))
      expect(keep(findInTimeline(log, timeline.query))).toEqual(before)
      const again = toLogQuery(timeline.query, { dataset: dataset.id, scope })
      const isExact = again.messages.length === 0
      if (isExact) expect(keep(findInLog(log, again.query))).toEqual(before)
      found += before.length
    }),
    { numRuns: 400, seed: 18 },
  )
  expect(found).toBeGreaterThan(1000)
})
