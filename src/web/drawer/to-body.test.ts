import { describe, expect, test } from 'vitest'
import { toBody } from './to-body.ts'

describe('toBody', () => {
  test('formats the original text of anything but text', () => {
    expect(toBody({ n: 1 }, '{"n":1.0}')).toEqual({ form: 'json', text: '{\n  "n": 1.0\n}' })
    expect(toBody(1e21, '1e21')).toEqual({ form: 'json', text: '1e21' })
  })

  test('formats JSON inside of a text, keeping its tokens', () => {
    const value = '{"id":12345678901234567890}'
    expect(toBody(value, value)).toEqual({
      form: 'json',
      text: '{\n  "id": 12345678901234567890\n}',
    })
  })

  test('formats what is left when secrets are masked', () => {
    expect(toBody('{"token":"abc"}', '{"token":"[masked]"}').text).toBe(
      '{\n  "token": "[masked]"\n}',
    )
  })

  test('leaves other text alone', () => {
    for (const value of ['', 'null', '12', '{not json', '[1,2', '"x"', '{a}\n{b}']) {
      expect(toBody(value, value)).toEqual({ form: 'text', text: value })
    }
  })
})
