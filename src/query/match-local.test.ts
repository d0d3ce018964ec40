import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPointer } from './json-pointer.ts'
import type { FieldFilter, FilterMode } from './log-query.ts'
import { createLocalMatcher, toComparedText } from './match-local.ts'

const entry: unknown = JSON.parse(`{
  "id": "e1",
  "actor": { "email": "Alice@Example.com", "__proto__": { "token": "own" } },
  "raw": { "status_code": 201, "user_agent": "Terraform/1.9", "ok": true, "none": null },
  "tags": ["a", "b", { "c/d": "slash", "m~n": 8 }],
  "resource": {
    "request": "{\\"rules\\":[{\\"action\\":\\"block\\",\\"nested\\":\\"[1,{\\\\\\"deep\\\\\\":\\\\\\"yes\\\\\\"}]\\"}]}",
    "broken": "{\\"rules\\":"
  },
  "": { "": "empty keys" },
  "empty": ""
}`)

function has(pointer: string, text: string, isExact = false): boolean {
  const filter = (mode: FieldFilter['mode']): FieldFilter => ({
    kind: 'field',
    pointer,
    mode,
    text,
    isExact,
  })
  const included = createLocalMatcher([filter('include')])(entry)
  // Whatever an include keeps, the exclude drops, and the other way round.
  expect(createLocalMatcher([filter('exclude')])(entry)).toBe(!included)
  return included
}

describe('a text filter', () => {
  it.each<[text: string, isFound: boolean]>([
    ['TERRAFORM', true],
    ['"status_code":201', true],
    ['block', true],
    ['"action":"block"', true],
    ['Terraform/1.9', true],
    ['pulumi', false],
    // The text of the entry has no spaces between its parts.
    ['"status_code": 201', false],
  ])('searches the whole text for %s', (text, isFound) => {
    const matches = (mode: FilterMode) => createLocalMatcher([{ kind: 'text', mode, text }])(entry)
    expect([matches('include'), matches('exclude')]).toEqual([isFound, !isFound])
  })

  it('searches the text as the API wrote it, where that is given', () => {
    const matches = createLocalMatcher([{ kind: 'text', mode: 'include', text: 'a/ü' }])
    expect(matches({}, '{"a": "A\\/\\u00fc"}')).toBe(true)
    expect(matches({}, '{"a": "b"}')).toBe(false)
  })
})

describe('several local filters', () => {
  const field = (pointer: string, mode: FilterMode, text: string, isExact = true): FieldFilter => ({
    kind: 'field',
    pointer,
    mode,
    text,
    isExact,
  })

  it('of one pointer and mode mean any, of different pointers all; of excludes none matches', () => {
    const word = fc.constantFrom('a', 'b', 'ab', 'c')
    const values = fc.record({ x: word, y: word }, { requiredKeys: [] })
    const filters = fc.array(
      fc.oneof(
        fc.record({
          kind: fc.constant('field' as const),
          pointer: fc.constantFrom('/x', '/y'),
          mode: fc.constantFrom<FilterMode>('include', 'exclude'),
          text: word,
          isExact: fc.boolean(),
        }),
        fc.record({
          kind: fc.constant('text' as const),
          mode: fc.constantFrom<FilterMode>('include', 'exclude'),
          text: fc.constantFrom('"a"', 'b'),
        }),
      ),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(values, filters, (record, list) => {
        const matchesOne = (filter: FieldFilter): boolean => {
          const value = record[filter.pointer === '/x' ? 'x' : 'y']
          if (value === undefined) return false
          return filter.isExact ? value === filter.text : value.includes(filter.text)
        }
        const fields = list.filter((filter) => filter.kind === 'field')
        const texts = list.filter((filter) => filter.kind === 'text')
        const included = ['/x', '/y'].every((pointer) => {
          const own = fields.filter((each) => each.pointer === pointer && each.mode === 'include')
          return own.length === 0 || own.some(matchesOne)
        })
        const excluded = fields.some((each) => each.mode === 'exclude' && matchesOne(each))
        const json = JSON.stringify(record)
        const textsPass = texts.every(
          ({ mode, text }) => json.includes(text) === (mode === 'include'),
        )
        expect(createLocalMatcher(list)(record)).toBe(included && !excluded && textsPass)
      }),
      { numRuns: 500 },
    )
  })

  it('compare addresses with networks, and addresses in IPv6 notation', () => {
    const matches = (text: string, address: unknown, pointer = '/actor/ip_address') =>
      createLocalMatcher([field(pointer, 'include', text, false)])({
        actor: { ip_address: address, ip: address },
        ip_address: address,
      })
    expect(matches('203.0.113.0/24', '203.0.113.77')).toBe(true)
    expect(matches('203.0.113.0/24', '203.0.114.1')).toBe(false)
    expect(matches('203.0.113.0/24', '::ffff:203.0.113.77')).toBe(true)
    expect(matches('::ffff:203.0.113.0/120', '203.0.113.77')).toBe(true)
    expect(matches('2001:db8::/32', '2001:0DB8:1::1')).toBe(true)
    expect(matches('2001:db8::/32', '203.0.113.77')).toBe(false)
    expect(matches('203.0.113.0/24', 'not an address')).toBe(false)
    expect(matches('203.0.113.0/24', null)).toBe(false)
    expect(matches('203.0.113.0/25', '203.0.113.77', '/actor/ip')).toBe(true)
    expect(matches('203.0.113.0/25', '203.0.113.77', '/ip_address')).toBe(true)
    // Text elsewhere has slashes that do not mean a network.
    expect(
      createLocalMatcher([field('/uri', 'include', '1.1.1.0/24', false)])({ uri: '/1.1.1.0/24' }),
    ).toBe(true)
  })

  it('find an address in a network as bit by bit', () => {
    const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
    const toNumber = (parts: readonly number[]) => parts.reduce((sum, part) => sum * 256 + part, 0)
    const near = octets.chain((address) =>
      fc.tuple(fc.constant(address), octets, fc.nat(4)).map(([one, other, kept]) => ({
        network: one,
        address: [...one.slice(0, kept), ...other.slice(kept)],
      })),
    )
    fc.assert(
      fc.property(near, fc.nat(32), ({ network, address }, bits) => {
        const size = 2 ** (32 - bits)
        const isIn = Math.floor(toNumber(network) / size) === Math.floor(toNumber(address) / size)
        const filter = field('/actor/ip_address', 'include', `${network.join('.')}/${bits}`)
        const found = createLocalMatcher([filter])({ actor: { ip_address: address.join('.') } })
        expect(found).toBe(isIn)
      }),
    )
  })
})

describe('a local filter', () => {
  it.each(['/oldValue', '/old_value'])('finds a value of two spellings from %s', (pointer) => {
    const filter: FieldFilter = {
      kind: 'field',
      pointer,
      mode: 'include',
      text: 'off',
      isExact: true,
    }
    const matches = createLocalMatcher([filter])
    const without = createLocalMatcher([{ ...filter, mode: 'exclude' }])
    for (const found of [{ oldValue: 'off' }, { old_value: 'off' }]) {
      expect([matches(found), without(found)]).toEqual([true, false])
    }
    expect([matches({ newValue: 'off' }), without({ newValue: 'off' })]).toEqual([false, true])
  })

  it.each<[pointer: string, text: string]>([
    ['/raw/user_agent', 'TERRAFORM'],
    ['/actor/email', '@example'],
    ['/raw/status_code', '20'],
    ['/raw/ok', 'true'],
    ['/raw/none', 'null'],
    ['/tags/1', 'b'],
    ['/tags/2/c~1d', 'slash'],
    ['/tags/2/m~0n', '8'],
    ['/tags', '["a","b",'],
    ['/resource/request/rules/0/action', 'block'],
    ['/resource/request/rules/0/nested/1/deep', 'yes'],
    ['/resource/request', '{"rules":['],
    ['//', 'empty'],
    ['/actor/__proto__/token', 'own'],
    ['', '"id":"e1"'],
    ['', 'TERRAFORM'],
    ['/empty', ''],
  ])('at %s contains %s', (pointer, text) => {
    expect(has(pointer, text)).toBe(true)
  })

  it.each<[pointer: string, text: string]>([
    ['/raw/user_agent', 'pulumi'],
    ['/nothing', ''],
    ['/nothing/below', ''],
    ['/raw/none/below', ''],
    ['/tags/01', 'b'],
    ['/tags/-', ''],
    ['/tags/length', '3'],
    ['/tags/3', ''],
    ['/id/length', ''],
    ['/id/0', ''],
    ['/resource/broken/rules', ''],
    ['/resource/request/rules/length', ''],
    ['/__proto__', ''],
    ['/constructor/name', ''],
    ['/actor/toString', ''],
    ['not a pointer', ''],
  ])('at %s does not find %s', (pointer, text) => {
    expect(has(pointer, text)).toBe(false)
  })

  it('that is exact takes the whole value, letters as they are', () => {
    expect(has('/raw/user_agent', 'Terraform/1.9', true)).toBe(true)
    expect(has('/raw/user_agent', 'terraform/1.9', true)).toBe(false)
    expect(has('/raw/user_agent', 'Terraform', true)).toBe(false)
    expect(has('/raw/status_code', '201', true)).toBe(true)
    expect(has('/empty', '', true)).toBe(true)
    expect(has('/tags/2', '{"c/d":"slash","m~n":8}', true)).toBe(true)
    expect(has('', JSON.stringify(entry), true)).toBe(true)
  })

  it('holds together with the others', () => {
    const one: FieldFilter = {
      kind: 'field',
      pointer: '/id',
      mode: 'include',
      text: 'e',
      isExact: false,
    }
    const other: FieldFilter = {
      kind: 'field',
      pointer: '/tags/0',
      mode: 'exclude',
      text: 'a',
      isExact: true,
    }
    expect(createLocalMatcher([])(entry)).toBe(true)
    expect(createLocalMatcher([one])(entry)).toBe(true)
    expect(createLocalMatcher([one, other])(entry)).toBe(false)
  })

  it('finds half a surrogate pair by what a link makes of it', () => {
    const matcher = createLocalMatcher([
      { kind: 'field', pointer: '/a', mode: 'include', text: '\ufffd', isExact: true },
    ])
    expect(matcher({ a: '\ud800' })).toBe(true)
    expect(matcher({ a: 'x' })).toBe(false)
  })

  it('finds every value of any JSON by its pointer and its text', () => {
    const leaves = (value: unknown, path: (string | number)[]): [(string | number)[], unknown][] =>
      typeof value === 'object' && value !== null
        ? [[path, value], ...Object.entries(value).flatMap(([k, v]) => leaves(v, [...path, k]))]
        : [[path, value]]
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        const any: unknown = JSON.parse(json)
        for (const [path, value] of leaves(any, [])) {
          const text = toComparedText(value) ?? ''
          const pointer = toPointer(path)
          const matches = (isExact: boolean) =>
            createLocalMatcher([{ kind: 'field', pointer, mode: 'include', text, isExact }])(any)
          expect(matches(true) && matches(false)).toBe(true)
        }
      }),
    )
  })

  it.each([200, 5_000, 200_000])('ends on an entry that is nested %i deep', (depth) => {
    const text = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
    let deep: unknown
    try {
      deep = JSON.parse(text)
    } catch {
      // Where the engine itself refuses the depth, the text stays a text.
      deep = text
    }
    const whole = createLocalMatcher([
      { kind: 'field', pointer: '', mode: 'include', text: '1', isExact: false },
    ])
    const path = createLocalMatcher([
      { kind: 'field', pointer: '/a'.repeat(depth), mode: 'include', text: '1', isExact: true },
    ])
    expect([true, false]).toContain(whole(deep))
    expect([true, false]).toContain(path(deep))
    expect([true, false]).toContain(path({ a: text }))
    if (depth === 200) expect(whole(deep) && path(deep)).toBe(true)
  })

  it.each([null, undefined, 3, 'text', true, []])('decides about %j as an entry', (odd) => {
    const matcher = createLocalMatcher([
      { kind: 'field', pointer: '/a', mode: 'include', text: '', isExact: false },
    ])
    expect(matcher(odd)).toBe(false)
  })
})
