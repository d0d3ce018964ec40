import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { berTags, getBerContent, readBerChildren, readBerElements } from './read-ber.ts'

const read = (hex: string) => readBerElements(Buffer.from(hex, 'hex'))
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('elements of BER', () => {
  it('are read with lengths of every form', () => {
    const long = `04820100${'ab'.repeat(256)}`
    const elements = read(`020105048103010203${long}`)
    expect(elements.map(({ tag, content }) => [tag, content.length])).toEqual([
      [2, 1],
      [4, 3],
      [4, 256],
    ])
    expect(elements.map(({ bytes }) => toHex(bytes)).join('')).toBe(`020105048103010203${long}`)
  })

  it('may have an indefinite length, also inside of each other', () => {
    const [outer, next] = read('30803080020105000030030201060000')
    expect(next).toBeUndefined()
    const children = readBerChildren(outer, berTags.sequence)
    expect(children.map(({ bytes }) => toHex(bytes))).toEqual(['30800201050000', '3003020106'])
    const [divided] = read('2480040201020401030000')
    expect(toHex(getBerContent(divided, berTags.octetString))).toBe('010203')
  })

  it.each(['30', '3005', '300502', '30840000', '3080020105', '1f0100', '30850000000001', '3001'])(
    'are refused when they are cut or too complex: %s',
    (hex) => {
      expect(() => read(hex)).toThrow()
    },
  )

  it('are refused when they are nested without end', () => {
    expect(() => readBerElements(new Uint8Array(100_000).fill(0x30).fill(0x80, 1))).toThrow()
    expect(() => read('3080'.repeat(1_000))).toThrow()
    const [divided] = read('2480248004010100000000')
    expect(() => getBerContent(divided, berTags.octetString)).toThrow()
  })

  it('never lie outside of the bytes, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          const elements = readBerElements(bytes)
          expect(elements.reduce((sum, each) => sum + each.bytes.length, 0)).toBe(bytes.length)
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
        }
      }),
      { numRuns: 5_000 },
    )
  })
})
