import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBody } from './parse-body.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

describe('parseBody', () => {
  it('gives each entry the bytes that it was parsed from', () => {
    fc.assert(
      fc.property(
        fc.record({
          result: fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 150, size: 'max' }),
          other: fc.jsonValue(),
        }),
        fc.constantFrom(undefined, 1, '\t'),
        (body, indent) => {
          const text = JSON.stringify(body, null, indent)
          const bytes = encoder.encode(text)
          const { value, spans = [] } = parseBody(bytes)
          expect(value).toEqual(JSON.parse(text))
          const entries: unknown[] = spans.map(({ start, end }) =>
            JSON.parse(decoder.decode(bytes.subarray(start, end))),
          )
          expect({ ...(value as object), result: entries }).toEqual(value)
        },
      ),
    )
  })

  it.each([
    '{"result":[1 2]}',
    '{"result":["a""b"]}',
    '{"result":[{}[]]}',
    '{"result":[1,]}',
    '{"result":[,1]}',
    '{"result":[1].5}',
    '{"result"[1]}',
    '{"result":[1}',
    '{"result":[1]]}',
    '{"result":[1],"result":[}',
    '{"result":["\\ud83d\\u"]}',
    '{"result":[\ufeff1]}',
    '{"result":[{"a":1]}',
    '{"\\x":1,"result":[1]}',
  ])('refuses %s', (text) => {
    expect(parseBody(encoder.encode(text)).problem).toMatchObject({ kind: 'not-json' })
  })

  it.each([[0xff], [0xc3], [0xc3, 0x22], [0x80]])('refuses a text with the byte %d', (...wrong) => {
    const bytes = Uint8Array.from([...encoder.encode('{"a":"'), ...wrong, 0x22, 0x7d])
    expect(parseBody(bytes).problem).toEqual({ kind: 'not-utf-8' })
  })

  it('says what JSON.parse says of the whole text', () => {
    const text = '{"success":true,"result":[{"a":1},{"b":tru}]}'
    const { problem } = parseBody(encoder.encode(text))
    expect(() => JSON.parse(text)).toThrow(problem?.kind === 'not-json' ? problem.detail : 'it')
  })
})
