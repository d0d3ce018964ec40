import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasets } from '../../catalog/index.ts'
import { createQuery, type FilterMode, findScope, type LogQuery } from '../log-query.ts'
import { queryOf } from '../testing/arbitrary-query.ts'
import { formatTyped, formatTypedFilters, parseTyped, parseTypedAddition } from './typed-query.ts'

const scope = { kind: 'account', id: '0'.repeat(32) } as const
const v2 = createQuery('account-audit-logs-v2', scope)
const v1 = createQuery('account-audit-logs-v1', scope)
const insights = createQuery('insight-audit-logs', scope)

function parse(text: string, base = v2): LogQuery {
  const { query, problems } = parseTyped(text, base)
  expect(problems).toEqual([])
  return query
}

describe.each(datasets.map((dataset) => [dataset.id, dataset] as const))('%s', (_, dataset) => {
  it('loses nothing of a query that is written and read', () => {
    fc.assert(
      fc.property(queryOf(dataset), fc.constantFrom('asc', 'desc'), (query, direction) => {
        const base = { ...createQuery(query.dataset, query.scope), direction } as LogQuery
        const typed = formatTyped(query)
        expect(parseTyped(typed, base)).toEqual({ query, problems: [] })
      }),
      { numRuns: 300 },
    )
  })

  it('writes what an input of one line keeps, and what can be seen', () => {
    fc.assert(
      fc.property(queryOf(dataset), (query) => {
        expect(formatTyped(query)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
      }),
    )
  })

  it('keeps filters when only they are written', () => {
    fc.assert(
      fc.property(queryOf(dataset), (query) => {
        const bare = { ...query, filters: [], localFilters: [], disabledFilters: [] }
        expect(parseTyped(formatTypedFilters(query), bare)).toEqual({ query, problems: [] })
      }),
    )
  })

  it('understands any text, and names only places in it', () => {
    const names = dataset.parameters.map(({ wireName }) => wireName)
    const piece = fc.oneof(
      fc.constantFrom(...names),
      fc.constantFrom(' ', ':', '=', '(', ')', '"', '\\', '-', 'off:', 'local:', '.not', '/', 'a'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join('')
        const own = findScope(dataset.scopes[0]?.kind ?? 'account', '0'.repeat(32))
        const base = createQuery(dataset.id, own ?? scope)
        const { query, problems } = parseTyped(text, base)
        for (const { from, to, message } of problems) {
          expect(from >= 0 && from <= to && to <= text.length).toBe(true)
          expect(message).toMatch(/[.?]$/)
        }
        const again = parseTyped(formatTypedFilters(query), query)
        expect(again).toEqual({ query, problems: [] })
      }),
      { numRuns: 500 },
    )
  })
})

describe('typed filters', () => {
  it('include, exclude, and take several values, in parentheses or repeated', () => {
    const { filters } = parse(
      'actor_email:alice@example.com  -action_type:(view login) zone_id:a zone_id:b -action_type:create',
    )
    expect(filters).toEqual([
      { parameter: 'actor_email', mode: 'include', values: ['alice@example.com'] },
      { parameter: 'action_type', mode: 'exclude', values: ['view', 'login', 'create'] },
      { parameter: 'zone_id', mode: 'include', values: ['a', 'b'] },
    ])
  })

  it('accept the spelling of an address', () => {
    expect(parse('action_type.not=view actor_email=a@example.com').filters).toEqual(
      parse('-action_type:view actor_email:a@example.com').filters,
    )
  })

  it('take words literally, and strings with the escapes of JSON', () => {
    const { filters } = parse(
      String.raw`actor_token_name:(a,b c:d=e C:\Temp "two words" "a \"b\" \\ \n \u00e9" 50%)`,
    )
    expect(filters[0]?.values).toEqual([
      'a,b',
      'c:d=e',
      'C:\\Temp',
      'two words',
      'a "b" \\ \n é',
      '50%',
    ])
  })

  it('set time and direction, and leave them alone when they are not given', () => {
    expect(parse('range:7d direction:asc')).toMatchObject({
      timeRange: { kind: 'relative', range: '7d' },
      direction: 'asc',
    })
    expect(parse('since:2026-11-01T08:00:00Z before:2026-11-02').timeRange).toEqual({
      kind: 'absolute',
      since: '2026-11-01T08:00:00Z',
      before: '2026-11-02',
    })
    const base: LogQuery = {
      ...v2,
      direction: 'asc',
      timeRange: { kind: 'absolute', since: '2026-11-01' },
    }
    expect(parse('zone_id:z', base)).toMatchObject({
      direction: 'asc',
      timeRange: base.timeRange,
    })
    expect(parse('order:asc', insights).direction).toBe('asc')
    expect(parse('direction:asc', insights).direction).toBe('asc')
  })

  it('ask loaded entries for what the API does not know', () => {
    expect(
      parse('local:/raw/user_agent:terraform -local:/actor/id="x" local:raw.uri:a local::b')
        .localFilters,
    ).toEqual([
      {
        kind: 'field',
        pointer: '/raw/user_agent',
        mode: 'include',
        text: 'terraform',
        isExact: false,
      },
      { kind: 'field', pointer: '/actor/id', mode: 'exclude', text: 'x', isExact: true },
      { kind: 'field', pointer: '/raw/uri', mode: 'include', text: 'a', isExact: false },
      { kind: 'field', pointer: '', mode: 'include', text: 'b', isExact: false },
    ])
    expect(parse('local:"/a b:c":""').localFilters).toEqual([
      { kind: 'field', pointer: '/a b:c', mode: 'include', text: '', isExact: false },
    ])
  })

  it('take rules by their id or tag', () => {
    const id = '0A4B4d4e-6a5f-4b0e-9a6c-3f1d2c4b5a69'
    const query = parse(`rule:effect.loosens -rule:${id} off:rule:attack.t1098.001`)
    expect(query.localFilters).toEqual([
      { kind: 'rule', mode: 'include', rule: 'effect.loosens' },
      { kind: 'rule', mode: 'exclude', rule: id.toLowerCase() },
    ])
    expect(query.disabledLocalFilters).toEqual([
      { kind: 'rule', mode: 'include', rule: 'attack.t1098.001' },
    ])
  })

  it('search the whole entry, and the hours of its time', () => {
    const query = parse('text:grafana -text:"two words" hours:"Mon-Fri 7:00-19:00" off:-hours:sat')
    expect(query.localFilters).toEqual([
      { kind: 'text', mode: 'include', text: 'grafana' },
      { kind: 'text', mode: 'exclude', text: 'two words' },
      { kind: 'hours', mode: 'include', hours: 'mon-fri 07:00-19:00' },
    ])
    expect(query.disabledLocalFilters).toEqual([{ kind: 'hours', mode: 'exclude', hours: 'sat' }])
  })

  it('make networks local where the API takes addresses only', () => {
    const network = (text: string, mode: FilterMode, isExact = false) =>
      ({ kind: 'field', pointer: '/actor/ip_address', mode, text, isExact }) as const
    const one = parse('actor_ip_address:203.0.113.0/24')
    expect([one.filters, one.localFilters]).toEqual([[], [network('203.0.113.0/24', 'include')]])
    // Alternatives go along, also those of another item.
    const several = parse(
      'actor_ip_address:192.0.2.1 actor_ip_address:(203.0.113.0/24 2001:db8::1)',
    )
    expect(several.filters).toEqual([])
    expect(several.localFilters).toEqual([
      network('192.0.2.1', 'include', true),
      network('203.0.113.0/24', 'include'),
      network('2001:db8::1', 'include', true),
    ])
    const excluded = parse('-actor_ip_address:(192.0.2.1 203.0.113.0/24)')
    expect(excluded.filters).toEqual([
      { parameter: 'actor_ip_address', mode: 'exclude', values: ['192.0.2.1'] },
    ])
    expect(excluded.localFilters).toEqual([network('203.0.113.0/24', 'exclude')])
    expect(parse('off:actor_ip_address:203.0.113.0/24').disabledLocalFilters).toHaveLength(1)
  })

  it('take several values at one place', () => {
    const values = parse('local:/raw/user_agent=(curl "a b")').localFilters
    expect(values.map((filter) => filter.kind === 'field' && filter.text)).toEqual(['curl', 'a b'])
  })

  it('can be disabled', () => {
    expect(parse('off:-action_type:(view login) off:zone_id:z')).toMatchObject({
      filters: [],
      disabledFilters: [
        { parameter: 'action_type', mode: 'exclude', values: ['view', 'login'] },
        { parameter: 'zone_id', mode: 'include', values: ['z'] },
      ],
    })
    expect(parse('off:-local:/raw/user_agent:curl')).toMatchObject({
      localFilters: [],
      disabledLocalFilters: [{ pointer: '/raw/user_agent', mode: 'exclude', text: 'curl' }],
    })
  })

  it('keep 200 values', () => {
    const values = Array.from({ length: 200 }, (_, i) => `user ${i}@example.com`)
    const query = {
      ...v2,
      filters: [{ parameter: 'actor_token_name', mode: 'exclude', values }],
    } as const
    expect(parse(formatTyped(query))).toEqual(query)
  })

  it('read as a person would write them', () => {
    const query = parse(
      'actor_email=a@example.com action_type.not=view action_type.not=login local:/zone:"" off:zone_id:z zone_name:"a b"',
    )
    expect(formatTypedFilters(query)).toBe(
      'actor_email:a@example.com -action_type:(view login) zone_name:"a b" local:/zone:"" off:zone_id:z',
    )
  })
})

describe('words without a name', () => {
  const textsOf = (text: string) => {
    const { localFilters, disabledLocalFilters } = parse(text)
    const write = ({ mode, ...rest }: LogQuery['localFilters'][number]) =>
      `${mode === 'exclude' ? '-' : ''}${'text' in rest && rest.kind === 'text' ? rest.text : '?'}`
    return [...localFilters.map(write), ...disabledLocalFilters.map((each) => `off ${write(each)}`)]
  }

  it.each([
    ['grafana', ['grafana']],
    ['local', ['local']],
    ['grafana admins', ['grafana admins']],
    ['grafana   admins ', ['grafana admins']],
    ['alice and bob', ['alice and bob']],
    ['and', ['and']],
    ['-grafana admins', ['-grafana', 'admins']],
    ['"grafana admins" bypass', ['grafana admins', 'bypass']],
    ['-"grafana  admins"', ['-grafana  admins']],
    ['off:grafana', ['off grafana']],
    ['grafana zone_id:z admins', ['grafana', 'admins']],
    ['2001:db8::7', ['2001:db8::7']],
    ['fe80::1', ['fe80::1']],
    ['10:30', ['10:30']],
    ['https://dash.example/x?y=1', ['https://dash.example/x?y=1']],
    ['a/b=c', ['a/b=c']],
    ['"not closed yet', ['not closed yet']],
    [String.raw`"C:\T"`, [String.raw`"C:\T"`]],
    ['"a"b', ['"a"b']],
    ['""', ['""']],
    ['"', ['"']],
    ['-', ['-']],
    ['off:', ['off:']],
    [':', [':']],
    ['(a b)', ['(a b)']],
    ['(', ['(']],
  ] as [string, string[]][])('%j searches for %j', (text, texts) => {
    expect(textsOf(text)).toEqual(texts)
  })

  it('are never a problem', () => {
    const word = fc.stringMatching(/^[-"a-z0-9()/*?!;,.'~#+]{1,8}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const isOperator = words.length > 1 && words.some((each) => /^(and|or|not)$/.test(each))
        const { query, problems } = parseTyped(words.join(' '), v2)
        if (!isOperator) expect(problems).toEqual([])
        expect(query.localFilters.every(({ kind }) => kind === 'text')).toBe(true)
      }),
    )
  })
})

describe('an addition', () => {
  const base: LogQuery = {
    ...v2,
    filters: [{ parameter: 'zone_id', mode: 'include', values: ['a'] }],
    localFilters: [{ kind: 'text', mode: 'include', text: 'grafana' }],
    disabledFilters: [{ parameter: 'action_type', mode: 'exclude', values: ['view'] }],
  }

  it('joins the filters that are there, and keeps the others', () => {
    const { query, problems } = parseTypedAddition('zone_id:b -id:x admins range:7d', base)
    expect(problems).toEqual([])
    expect(query).toEqual({
      ...base,
      timeRange: { kind: 'relative', range: '7d' },
      filters: [
        { parameter: 'zone_id', mode: 'include', values: ['a', 'b'] },
        { parameter: 'id', mode: 'exclude', values: ['x'] },
      ],
      localFilters: [...base.localFilters, { kind: 'text', mode: 'include', text: 'admins' }],
    })
    expect(parseTypedAddition(' ', base).query).toEqual(base)
  })

  it('counts the requests of all filters together', () => {
    const emails = ['a', 'b', 'c', 'd'].map((name) => `${name}@x.co`)
    const asked: LogQuery = {
      ...v1,
      filters: [{ parameter: 'actor.email', mode: 'include', values: emails }],
    }
    const text = 'actor.ip:(192.0.2.1 192.0.2.2 192.0.2.3)'
    expect(parseTyped(text, asked).problems).toEqual([])
    expect(parseTypedAddition(text, asked).problems).toMatchObject([
      { message: expect.stringContaining('12 requests') },
    ])
  })
})

it('typed filters of a timeline keep its sources', () => {
  const scope = { kind: 'user' } as const
  const sources = [{ dataset: 'user-audit-logs-v1', scope }]
  const base: LogQuery = { ...createQuery('timeline', scope), sources }
  for (const parse of [parseTyped, parseTypedAddition]) {
    const { query, problems } = parse('actor:ann@acme.example', base)
    expect(problems).toEqual([])
    expect(query.sources).toEqual(sources)
    expect(query.filters).toHaveLength(1)
  }
})

describe('times as people say them', () => {
  const context = { nowMs: Date.parse('2026-11-21T12:00:00Z'), timeZone: 'Europe/Berlin' }
  const read = (text: string, base = v2) => parseTyped(text, base, context)

  it('become what the API takes', () => {
    expect(read('since:"yesterday 17:00" before:now').query.timeRange).toEqual({
      kind: 'absolute',
      since: '2026-11-20T16:00:00Z',
      before: '2026-11-21T12:00:00.000Z',
    })
    expect(read('range:"3 days"').query.timeRange).toEqual({ kind: 'relative', range: '3d' })
    expect(read('since:"Nov 20"', insights).query.timeRange).toMatchObject({
      since: '2026-11-19T23:00:00Z',
    })
  })

  it('are refused when they have two meanings', () => {
    expect(read('since:17:00').problems).toMatchObject([
      { from: 6, message: expect.stringContaining('yesterday 17:00') },
    ])
  })
})

describe('what is wrong', () => {
  it.each<[string, string, string, RegExp, LogQuery?]>([
    ['an operator of other tools', 'zone_id:z AND id:b', 'AND', /need no “and”/],
    ['an unknown name', 'actor_emial:a', 'actor_emial', /Did you mean “actor_email”\?/],
    ['a name of another log', 'actor_email:a', 'actor_email', /“actor\.email”\?/, v1],
    ['a name like no other', 'qqqqqqqqq:a', 'qqqqqqqqq', /Choose one/],
    ['a prototype key', '__proto__:a', '__proto__', /not a filter/],
    ['a value that cannot be', 'action_result:maybe', 'maybe', /success, failure/],
    ['one such value of several', 'action_type:(view x)', 'x', /Use one of/],
    ['no value', 'actor_email: zone_id:z', 'actor_email:', /no value/],
    ['an empty group', 'zone_id:()', 'zone_id:()', /no value/],
    ['an empty string', 'zone_id:""', '""', /no value/],
    ['an open group', 'zone_id:(a b', '(a b', /not closed/],
    ['an open quote', 'zone_id:"a b', '"a b', /not closed/],
    ['an unknown escape', String.raw`zone_id:"C:\T"`, String.raw`"C:\T"`, /backslash as \\\\/],
    ['a quote in the middle', 'zone_id:"a"b', '"a"b', /closing quote/],
    ['an exclude that is none', '-id:a', 'id', /cannot exclude/, v1],
    ['a double negation', '-zone_id.not:a', 'zone_id.not', /both exclude/],
    ['a page size', 'limit:10', 'limit:10', /one request/],
    ['a bad range', 'range:soon', 'soon', /not a range/],
    ['a bad time', 'since:monday', 'monday', /RFC 3339/],
    ['a bad direction', 'direction:up', 'up', /desc, asc/],
    ['an excluded time', '-since:2026-11-01', '-since:2026-11-01', /neither/],
    ['two times', 'range:1h range:2h', 'range:2h', /twice/],
    [
      'several times',
      'since:(2026-11-01 2026-11-02)',
      'since:(2026-11-01 2026-11-02)',
      /one value/,
    ],
    ['time upside down', 'since:2026-11-02 before:2026-11-01', 'before:2026-11-01', /not later/],
    ['two kinds of time', 'range:1h since:2026-11-02', 'range:1h', /contradicts/],
    ['a local filter without text', 'local:/a', 'local:/a', /local:place:text/],
    ['a local filter with nothing', 'local:/a:', 'local:/a:', /no value/],
    ['a local filter with an empty group', 'local:/a:()', 'local:/a:()', /no value/],
    [
      'a network that is none',
      'local:/actor/ip_address:203.0.113.0/33',
      '203.0.113.0/33',
      /“203.0.113.0\/33” is not a network/,
    ],
    ['an address that is none', 'actor_ip_address:203.0.113.0/33', '203.0.113.0/33', /not valid/],
    ['a text without a value', 'text:', 'text:', /“text” takes one value/],
    ['hours in parentheses', 'hours:(a b)', 'hours:(a b)', /“hours” takes one value/],
    ['a rule that is none', 'rule:loosens', 'loosens', /“loosens” names no rule/],
    ['rules in parentheses', 'rule:(a.b c.d)', 'rule:(a.b c.d)', /“rule” takes one value/],
    ['hours that are none', 'hours:"fri 7-19"', '"fri 7-19"', /“7-19” is not a range of times/],
    ['a place that is no pointer', 'local:/a~2:b', '/a~2', /not a place/],
    ['both of a boolean', 'hide_user_logs:(true false)', 'hide_user_logs:(true false)', /one/, v1],
  ])('is named with its place: %s', (_, text, place, message, base = v2) => {
    const { problems } = parseTyped(text, base)
    expect(problems).toHaveLength(1)
    const [problem] = problems
    expect(text.slice(problem?.from, problem?.to)).toBe(place)
    expect(problem?.message).toMatch(message)
  })

  it('is more than an address can carry', () => {
    const values = Array.from({ length: 600 }, (_, i) => `z${i}`).join(' ')
    const { problems } = parseTyped(`zone_id:(${values})`, v2)
    expect(problems).toMatchObject([{ from: 0, message: expect.stringMatching(/512 values/) }])
  })

  it('does not stand in the way of the rest', () => {
    const { query, problems } = parseTyped('-id.not:x zone_id:z bar:x action_type:view', v2)
    expect(problems).toHaveLength(2)
    expect(query.filters.map(({ parameter }) => parameter)).toEqual(['zone_id', 'action_type'])
  })
})
