import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toPointer } from '../../../query/json-pointer.ts'
import {
  type BodyLines,
  findLineAt,
  findValueEnd,
  findValueStart,
  hasKey,
  isOpener,
  readJsonLines,
  readTextLines,
} from './body-lines.ts'
import { findInBody } from './find-in-body.ts'
import { isCloser, toJqPath, toLineSteps, toStepTexts } from './line-path.ts'
import {
  expandAround,
  findVisibleIndex,
  listCollapsible,
  listInitiallyCollapsed,
  listVisibleLines,
} from './visible-lines.ts'

const lineTexts = ({ text, starts, ends, depths, count }: BodyLines) =>
  Array.from({ length: count }, (_, line) =>
    '  '.repeat(depths[line] ?? 0).concat(text.slice(starts[line], ends[line])),
  )
const signal = new AbortController().signal

describe('JSON as lines', () => {
  const text = '{ "a" : [1.0,{"b":null}, []], "c":"\\u00e9" ,"a":12345678901234567890}'
  const lines = readJsonLines(text)

  test('has one for each member, as it was sent', () => {
    expect(lineTexts(lines)).toEqual([
      '{',
      '  "a" : [',
      '    1.0',
      '    {',
      '      "b":null',
      '    }',
      '    []',
      '  ]',
      '  "c":"\\u00e9"',
      '  "a":12345678901234567890',
      '}',
    ])
  })

  test('knows keys, places and paths', () => {
    expect(hasKey(lines, 1)).toBe(true)
    expect(hasKey(lines, 8)).toBe(true)
    expect(hasKey(lines, 2)).toBe(false)
    expect(text.slice(findValueStart(lines, 8), findValueEnd(lines, 8))).toBe('"\\u00e9"')
    expect(text.slice(findValueStart(lines, 1), findValueEnd(lines, 1))).toBe(
      '[1.0,{"b":null}, []]',
    )
    expect(toLineSteps(lines, 4)).toEqual(['a', 1, 'b'])
    expect(toLineSteps(lines, 5)).toEqual(['a', 1])
    expect(toLineSteps(lines, 0)).toEqual([])
    expect(isCloser(lines, 5)).toBe(true)
  })

  test('folds, and unfolds around what is looked for', () => {
    expect(isOpener(lines, 1)).toBe(true)
    expect(isOpener(lines, 6)).toBe(false)
    const all = listCollapsible(lines)
    const folded = listVisibleLines(lines, all)
    expect([...folded]).toEqual([0, 1, 8, 9, 10])
    expect(findVisibleIndex(folded, 4)).toBe(1)
    const open = expandAround(lines, all, 4)
    expect([...listVisibleLines(lines, open)]).toContain(4)
  })

  test('agrees with the parser about any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat({ max: 2 }), (any, indent) => {
        const json = JSON.stringify(any, null, indent)
        // As text has it: JSON writes -0 as 0.
        const value: unknown = JSON.parse(json)
        const read = readJsonLines(json)
        expect(read.readUpTo).toBe(json.length)
        for (let line = 0; line < read.count; line++) {
          if (isCloser(read, line)) continue
          const steps = toLineSteps(read, line)
          const found = steps.reduce<unknown>((at, step) => Reflect.get(Object(at), step), value)
          const own = json.slice(findValueStart(read, line), findValueEnd(read, line))
          expect(JSON.parse(own)).toEqual(found)
          expect(findLineAt(read, read.starts[line] ?? 0)).toBe(line)
        }
      }),
    )
  })

  test('survives depth and length, and says how far it read', () => {
    const deep = readJsonLines(`${'[['.repeat(100_000)}${']]'.repeat(100_000)}`)
    expect(deep.depths[deep.count >> 1]).toBeGreaterThan(99_000)
    expect([...listVisibleLines(deep, listInitiallyCollapsed(deep))].length).toBeLessThan(50)
    const wide = `[${'1,'.repeat(5_000)}1]`
    const cut = readJsonLines(wide, 1_000)
    expect(cut.count).toBe(1_000)
    expect(cut.readUpTo).toBeLessThan(2_100)
    expect(listVisibleLines(cut, new Set()).length).toBe(1_000)
  })
})

describe('text as lines', () => {
  test('keeps line breaks and cuts what has none, between whole characters', () => {
    expect(lineTexts(readTextLines('a\n\nb'))).toEqual(['a', '', 'b'])
    const long = `${'x'.repeat(999)}😀${'y'.repeat(1_500)}`
    const texts = lineTexts(readTextLines(long))
    expect(texts.join('')).toBe(long)
    expect(texts.length).toBe(3)
    expect(texts.every((each) => each.isWellFormed())).toBe(true)
  })
})

describe('a path', () => {
  test('is spelled as jq and as RFC 6901 have it', () => {
    expect(toJqPath(['resource', 'request'], ['odd key', 0, 'b'], false)).toBe(
      '.resource.request["odd key"][0].b',
    )
    expect(toJqPath(['newValue'], [0], true)).toBe('(.newValue | fromjson)[0]')
    expect(toJqPath([], [], false)).toBe('.')
    expect(toJqPath([], [0], false)).toBe('.[0]')
    expect(toStepTexts(['include', 0, 'everyone'])).toEqual(['.include', '[0]', '.everyone'])
    for (const steps of [[], [0], ['odd key', 'b'], ['a', 1]]) {
      expect(toStepTexts(steps).join('')).toBe(toJqPath([], steps, false))
    }
    expect(toPointer(['a/b', 0, '~'])).toBe('/a~1b/0/~0')
  })
})

describe('searching a body', () => {
  test('finds a text in any case, and as JSON writes it, but not in what is masked', async () => {
    const text = '{"Name":"say \\"hi\\"","name":"x","token":"name"}'
    const at = text.indexOf('"name"}') + 1
    const { hits } = await findInBody(text, ['NAME'], [{ start: at, end: at + 4 }], signal)
    expect(hits.map(({ start, end }) => text.slice(start, end))).toEqual(['Name', 'name'])
    expect((await findInBody(text, ['"hi"'], [], signal)).hits).toHaveLength(1)
    expect((await findInBody(text, ['.*'], [], signal)).hits).toEqual([])
    expect((await findInBody(text, [], [], signal)).hits).toEqual([])
  })

  test('finds what lies across the slices, once, and counts up to a limit', async () => {
    const text = `${'a'.repeat(399_998)}needle${'a'.repeat(399_990)}needle`
    expect((await findInBody(text, ['needle'], [], signal)).hits).toHaveLength(2)
    expect(await findInBody('ab'.repeat(20_000), ['ab'], [], signal)).toMatchObject({ isCut: true })
  })
})
