import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBody } from './parse-body.ts'

const encoder = new TextEncoder()
const pageText =
  '{"a":"]\\"","result": [ {"b":[1,{"c":"}"}]} ,"é😀", -0.5e1,null,[ ]],"info":{"n":1}} '

function parseAll(bytes: Uint8Array): unknown {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch {
    return 'refused'
  }
}

function parseInParts(bytes: Uint8Array): unknown {
  const { value, problem } = parseBody(bytes)
  return problem ? 'refused' : { value }
}

describe('parseBody', () => {
  it('takes what JSON.parse takes', () => {
    fc.assert(
      fc.property(
        fc.record({
          result: fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 150, size: 'max' }),
          other: fc.jsonValue(),
        }),
        fc.constantFrom(undefined, 1, '\t'),
        (body, indent) => {
          const bytes = encoder.encode(JSON.stringify(body, null, indent))
          expect(parseInParts(bytes)).toEqual(parseAll(bytes))
        },
      ),
    )
  })

  it('refuses what JSON.parse refuses: any byte put in, taken out or exchanged', () => {
    const whole = encoder.encode(pageText)
    const bytes = fc.constantFrom(
      ...encoder.encode('"\\,:[]{} \n0.1e-nul\ufeff\u0001'),
      ...[0xff, 0xc3, 0x80],
    )
    const change = fc.record({
      at: fc.nat(whole.length),
      removed: fc.nat(2),
      put: fc.array(bytes, { maxLength: 3 }),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const changed = [...whole]
        for (const { at, removed, put } of changes) changed.splice(at, removed, ...put)
        const text = Uint8Array.from(changed)
        expect(parseInParts(text)).toEqual(parseAll(text))
      }),
      { numRuns: 5_000 },
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

  it('says what JSON.parse says of the whole text', () => {
    const text = '{"success":true,"result":[{"a":1},{"b":tru}]}'
    const { problem } = parseBody(encoder.encode(text))
    expect(() => JSON.parse(text)).toThrow(problem?.kind === 'not-json' ? problem.detail : 'it')
  })
})
