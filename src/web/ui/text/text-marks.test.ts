import { expect, it } from 'vitest'
import { toMarkedParts, toTextMarks } from './text-marks.ts'

function split(text: string, ...wanted: string[]): string[] {
  const marks = toTextMarks(wanted)
  if (!marks) return [text]
  return toMarkedParts(text, marks).map((part) => (part.isMarked ? `[${part.text}]` : part.text))
}

it('splits at every match, in any case, as typed or as JSON escapes it', () => {
  expect(split('Grafana, grafana', 'GRAFANA')).toEqual(['[Grafana]', ', ', '[grafana]'])
  expect(split('a \\"b\\" c', '"b"')).toEqual(['a ', '[\\"b\\"]', ' c'])
  expect(split('a.b axb', 'a.b')).toEqual(['[a.b]', ' axb'])
  expect(split('none', 'x')).toEqual(['none'])
})

it('marks several texts, the longer one where both begin', () => {
  expect(split('policy and policies', 'polic', 'policy')).toEqual([
    ...['[policy]', ' and ', '[polic]', 'ies'],
  ])
})

it('has no marks without a text', () => {
  expect(toTextMarks([])).toBeUndefined()
  expect(toTextMarks(['', ''])).toBeUndefined()
  expect(toTextMarks(['a', 'a'])?.texts).toEqual(['a'])
})

it('tells the text that was searched for from those of filters', () => {
  const marks = toTextMarks(['token', 'a'], 'a')
  expect(marks?.texts).toEqual(['a', 'token'])
  expect('token A'.match(marks?.wanted ?? '')).toEqual(['A'])
  expect(toTextMarks(['token'])?.wanted).toBeUndefined()
})
