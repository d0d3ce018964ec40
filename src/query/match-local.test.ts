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
