import { describe, expect, it } from 'vitest'
import { endpoints, findDataset, findParameter } from '../catalog/index.ts'
import { filter, type Parameter } from '../catalog/parameters.ts'
import type { Pair } from './query-string.ts'
import { findKeyMeaning, findValueProblem, querySizes, validatePairs } from './validate-query.ts'

function parameterOf(datasetId: string, wireName: string): Parameter {
  const dataset = findDataset(datasetId)
  const parameter = dataset && findParameter(dataset, wireName)
  if (!parameter) throw new Error(`${datasetId} has no ${wireName}.`)
  return parameter
}

const v2 = 'account-audit-logs-v2'
const v1 = 'account-audit-logs-v1'
const insights = 'insight-audit-logs'

const limit = parameterOf(v2, 'limit')
const status = parameterOf(v2, 'raw_status_code')
const since = parameterOf(v2, 'since')
const instant = parameterOf(insights, 'since')
const address = parameterOf(v2, 'actor_ip_address')
const addressOrRange = parameterOf(v1, 'actor.ip')
const choice = parameterOf(v2, 'action_type')
const flag = parameterOf(v1, 'hide_user_logs')
const cursor = parameterOf(v2, 'cursor')
const entryId = parameterOf(v2, 'id')
const text = parameterOf(v2, 'actor_token_name')
const email = parameterOf(v2, 'actor_email')

describe('findValueProblem', () => {
  it.each<[Parameter, string[]]>([
    [limit, ['1', '100', '1000']],
    [status, ['100', '404', '599']],
    [parameterOf(v1, 'page'), ['1', '999999999']],
    [since, ['2026-11-20', '2026-11-20T00:00:00Z', '2026-11-20T00:00:00.123456789+01:00']],
    [instant, ['2026-11-20T00:00:00Z', '2026-11-20T00:00:00.5-08:00']],
    [
      address,
      ['198.51.100.7', '0.0.0.0', '2001:db8::1', '2001:DB8:0:0::1', '::', '::ffff:1.2.3.4'],
    ],
    [addressOrRange, ['198.51.100.7', '198.51.100.0/24', '10.1.2.3/8', '2001:db8::/32', '::/0']],
    [choice, ['create', 'delete', 'update', 'view', 'login']],
    [flag, ['true', 'false']],
    [cursor, ['Q1buH-__DQqq==', 'abc.def~1', 'a+b/c=']],
    [entryId, ['x', 'a@b/c', '😀', 'x'.repeat(256)]],
    [text, ['x', ' ', 'a,b', '%41', "'; drop", 'é\n', 'x'.repeat(querySizes.valueBytes)]],
    [email, ['a@example.com', 'whoever']],
  ])('accepts %o', (parameter, values) => {
    for (const value of values) {
      expect(findValueProblem(parameter, value), value).toBeUndefined()
    }
  })

  it.each<[Parameter, string, string[]]>([
    [
      limit,
      'from 1 to 1000',
      ['0', '-1', '1001', '1e3', '0x10', '5.0', '05', '+5', ' 5', '5 ', '１０', 'ten', '1_000'],
    ],
    [status, 'from 100 to 599', ['99', '600', '2xx']],
    [parameterOf(v1, 'page'), 'from 1 up', ['0', '1000000000', '9'.repeat(30)]],
    [
      since,
      'date or an RFC 3339 instant',
      [
        '1',
        '2026-02-30',
        '2026-11-20 00:00:00',
        '2026-11-20T23:59:60Z',
        '10000-01-01',
        'now',
        '24h',
      ],
    ],
    [instant, 'RFC 3339 instant', ['2026-11-20', '2026-11-20T00:00:00', '1700000000']],
    [
      address,
      'one IPv4 or IPv6 address',
      [
        '1',
        '3232235777',
        '127.1',
        '010.0.0.1',
        '0x7f.0.0.1',
        '256.1.1.1',
        '1.2.3.4.5',
        '１.2.3.4',
        '1.2.3.4 ',
        '1.2.3.0/24',
        '[::1]',
        '1::2::3',
        'fe80::1%eth0',
        '::ffff:0x7f.0.0.1',
        '::ffff:010.0.0.1',
        'localhost',
      ],
    ],
    [
      addressOrRange,
      'an address or a range',
      [
        '1.2.3.0/33',
        '1.2.3.0/-1',
        '1.2.3.0/024',
        '1.2.3.0/',
        '/24',
        '1.2.3.0/24/24',
        '1.2.3.0/255.255.255.0',
        '127.1/8',
        '::/129',
        'fe80::1%e/64',
        '1.2.3.*',
      ],
    ],
    [choice, 'Use one of create, delete', ['Create', 'creat', 'create,delete', 'toString']],
    [flag, 'Use true or false', ['1', 'TRUE', 'yes']],
    [cursor, 'as the API gave it', ['a b', 'é', '<x>', 'a&b']],
    [entryId, 'at most 256 characters', ['x'.repeat(257)]],
    [text, '2048 bytes', ['é'.repeat(1025), 'x'.repeat(querySizes.valueBytes + 1)]],
    [text, 'not Unicode text', ['\uD800']],
  ])('refuses for %o with “%s”: %j', (parameter, remedy, values) => {
    for (const value of values) {
      const message = findValueProblem(parameter, value)
      expect(message, value).toContain(remedy)
      expect(message).toContain(parameter.wireName)
    }
  })

  it('refuses an empty value whatever the kind', () => {
    for (const { parameters } of endpoints) {
      for (const parameter of parameters) {
        expect(findValueProblem(parameter, '')).toContain(`“${parameter.wireName}” has no value`)
      }
    }
  })

  it('does not repeat an endless value in its message', () => {
    expect(findValueProblem(choice, 'x'.repeat(2000))?.length).toBeLessThan(200)
  })
})

describe('findKeyMeaning', () => {
  const parameters = [filter('a.b', 'A', 'entry', { description: 'A.', exclude: true })]

  it('reads include and exclude of a name that contains dots', () => {
    expect(findKeyMeaning({ parameters }, 'a.b')).toMatchObject({ mode: 'include' })
    expect(findKeyMeaning({ parameters }, 'a.b.not')).toMatchObject({ mode: 'exclude' })
  })

  it.each(['a', 'a.b.not.not', '.not', 'a.b.', 'A.B', '__proto__', 'hasOwnProperty', 'a.b[]'])(
    'does not know %s',
    (key) => {
      expect(findKeyMeaning({ parameters }, key)).toMatchObject({
        problem: { kind: 'unknown-parameter', key },
      })
    },
  )
})

describe('validatePairs', () => {
  const endpoint = (id: string) => {
    const found = endpoints.find((each) => each.id === id)
    if (!found) throw new Error(`No endpoint ${id}.`)
    return found
  }
  const time: Pair[] = [
    ['since', '2026-11-01'],
    ['before', '2026-11-02'],
  ]

  it.each<[string, Pair[]]>([
    [v2, [...time, ['action_type', 'create'], ['action_type', 'delete'], ['limit', '7']]],
    [v2, [...time, ['action_type.not', 'view'], ['action_type', 'view'], ['cursor', 'Zm9v']]],
    [v1, []],
    [
      v1,
      [
        ['export', 'true'],
        ['page', '2'],
        ['actor.ip', '198.51.100.0/24'],
      ],
    ],
    [
      'insight-audit-logs-zone',
      [
        ['order', 'asc'],
        ['field_changed', 'status'],
      ],
    ],
    [
      'accounts',
      [
        ['per_page', '50'],
        ['direction', 'desc'],
      ],
    ],
    [
      'zones',
      [
        ['account.id', 'x'],
        ['name', 'contains:example'],
        ['match', 'any'],
      ],
    ],
    ['product-categories', []],
  ])('finds nothing wrong in a good request to %s', (id, pairs) => {
    expect(validatePairs(endpoint(id), pairs)).toEqual([])
  })

  it.each<[string, string, Pair[], object[]]>([
    [
      'missing time',
      v2,
      [],
      [
        { kind: 'missing', key: 'since' },
        { kind: 'missing', key: 'before' },
      ],
    ],
    [
      'a repeated time',
      v2,
      [...time, ['since', '2026-11-01']],
      [{ kind: 'repeated', key: 'since' }],
    ],
    ['a repeated cursor', v2, [...time, ['cursor', 'a'], ['cursor', 'a']], [{ kind: 'repeated' }]],
    [
      'an unknown parameter, with its value',
      v2,
      [...time, ['page', '2']],
      [{ kind: 'unknown-parameter', key: 'page', value: '2' }],
    ],
    ['a prototype key', v2, [...time, ['__proto__', '1']], [{ kind: 'unknown-parameter' }]],
    ['an impossible exclude', v1, [['action.type.not', 'x']], [{ kind: 'not-excludable' }]],
    [
      'a bad value',
      v2,
      [...time, ['limit', '0']],
      [{ kind: 'bad-value', key: 'limit', value: '0' }],
    ],
    [
      'an unusable time once',
      v2,
      [
        ['since', 'x'],
        ['before', '2026-11-02'],
      ],
      [{ kind: 'bad-value', key: 'since' }],
    ],
    [
      'a before that is not later than since',
      v2,
      [
        ['since', '2026-11-02'],
        ['before', '2026-11-02T00:00:00Z'],
      ],
      [{ kind: 'contradiction', key: 'before' }],
    ],
    [
      'everything at once',
      v1,
      [
        ['x', '1'],
        ['page', '0'],
        ['zone.name.not', 'a'],
      ],
      [{ kind: 'unknown-parameter' }, { kind: 'bad-value' }, { kind: 'not-excludable' }],
    ],
    [
      'the reserved keys of a page',
      v2,
      [...time, ['range', '1h']],
      [{ kind: 'unknown-parameter' }],
    ],
  ])('names %s', (_, id, pairs, problems) => {
    expect(validatePairs(endpoint(id), pairs)).toMatchObject(problems)
  })

  it('accepts 512 pairs and no more', () => {
    const pairs = Array.from({ length: 512 }, (_, i): Pair => time[i] ?? ['zone_id', `z${i}`])
    expect(validatePairs(endpoint(v2), pairs)).toEqual([])
    expect(validatePairs(endpoint(v2), [...pairs, ['zone_id', 'z']])).toMatchObject([
      { kind: 'too-long' },
    ])
  })
})
