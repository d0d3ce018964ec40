/** Generates arbitrary queries, for tests that a query survives formatting and parsing. */
import fc from 'fast-check'
import type { Dataset } from '../../catalog/define-dataset.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import { hasIds } from '../../catalog/scopes.ts'
import { formatInstant } from '../../cloudflare/instant.ts'
import { toPointer } from '../json-pointer.ts'
import { formatHours, parseHours } from '../local/hours.ts'
import { addLocalFilter } from '../local-filters.ts'
import type { Filter, FilterMode, LocalFilter, LogQuery, Scope, TimeRange } from '../log-query.ts'

/** Any well-formed text, and texts that codecs often get wrong. */
export const text = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 30, unit: 'binary' }),
    fc.constantFrom(
      'a,b',
      'a+b',
      '100%',
      '%41',
      'x.not',
      ' ',
      'a b',
      'é',
      '😀',
      '&=?#',
      "'",
      '"',
      '\n',
    ),
  )
  .filter((value) => value.isWellFormed())
/** Instants within ten years. */
export const instant = fc
  .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) })
  .map(formatInstant)
/** Valid values of a parameter, by its kind. */
export const arbitraryOf: Record<
  Parameter['kind'],
  (parameter: Parameter) => fc.Arbitrary<string>
> = {
  text: () => text,
  email: () => fc.emailAddress(),
  id: () => text,
  choice: ({ values = [] }) => fc.constantFrom(...values),
  boolean: () => fc.constantFrom('true', 'false'),
  integer: ({ minimum = 0, maximum = 999 }) =>
    fc.integer({ min: minimum, max: maximum }).map(String),
  ip: () => fc.oneof(fc.ipV4(), fc.ipV6()),
  'ip-or-cidr': () =>
    fc.oneof(
      fc.ipV4(),
      fc.ipV4().map((ip) => `${ip}/24`),
      fc.ipV6(),
    ),
  instant: () => instant,
  'date-or-instant': () =>
    fc.oneof(
      instant,
      instant.map((value) => value.slice(0, 10)),
    ),
  opaque: () => fc.base64String({ minLength: 1 }),
}

type Choice = { parameter: Parameter; mode: FilterMode }

/**
 * Where one operator says include or exclude, a copied request names the excludes in a line of its own, so that they come
 * back behind the include.
 */
function compareForRequests(one: Choice, other: Choice): number {
  if (one.parameter !== other.parameter || !one.parameter.operator) return 0
  return one.mode === 'include' ? -1 : 1
}

/** Filters of a dataset, each parameter and mode at most once, values distinct. */
function filtersOf(dataset: Dataset): fc.Arbitrary<Filter[]> {
  const choices = dataset.parameters
    .filter(({ role }) => role === 'filter')
    .flatMap((parameter) => {
      const modes: FilterMode[] = parameter.exclude ? ['include', 'exclude'] : ['include']
      return modes.map((mode) => ({ parameter, mode }))
    })
  // Three filters of two values each give eight requests where the API accepts one value at a time.
  const maxFilters = dataset.parameters.some(({ repeats }) => repeats) ? 6 : 3
  return fc
    .shuffledSubarray(choices, { maxLength: Math.min(maxFilters, choices.length) })
    .map((chosen) => chosen.toSorted(compareForRequests))
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map(({ parameter, mode }) =>
          fc
            .uniqueArray(arbitraryOf[parameter.kind](parameter), {
              minLength: 1,
              maxLength: parameter.repeats ? 4 : parameter.kind === 'boolean' ? 1 : 2,
            })
            .map((values): Filter => ({ parameter: parameter.wireName, mode, values })),
        ),
      ),
    )
}

function timeRangeOf(dataset: Dataset): fc.Arbitrary<TimeRange> {
  const since = dataset.parameters.find(({ wireName }) => wireName === 'since')
  const bound = since ? arbitraryOf[since.kind](since) : instant
  return fc.oneof(
    fc
      .constantFrom('15m', '24h', '7d', '2w')
      .map((range): TimeRange => ({ kind: 'relative', range })),
    bound.map((value): TimeRange => ({ kind: 'absolute', since: value })),
    bound.map((value): TimeRange => ({ kind: 'absolute', before: value })),
    fc
      .uniqueArray(bound, { minLength: 2, maxLength: 2, selector: (value) => Date.parse(value) })
      .map((values): TimeRange => {
        const [first = '', second = ''] = values.sort((a, b) => Date.parse(a) - Date.parse(b))
        return { kind: 'absolute', since: first, before: second }
      }),
  )
}

/** The scopes that a dataset can be read in. */
export function scopesOf(dataset: Dataset): fc.Arbitrary<Scope> {
  const hex = fc.stringMatching(/^[0-9a-f]{32}$/)
  return fc
    .tuple(fc.constantFrom(...dataset.scopes), hex)
    .map(([{ kind }, id]): Scope => (hasIds(kind) ? { kind, id } : { kind }))
}

/** Texts that could be mistaken for quoted, escaped or encoded ones. */
const trickyText = fc.oneof(
  text,
  fc.constantFrom(
    '',
    '"',
    '""',
    '"a"',
    '\\"a"',
    '\\\\"a"',
    '\\"',
    '"a',
    '\\',
    '=',
    '"a"="b"',
    '"\n"',
  ),
  fc.string({ unit: fc.constantFrom('"', '\\', '=', '%', '/', ',', '+', 'a'), maxLength: 8 }),
)
const mode = fc.constantFrom('include' as const, 'exclude' as const)
const weekdays = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 })
const timesOfDay = fc.array(
  fc
    .uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 2, maxLength: 2 })
    .map(([from = 0, to = 0]) => ({ from, to: to > from ? to : to + 1440 })),
  { minLength: 1, maxLength: 3 },
)
/** Any hours, in the form of links. */
export const hoursText: fc.Arbitrary<string> = fc
  .record({
    weekdays: weekdays.map((days) => days.sort((a, b) => a - b)),
    times: fc.oneof(timesOfDay, fc.constant([{ from: 0, to: 1440 }])),
    zone: fc.constantFrom('UTC', 'Europe/London', 'America/St_Johns', 'Australia/Lord_Howe'),
  })
  // Equal times are written once, in order.
  .map((hours) => parseHours(formatHours(hours)).hours)
  .map((hours) => (hours ? formatHours(hours) : 'sat,sun'))
/** Ids and tags of rules. */
const ruleText: fc.Arbitrary<string> = fc.oneof(
  fc.uuid(),
  fc.stringMatching(/^[a-z][a-z\d-]{0,8}\.[a-z\d._-]{1,12}$/),
  fc.constantFrom('effect.loosens', 'attack.t1098.001'),
)
const localFilterLists: fc.Arbitrary<readonly LocalFilter[]> = fc
  .array(
    fc.oneof(
      fc.record({ kind: fc.constant('text' as const), mode, text }),
      fc.record({ kind: fc.constant('hours' as const), mode, hours: hoursText }),
      fc.record({ kind: fc.constant('rule' as const), mode, rule: ruleText }),
      fc.record({
        kind: fc.constant('field' as const),
        pointer: fc
          .array(fc.oneof(trickyText, fc.constantFrom('~', '~1', '/')), { maxLength: 3 })
          .map(toPointer),
        mode,
        text: trickyText,
        isExact: fc.boolean(),
      }),
    ),
    { maxLength: 5 },
  )
  .map((filters) => filters.reduce<readonly LocalFilter[]>(addLocalFilter, []))

/** Any query of a dataset. */
export const queryOf = (dataset: Dataset): fc.Arbitrary<LogQuery> =>
  fc.record({
    dataset: fc.constant(dataset.id),
    scope: scopesOf(dataset),
    timeRange: timeRangeOf(dataset),
    filters: filtersOf(dataset),
    direction: fc.constantFrom('desc' as const, 'asc' as const),
    localFilters: localFilterLists,
    disabledFilters: filtersOf(dataset),
    disabledLocalFilters: localFilterLists,
  })
