import { describe, expect, test } from 'vitest'
import { readJsonLines, readTextLines } from './body-lines.ts'
import { createLineGestures, findLineTarget, toLinePath, toLineValue } from './line-gestures.ts'
import { toLineSegments } from './line-segments.ts'

const text = '{"key": "one two three","n":12,"in":[{"a":"secret"}]}'
const lines = readJsonLines(text)
const spanOf = (part: string) => {
  const start = text.indexOf(part)
  return { start, end: start + part.length }
}

describe('a line of a body', () => {
  test('is cut at hits and secrets, and is whole again when joined', () => {
    const hits = [spanOf('two'), spanOf('secret')]
    const secrets = [spanOf('secret')]
    const segments = toLineSegments(lines, 1, secrets, hits)
    expect(
      segments.map(({ kind, start, end, text: own }) => [kind, own ?? text.slice(start, end)]),
    ).toEqual([
      ['key', '"key"'],
      ['mark', ': '],
      ['text', '"one '],
      ['text', 'two'],
      ['text', ' three"'],
      ['mark', ','],
    ])
    const [, , , masked] = toLineSegments(lines, 5, secrets, hits)
    expect(masked?.secret).toEqual(spanOf('secret'))
    expect(masked?.hit).toBeUndefined()
  })

  test('never draws what may be secret, however many there are', () => {
    const many = readTextLines('x'.repeat(900))
    const secrets = Array.from({ length: 300 }, (_, n) => ({ start: n * 3, end: n * 3 + 1 }))
    const segments = toLineSegments(many, 0, secrets, [])
    expect(segments.at(-1)).toMatchObject({ end: 900, secret: { end: 900 } })
    expect(segments.length).toBeLessThan(500)
  })
})

describe('the gestures of a line', () => {
  const source = { form: 'json', text, path: ['resource', 'request'], isInText: false } as const
  const parts = { source, lines, masked: [spanOf('secret')] }

  test('copy a value as it is meant, masked, and a path from the whole entry', () => {
    expect(toLineValue(parts, 1)).toBe('one two three')
    expect(toLineValue(parts, 2)).toBe('12')
    expect(toLineValue(parts, 3)).toBe('[{"a":"[masked]"}]')
    expect(toLinePath(parts, 5)).toBe('.resource.request.in[0].a')
  })

  test('filter by scalars, never by what is masked', () => {
    expect(findLineTarget(parts, 2, 't')).toEqual({
      pointer: '/resource/request/n',
      value: 12,
      time: 't',
    })
    expect(findLineTarget(parts, 3, 't')).toBeUndefined()
    const none = {
      openMenu() {},
      findModes: () => [],
      isLocal: () => false,
      toggle() {},
      findMode: () => undefined,
      findWord: () => undefined,
    }
    const gestures = createLineGestures(parts, 't', none)
    expect([1, 2, 5].map(gestures.canPivot)).toEqual([true, true, false])
  })
})
