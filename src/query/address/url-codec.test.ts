import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../catalog/define-dataset.ts'
import { datasets } from '../../catalog/index.ts'
import type { Parameter } from '../../catalog/parameters.ts'
import { reservedKeys } from '../../catalog/reserved-keys.ts'
import { addValues } from '../filters.ts'
import { formatLocalFilter } from '../local-filter-text.ts'
import type { FieldFilter, LocalFilter, LogQuery, Scope } from '../log-query.ts'
import { formatQueryString, type Pair } from '../query-string.ts'
import { arbitraryOf, instant, queryOf, scopesOf, text } from '../testing/arbitrary-query.ts'
import { querySizes } from '../validate-query.ts'
import { findPathMeaning } from './path-meaning.ts'
import {
  findSizeProblem,
  formatUrl,
  type ParsedUrl,
  parseUrl,
  replaceScreen,
  type ScreenState,
} from './url-codec.ts'

const id = '0123456789abcdef0123456789abcdef'
const v2Path = `/accounts/${id}/logs/audit`
const v1Path = `/accounts/${id}/audit_logs`
const insightPath = `/zones/${id}/security-center/insights/audit-log`

const fixed = 'since=2026-11-20T00:00:00Z&before=2026-11-21T00:00:00Z'
const seal = `seal=1.${'aB3_-'.repeat(4)}.${'c'.repeat(20)}.162.c.2026-11-24T10:31:05Z`

function parse(search: string, path = v2Path): ParsedUrl {
  const parsed = parseUrl(path, search)
  if (!parsed) throw new Error(`${path} names no dataset.`)
  return parsed
}

function parseHref(href: string): ParsedUrl {
  const at = href.indexOf('?')
  return at === -1 ? parse('', href) : parse(href.slice(at), href.slice(0, at))
}

const screens: fc.Arbitrary<ScreenState> = fc.record(
  {
    entry: fc.record({ id: fc.oneof(text, fc.constantFrom('', 'a@b', '@')), time: instant }),
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns'),
    find: text,
  },
  { requiredKeys: [] },
)

describe.each(datasets.map((dataset) => [dataset.id, dataset] as const))('%s', (_, dataset) => {
  it('keeps every query and screen in its address', () => {
    fc.assert(
      fc.property(queryOf(dataset), screens, (query, screen) => {
        const href = formatUrl(query, screen)
        const parsed = parseHref(href)
        expect(parsed).toEqual({ query, screen, problems: [], hasTime: true })
        expect(formatUrl(parsed.query, parsed.screen)).toBe(href)
      }),
    )
  })

  it('writes addresses that a browser leaves as they are', () => {
    fc.assert(
      fc.property(queryOf(dataset), (query) => {
        const href = formatUrl(query)
        const url = new URL(href, 'http://localhost')
        expect(url.pathname + url.search).toBe(href)
      }),
    )
  })

  it('accounts for every pair of any address: it is used, or a problem names it', () => {
    const known = [...dataset.parameters.map(({ wireName }) => wireName), ...reservedKeys]
    const keys = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...known, ...known.map((key) => `${key}.not`)) },
      { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', '', 'SINCE', 'a b') },
    )
    const values = fc.oneof(
      ...Object.values(arbitraryOf).map((arbitrary) =>
        arbitrary({ values: ['asc', 'desc', 'create', 'status'] } as unknown as Parameter),
      ),
      fc.constantFrom('', '24h', 'UTC', 'e@2026-11-20T00:00:00Z', '0', '1001'),
      fc.constantFrom('/a/b=c', '=', '/a="c"', '/a=\\"c"', 'a=b', '/a', '/%=b', '/~2=b'),
      fc.constantFrom('id=a', 'id.not=a', 'field_changed=status', 'since=2026-11-01', 'id=', 'x=y'),
    )
    const pairs = fc.uniqueArray(fc.tuple(keys, values), {
      maxLength: 12,
      selector: ([key, value]) => `${key}=${value}`,
    })
    fc.assert(
      fc.property(scopesOf(dataset), pairs, (scope, given) => {
        const path = formatUrl(baseQuery(dataset, scope)).split('?')[0] ?? ''
        const parsed = parse(formatQueryString(given), path)
        expect(countUsed(parsed, dataset, given) + parsed.problems.length).toBe(given.length)
        const href = formatUrl(parsed.query, parsed.screen)
        const again = parseHref(href)
        expect(again.problems).toEqual([])
        expect(again.query).toEqual(parsed.query)
        expect(formatUrl(again.query, again.screen)).toBe(href)
      }),
      { numRuns: 300 },
    )
  })
})

const baseQuery = (dataset: Dataset, scope: Scope): LogQuery => ({
  dataset: dataset.id,
  scope,
  timeRange: { kind: 'relative', range: '24h' },
  filters: [],
  direction: 'desc',
  localFilters: [],
  disabledFilters: [],
  disabledLocalFilters: [],
})

/** How many of the pairs given have an effect on what was understood. */
function countUsed(
  { query, screen, hasTime }: ParsedUrl,
  dataset: Dataset,
  given: readonly Pair[],
) {
  const { timeRange } = query
  const direction = dataset.parameters.find(({ role }) => role === 'direction')?.wireName
  const hasDirection = given.some(([key, value]) => key === direction && /^(asc|desc)$/.test(value))
  return (
    [...query.filters, ...query.disabledFilters].reduce(
      (sum, each) => sum + each.values.length,
      0,
    ) +
    query.localFilters.length +
    (timeRange.kind === 'relative'
      ? Number(hasTime)
      : Number(timeRange.since !== undefined) + Number(timeRange.before !== undefined)) +
    Number(hasDirection) +
    Object.keys(screen).length
  )
}

describe('parseUrl', () => {
  it('reads the link of the design page', () => {
    const { query, problems, hasTime } = parse(
      '?since=2026-11-01&before=2026-11-08&actor_email=a@example.com&action_type.not=view',
    )
    expect(problems).toEqual([])
    expect(hasTime).toBe(true)
    expect(query).toEqual({
      dataset: 'account-audit-logs-v2',
      scope: { kind: 'account', id },
      timeRange: { kind: 'absolute', since: '2026-11-01', before: '2026-11-08' },
      filters: [
        { parameter: 'actor_email', mode: 'include', values: ['a@example.com'] },
        { parameter: 'action_type', mode: 'exclude', values: ['view'] },
      ],
      direction: 'desc',
      localFilters: [],
      disabledFilters: [],
      disabledLocalFilters: [],
    })
  })

  it.each([
    [v2Path, 'account-audit-logs-v2', { kind: 'account', id }],
    [v1Path, 'account-audit-logs-v1', { kind: 'account', id }],
    ['/user/audit_logs', 'user-audit-logs-v1', { kind: 'user' }],
    [insightPath, 'insight-audit-logs', { kind: 'zone', id }],
    [insightPath.replace('zones', 'accounts'), 'insight-audit-logs', { kind: 'account', id }],
  ])('finds dataset and scope of %s', (path, dataset, scope) => {
    const meaning = findPathMeaning(path)
    expect(meaning?.dataset.id).toBe(dataset)
    expect(meaning?.scope).toEqual(scope)
  })

  it.each([
    '/',
    '/accounts',
    '/accounts/logs/audit',
    '/accounts//logs/audit',
    `${v2Path}/`,
    `/zones/${id}/logs/audit`,
    `/accounts/${id.toUpperCase()}/logs/audit`,
    `/accounts/${id}0/logs/audit`,
    `/accounts/${id}/../logs/audit`,
    `/accounts/%30${id.slice(1)}/logs/audit`,
    '/accounts/{account_id}/logs/audit',
    `/user/${id}/audit_logs`,
  ])('knows no dataset at %s', (path) => {
    expect(parseUrl(path, '')).toBeUndefined()
  })

  it('assumes the default range when there is no time, and says that it did', () => {
    expect(parse('')).toMatchObject({
      query: { timeRange: { kind: 'relative', range: '24h' } },
      hasTime: false,
      problems: [],
    })
  })

  it('takes commas, plus signs, percent signs and .not in values literally', () => {
    const { query, problems } = parse(
      '?actor_token_name=a,b&actor_token_name=a%2Bb&zone_name=50%25&raw_uri=x.not',
    )
    expect(problems).toEqual([])
    expect(query.filters).toEqual([
      { parameter: 'actor_token_name', mode: 'include', values: ['a,b', 'a+b'] },
      { parameter: 'zone_name', mode: 'include', values: ['50%'] },
      { parameter: 'raw_uri', mode: 'include', values: ['x.not'] },
    ])
  })

  it('reads a plus sign as a space, as forms write it', () => {
    expect(parse('?account_name=Acme+Corp').query.filters[0]?.values).toEqual(['Acme Corp'])
  })

  it('joins what is repeated, in order, each value once', () => {
    const { query, problems } = parse(
      '?action_type=view&zone_id=z&action_type=create&action_type=view',
    )
    expect(problems).toEqual([])
    expect(query.filters).toEqual([
      { parameter: 'action_type', mode: 'include', values: ['view', 'create'] },
      { parameter: 'zone_id', mode: 'include', values: ['z'] },
    ])
  })

  it.each([
    ['an unknown key', v2Path, 'per_page=5', 'unknown-parameter', 'per_page'],
    ['a key in other letters', v2Path, 'Actor_email=a', 'unknown-parameter', 'Actor_email'],
    ['a prototype key', v2Path, '__proto__=x', 'unknown-parameter', '__proto__'],
    ['a constructor', v2Path, 'constructor.not=x', 'unknown-parameter', 'constructor.not'],
    ['a nested prototype key', v2Path, '__proto__.not=x', 'unknown-parameter', '__proto__.not'],
    ['an empty key', v2Path, '=x', 'unknown-parameter', ''],
    [
      'an exclude that does not exist',
      v2Path,
      'product_category.not=x',
      'not-excludable',
      'product_category.not',
    ],
    ['an exclude in v1', v1Path, 'action.type.not=x', 'not-excludable', 'action.type.not'],
    ['an excluded time', v2Path, 'since.not=2026-11-01', 'not-excludable', 'since.not'],
    ['an empty value', v2Path, 'actor_email=', 'bad-value', 'actor_email'],
    ['a key without value', v2Path, 'actor_email', 'bad-value', 'actor_email'],
    ['a value outside of a choice', v2Path, 'action_result=maybe', 'bad-value', 'action_result'],
    [
      'both of a boolean',
      v1Path,
      'hide_user_logs=true&hide_user_logs=false',
      'repeated',
      'hide_user_logs',
    ],
    ['a second time', v2Path, 'since=2026-11-01&since=2026-11-02', 'repeated', 'since'],
    ['a second direction', v2Path, 'direction=asc&direction=desc', 'repeated', 'direction'],
    [
      'the direction by another name',
      insightPath,
      'direction=asc',
      'unknown-parameter',
      'direction',
    ],
    ['a page size', v2Path, 'limit=10', 'not-for-links', 'limit'],
    ['a cursor', v2Path, 'cursor=Zm9v', 'not-for-links', 'cursor'],
    ['a page number', v1Path, 'page=2', 'not-for-links', 'page'],
    ['an export', v1Path, 'export=true', 'not-for-links', 'export'],
    ['an insight date without time', insightPath, 'since=2026-11-01', 'bad-value', 'since'],
    ['an escape that is not UTF-8', v2Path, 'actor_email=%ff', 'bad-encoding', 'actor_email=%ff'],
    ['half an escape', v2Path, 'actor_email=%4', 'bad-encoding', 'actor_email=%4'],
    ['a range that is none', v2Path, 'range=soon', 'bad-value', 'range'],
    ['a second range', v2Path, 'range=1h&range=2h', 'repeated', 'range'],
    ['an entry without time', v2Path, 'entry=abc', 'bad-value', 'entry'],
    ['an unknown time zone', v2Path, 'tz=Mars/Olympus', 'bad-value', 'tz'],
    ['an empty time zone', v2Path, 'tz=', 'bad-value', 'tz'],
    ['a search for nothing', v2Path, 'find=', 'bad-value', 'find'],
    ['a second search', v2Path, 'find=x&find=y', 'repeated', 'find'],
    ['a fingerprint that was cut', v2Path, 'seal=1.abc', 'bad-value', 'seal'],
    ['an empty fingerprint', v2Path, 'seal=', 'bad-value', 'seal'],
    ['a second fingerprint', v2Path, `${fixed}&${seal}&${seal}`, 'repeated', 'seal'],
    ['a fingerprint of a range that moves', v2Path, `range=2h&${seal}`, 'contradiction', 'seal'],
    ['a fingerprint without times', v2Path, seal, 'contradiction', 'seal'],
    [
      'a fingerprint without an end',
      v2Path,
      `since=2026-11-20T00:00:00Z&${seal}`,
      'contradiction',
      'seal',
    ],
    [
      'a filter by what is new without a fingerprint',
      v2Path,
      `${fixed}&rule=seal.new`,
      'bad-value',
      'rule',
    ],
    [
      'the same of a range that moves',
      v2Path,
      'range=2h&rule.not=seal.changed',
      'bad-value',
      'rule.not',
    ],
    ['a local filter without text', v2Path, 'local.not=/a', 'bad-value', 'local.not'],
    ['a local filter without place', v2Path, 'local.has=agent', 'bad-value', 'local.has'],
    ['a place that is no pointer', v2Path, 'local.has=a/b=c', 'bad-value', 'local.has'],
    ['a pointer with half an escape', v2Path, 'local.has=/a~2=c', 'bad-value', 'local.has'],
    ['a pointer that is not UTF-8', v2Path, 'local.has=/%25ff=c', 'bad-value', 'local.has'],
    ['a disabled filter without value', v2Path, 'off=action_type', 'bad-value', 'off'],
    ['a disabled filter with an empty value', v2Path, 'off=action_type=', 'bad-value', 'off'],
    ['a disabled filter that is none', v2Path, 'off=toast=1', 'unknown-parameter', 'off'],
    ['a disabled filter with a bad value', v2Path, 'off=action_result=x', 'bad-value', 'off'],
    ['a disabled exclude that is none', v1Path, 'off=id.not=x', 'not-excludable', 'off'],
    ['a disabled time', v2Path, 'off=since=2026-11-01', 'bad-value', 'off'],
    ['a disabled page size', v2Path, 'off=limit=10', 'not-for-links', 'off'],
  ])('says that it left out %s', (_, path, search, kind, key) => {
    const { problems } = parse(`?${search}`, path)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ kind, key })
    expect(problems[0]?.message).toMatch(/[.]$/)
  })

  it('takes up to ten requests for values that the API takes one at a time, and names the rest', () => {
    const many = (key: string, count: number) =>
      Array.from({ length: count }, (_, i) => `${key}=v${i}`).join('&')
    const five = parse(`?${many('actor.email', 5)}&${many('action.type', 2)}`, v1Path)
    expect(five.problems).toEqual([])
    expect(five.query.filters.map(({ values }) => values.length)).toEqual([5, 2])
    const eleven = parse(`?${many('id', 11)}&zone.name=a&zone.name=b`, v1Path)
    expect(eleven.query.filters.map(({ values }) => values.length)).toEqual([10, 1])
    expect(eleven.problems).toMatchObject([
      { kind: 'repeated', key: 'id', value: 'v10' },
      { kind: 'repeated', key: 'zone.name', value: 'b' },
    ])
    expect(eleven.problems[0]?.message).toContain('11 requests')
  })

  it('uses the first value that can be used, whatever stood before it', () => {
    const { query, problems } = parse('?since=yesterday&since=2026-11-01&range=soon&tz=x&tz=UTC')
    expect(query.timeRange).toEqual({ kind: 'absolute', since: '2026-11-01' })
    expect(problems).toMatchObject([
      { kind: 'bad-value', key: 'since', value: 'yesterday' },
      { kind: 'bad-value', key: 'range', value: 'soon' },
      { kind: 'bad-value', key: 'tz', value: 'x' },
    ])
  })

  it('reads the direction of the insight log from order', () => {
    expect(parse('?order=asc', insightPath).query.direction).toBe('asc')
  })

  it('prefers the fixed time to a range that contradicts it', () => {
    const { query, problems } = parse('?range=7d&since=2026-11-01')
    expect(query.timeRange).toEqual({ kind: 'absolute', since: '2026-11-01' })
    expect(problems).toMatchObject([{ kind: 'contradiction', key: 'range', value: '7d' }])
  })

  it.each(['2026-11-01', '2026-10-31', '2026-11-01T00:00:00.000Z'])(
    'leaves out both ends when before is %s and since is 2026-11-01, and says so for each',
    (before) => {
      const { query, problems, hasTime } = parse(`?since=2026-11-01&before=${before}`)
      expect(query.timeRange).toEqual({ kind: 'relative', range: '24h' })
      expect(hasTime).toBe(false)
      expect(problems).toMatchObject([
        { kind: 'contradiction', key: 'since', value: '2026-11-01' },
        { kind: 'contradiction', key: 'before', value: before },
      ])
    },
  )

  it('falls back on the range when the fixed time contradicts itself', () => {
    const { query, hasTime } = parse('?since=2026-11-02&before=2026-11-01&range=7d')
    expect(query.timeRange).toEqual({ kind: 'relative', range: '7d' })
    expect(hasTime).toBe(true)
  })

  it('finds the time of an entry behind the last @', () => {
    const { screen } = parse('?entry=a%40b@2026-11-20T01:02:03.004Z')
    expect(screen.entry).toEqual({ id: 'a@b', time: '2026-11-20T01:02:03.004Z' })
  })

  it('reads an entry that has a time but no id', () => {
    expect(parse('?entry=@2026-11-20T01:02:03Z').screen.entry?.id).toBe('')
  })

  it('reads nothing when the query is longer than the limit, and says so once', () => {
    const fits = 'zone_id=z'.padEnd(querySizes.queryBytes, '&')
    expect(parse(`?${fits}`).problems).toEqual([])
    const { query, problems } = parse(`?${fits}&`)
    expect(query.filters).toEqual([])
    expect(problems).toMatchObject([{ kind: 'too-long' }])
  })

  it('counts the length in bytes, not in characters', () => {
    const search = `zone_name=${'é'.repeat(querySizes.queryBytes / 2)}`
    expect(parse(search).problems).toMatchObject([{ kind: 'too-long' }])
  })

  it.each(['zone_id', 'entry'])('refuses a value of %s beyond its limit', (key) => {
    const { problems } = parse(`?${key}=${'é'.repeat(1_000)}${'x'.repeat(49)}`)
    expect(problems).toMatchObject([{ kind: 'bad-value', key }])
    expect(problems[0]?.message).toContain('2048 bytes')
  })

  it('reads 512 pairs and says that there were more', () => {
    const pairs = Array.from({ length: querySizes.pairs }, (_, i): Pair => ['zone_id', `z${i}`])
    expect(parse(formatQueryString(pairs)).problems).toEqual([])
    const { query, problems } = parse(formatQueryString([...pairs, ['zone_id', 'last']]))
    expect(query.filters[0]?.values).toHaveLength(querySizes.pairs)
    expect(problems).toMatchObject([{ kind: 'too-long' }])
  })

  it('keeps 200 filter values', () => {
    const values = Array.from({ length: 200 }, (_, i) => `user${i}@example.com`)
    const query = {
      ...parse('?range=1h').query,
      filters: addValues([], 'actor_email', 'exclude', values),
    }
    expect(parseHref(formatUrl(query)).query).toEqual(query)
  })
})

describe('findSizeProblem', () => {
  const withIds = (count: number, length: number): LogQuery => {
    const values = Array.from({ length: count }, (_, i) => String(i).padStart(length, 'x'))
    return { ...parse('?range=1h').query, filters: addValues([], 'zone_id', 'include', values) }
  }

  it('is none for what its own address gives back', () => {
    for (const query of [withIds(200, 32), withIds(511, 4)]) {
      expect(findSizeProblem(query)).toBeUndefined()
      expect(parseHref(formatUrl(query)).problems).toEqual([])
    }
  })

  it('names the limits when the address would not be read whole', () => {
    for (const query of [withIds(512, 4), withIds(200, 100)]) {
      expect(findSizeProblem(query)).toMatch(/16384 bytes, 512 values/)
      expect(parseHref(formatUrl(query)).problems).not.toEqual([])
    }
  })
})

describe('filters that the API does not get', () => {
  it.each<[string, string, Omit<FieldFilter, 'mode'>]>([
    ['a part', '/raw/user_agent=terraform', contains('/raw/user_agent', 'terraform')],
    ['the whole in quotes', '/actor/id="a"', { ...contains('/actor/id', 'a'), isExact: true }],
    ['nothing, exactly', '/a=""', { ...contains('/a', ''), isExact: true }],
    ['anything', '/a=', contains('/a', '')],
    ['one quote', '/a="', contains('/a', '"')],
    ['quotes as a part, behind a backslash', '/a=\\"b"', contains('/a', '"b"')],
    ['a backslash as it is', '/a=\\b', contains('/a', '\\b')],
    ['a text with “=”', '/a=b=c', contains('/a', 'b=c')],
    ['a place with “=” and “%”', '/a%3D%25=b', contains('/a=%', 'b')],
    ['the whole entry', '=b', contains('', 'b')],
  ])('reads %s', (_, value, filter) => {
    for (const [key, mode] of [
      ['local.has', 'include'],
      ['local.not', 'exclude'],
    ] as const) {
      const { query, problems } = parse(formatQueryString([[key, value]]))
      expect(problems).toEqual([])
      expect(query.localFilters).toEqual([{ ...filter, mode }])
      expect(decodeURIComponent(formatUrl(query))).toContain(`&${key}=${value}`)
    }
  })

  it.each<[string, string, LocalFilter]>([
    ['a text', 'text=grafana', { kind: 'text', mode: 'include', text: 'grafana' }],
    ['a phrase to exclude', 'text.not=a+b%3Dc', { kind: 'text', mode: 'exclude', text: 'a b=c' }],
    [
      'hours',
      'hours=mon-fri+07:00-19:00+Europe/London',
      { kind: 'hours', mode: 'include', hours: 'mon-fri 07:00-19:00 Europe/London' },
    ],
    [
      'hours to exclude, in another spelling',
      'hours.not=FRI,sat+7:00-8:00,22:00-06:00++utc',
      { kind: 'hours', mode: 'exclude', hours: 'fri,sat 07:00-08:00,22:00-06:00' },
    ],
  ])('reads %s, also when it is disabled', (_, pair, filter) => {
    const { query, problems } = parse(`?${pair}`)
    expect(problems).toEqual([])
    expect(query.localFilters).toEqual([filter])
    const off = parse(
      `?${formatQueryString([['off', pair.replaceAll('+', ' ').replaceAll('%3D', '=')]])}`,
    )
    expect([off.query.disabledLocalFilters, off.problems]).toEqual([[filter], []])
  })

  it('keeps several texts, each once', () => {
    const { query } = parse('?text=a&text=b&text=a&text.not=a')
    expect(query.localFilters.map((filter) => [filter.mode, formatLocalFilter(filter)])).toEqual([
      ['include', 'a'],
      ['include', 'b'],
      ['exclude', 'a'],
    ])
  })

  it.each([
    ['local.has=/actor/ip_address=203.0.113.0/33', '“203.0.113.0/33” is not a network'],
    ['local.not=/actor/ip_address=203.0.113/24', '“203.0.113/24” is not a network'],
    ['text=', '“text” has no text'],
    ['text.not=', '“text.not” has no text'],
    ['hours=', 'names no weekdays and no times'],
    ['hours=Europe/London', '“Europe/London” names no weekdays and no times'],
    ['hours=monday+07:00-19:00', '“monday” is not a day of the week'],
    ['hours=mon-fri-sat', '“mon-fri-sat” is not a day of the week'],
    ['hours=7-19', '“7-19” is not a range of times'],
    ['hours=07:00-25:00', '“07:00-25:00” is not a range of times'],
    ['hours=07:00-07:00', '“07:00-07:00” has no minute'],
    ['hours=07:00-19:00+Mars', '“Mars” is not a time zone'],
    ['hours=07:00-19:00+UTC+more', '“more” is too much'],
  ])('refuses %s, and names the wrong part', (search, message) => {
    const { query, problems } = parse(`?${search}`)
    expect(query.localFilters).toEqual([])
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining(message)])
  })

  it('reads disabled filters in order, apart from those in force', () => {
    const { query, problems } = parse(
      '?off=zone_id=z&action_type=view&off=action_type.not=view&off=zone_id=a%3Db',
    )
    expect(problems).toEqual([])
    expect(query.filters).toEqual([{ parameter: 'action_type', mode: 'include', values: ['view'] }])
    expect(query.disabledFilters).toEqual([
      { parameter: 'zone_id', mode: 'include', values: ['z', 'a=b'] },
      { parameter: 'action_type', mode: 'exclude', values: ['view'] },
    ])
  })
})

function contains(pointer: string, text: string): Omit<FieldFilter, 'mode'> {
  return { kind: 'field', pointer, text, isExact: false }
}

describe('any text behind the question mark', () => {
  it('is understood as far as possible, and canonical after one round', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '&',
        '=',
        '%',
        '%4',
        '%ff',
        '+',
        '?',
        '#',
        '.not',
        'since',
        'action_type',
        'tz',
        'off=',
        'local.has=/',
        'find=',
        '"',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const parsed = parse(pieces.join(''))
        const again = parseHref(formatUrl(parsed.query, parsed.screen))
        expect(again).toEqual({ ...parsed, problems: [], hasTime: true })
      }),
    )
  })
})

describe('formatUrl', () => {
  it('writes time, direction, filters and then what belongs to the screen', () => {
    const { query } = parse('?direction=asc&action_type.not=view&since=2026-11-01')
    const screen = { entry: { id: 'e', time: '2026-11-01T00:00:00Z' }, timeZone: 'Europe/Berlin' }
    expect(formatUrl(query, screen)).toBe(
      `${v2Path}?since=2026-11-01&direction=asc&action_type.not=view&tz=Europe/Berlin&entry=e@2026-11-01T00:00:00Z`,
    )
  })

  it('writes what the API does not get behind what it gets', () => {
    const search =
      'range=1h&action_type=view&off=zone_id.not=z&local.has=/a=b&local.not=/c=%22d%22&find=x'
    expect(
      formatUrl(
        parse(
          `?find=x&local.has=/a=b&off=zone_id.not=z&range=1h&local.not=/c=%22d%22&action_type=view`,
        ).query,
        { find: 'x' },
      ).replaceAll('%3D', '='),
    ).toBe(`${v2Path}?${search}`)
  })

  it('writes the direction of the insight log as order', () => {
    expect(formatUrl(parse('?order=asc', insightPath).query)).toBe(
      `${insightPath}?range=24h&order=asc`,
    )
  })

  it.each<[string, Partial<LogQuery>]>([
    ['an unknown dataset', { dataset: 'toaster' }],
    ['a scope that the dataset has not', { scope: { kind: 'zone', id } }],
  ])('throws for %s', (_, change) => {
    expect(() => formatUrl({ ...parse('').query, ...change })).toThrow(/^No path for dataset/)
  })
})

describe('replaceScreen', () => {
  it('keeps and removes the fingerprint of the result', () => {
    const { screen, problems } = parse(`?${fixed}&${seal}`)
    expect(problems).toEqual([])
    expect(screen.seal).toMatchObject({ count: 162, verdict: 'complete' })
    const inBerlin = { ...screen, timeZone: 'Europe/Berlin' }
    expect(replaceScreen(`?${fixed}&${seal}`, inBerlin)).toBe(`?${fixed}&tz=Europe/Berlin&${seal}`)
    expect(replaceScreen(`?${fixed}&${seal}`, {})).toBe(`?${fixed}`)
  })

  it('keeps what the address says of the query as it was written', () => {
    expect(
      replaceScreen('?range=24h&foo=1&raw_uri=%ff&entry=a@b&tz=UTC', {
        timeZone: 'Europe/Berlin',
        entry: { id: 'x y', time: '' },
      }),
    ).toBe('?range=24h&foo=1&raw_uri=%ff&tz=Europe/Berlin&entry=x%20y@')
  })

  it('leaves nothing of the screen behind', () => {
    expect(replaceScreen('?tz=UTC&range=1h&find=a&entry=a@b&%74z=UTC&find=b', {})).toBe('?range=1h')
  })

  it('keeps what could not be used, so that it stays named', () => {
    expect(replaceScreen('?tz=Mars&range=1h&entry=ab&find=', { timeZone: 'UTC' })).toBe(
      '?tz=Mars&range=1h&entry=ab&find=&tz=UTC',
    )
  })
})

describe('a misspelled key', () => {
  it.each([
    ['resource_produkt=workers', 'Did you mean “resource_product”?'],
    ['actor_emial.not=a@x.example', 'Did you mean “actor_email.not”?'],
    ['ranje=7d', 'Did you mean “range”?'],
    ['zzzzzzzzzzzz=1', 'Remove it, or check the spelling.'],
  ])('gets the name that it may be meant for: %s', (search, remedy) => {
    const parsed = parseUrl(v2Path, `?${search}`)
    expect(parsed?.problems[0]?.message).toContain(remedy)
  })
})
