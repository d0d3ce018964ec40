import { describe, expect, test } from 'vitest'
import { readJsonLines, readTextLines } from './body-lines.ts'
import type { BodySource } from './body-source.ts'
import { findMatchedSpans } from './find-matched-spans.ts'
import { toLineSegments } from './line-segments.ts'

const text = '{"name":"all","include":[{"everyone":{}},{"ip":"0.0.0.0/0"}],"a/b":1,"name":"last"}'
const body: BodySource = { form: 'json', text, path: ['resource', 'request'], isInText: false }

function find(matched: Record<string, readonly string[]>, source = body) {
  const spans = findMatchedSpans(source, new Map(Object.entries(matched)), () =>
    readJsonLines(source.text),
  )
  return spans.map(({ start, end, titles }) => [source.text.slice(start, end), ...titles])
}

describe('the matched values of a body', () => {
  test('are found by their pointers in the entry, in the order of the text', () => {
    const values = {
      '/resource/request/a~1b': ['B'],
      '/resource/request/include/1/ip': ['A', 'B'],
      '/resource/request/include/0/everyone': ['A'],
    }
    expect(find(values)).toEqual([
      ['{}', 'A'],
      ['"0.0.0.0/0"', 'A', 'B'],
      ['1', 'B'],
    ])
  })

  test('are those of the body alone, and of those with equal keys the last one', () => {
    expect(find({ '/resource/response/name': ['A'], '/resource': ['A'] })).toEqual([])
    expect(find({ '/resource/request/name': ['A'] })).toEqual([['"last"', 'A']])
    expect(find({ '/resource/request/none/of/these': ['A'] })).toEqual([])
  })

  test('that are an object or a list are marked in their first line', () => {
    expect(find({ '/resource/request/include': ['A'], '/resource/request/a~1b': ['B'] })).toEqual([
      ['"include":[', 'A'],
      ['1', 'B'],
    ])
  })

  test('in JSON that is kept as text are found there, and as a whole in the JSON around it', () => {
    const inText: BodySource = { ...body, isInText: true }
    const matched = { '/resource/request/include/1/ip': ['A'], '/resource/request/a~1b': ['B'] }
    expect(find(matched, inText)).toHaveLength(2)
    const entry = `{"resource":{"request":${JSON.stringify(text)}}}`
    const [[shown, ...titles] = [], ...others] = find(matched, { ...body, text: entry, path: [] })
    expect(others).toEqual([])
    expect(JSON.parse(shown ?? '')).toBe(text)
    expect(titles).toEqual(['A', 'B'])
  })

  test('of a body that is text are the whole of it', () => {
    const words: BodySource = { form: 'text', text: 'open to all', path: ['note'], isInText: false }
    expect(find({ '/note': ['A'] }, words)).toEqual([['open to all', 'A']])
    expect(find({ '/notes': ['A'] }, words)).toEqual([])
  })
})

describe('a line with a matched value', () => {
  const toMarked = (
    lines: ReturnType<typeof readJsonLines>,
    line: number,
    matched: readonly string[],
    hits: readonly { start: number; end: number }[] = [],
  ) => {
    const spans = findMatchedSpans(body, new Map(matched.map((each) => [each, ['A']])), () =>
      readJsonLines(text),
    )
    return toLineSegments(lines, line, [], hits, spans).map(
      ({ start, end, text: own, matched: match, hit }) => [
        own ?? text.slice(start, end),
        match !== undefined,
        hit !== undefined,
      ],
    )
  }

  test('marks the value and not its key', () => {
    const lines = readJsonLines(text)
    const line = [...lines.starts].lastIndexOf(text.lastIndexOf('"name"'))
    const at = text.indexOf('last')
    const hits = [{ start: at, end: at + 2 }]
    expect(toMarked(lines, line, ['/resource/request/name'], hits)).toEqual([
      ['"name"', false, false],
      [': ', false, false],
      ['"', true, false],
      ['la', true, true],
      ['st"', true, false],
    ])
  })

  test('marks the key of an object with its bracket', () => {
    const lines = readJsonLines(text)
    const line = [...lines.starts].indexOf(text.indexOf('"include"'))
    expect(toMarked(lines, line, ['/resource/request/include'])).toEqual([
      ['"include"', true, false],
      [': ', true, false],
      ['[', true, false],
    ])
  })

  test('is cut at matched values in the raw text', () => {
    const raw = readTextLines(text)
    const marked = toMarked(raw, 0, [
      '/resource/request/a~1b',
      '/resource/request/include/1/ip',
    ]).filter(([, isMarked]) => isMarked)
    expect(marked.map(([shown]) => shown)).toEqual(['"0.0.0.0/0"', '1'])
  })
})
