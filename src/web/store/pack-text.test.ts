import { describe, expect, test } from 'vitest'
import { foldText } from './fold-text.ts'
import { lookIntoText, packText, unpackText } from './pack-text.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const hex = '0123456789abcdef'
const longId = `${hex}${hex}`
const uuid = '01234567-89ab-cdef-0123-456789abcdef'
const instant = '2026-11-20T16:00:00.123Z'

const texts = {
  'no text': '',
  'an id at the start and at the end': `${longId} ${longId}`,
  'ids of all lengths': `${hex} ${longId} ${longId}${longId} ${uuid}`,
  'the same digits in two forms': `"${longId}" "${uuid}" "${longId}" "${uuid}"`,
  'ids with the same first digits': `01234567${'a'.repeat(24)} 01234567${'b'.repeat(24)} 01234567${'a'.repeat(24)}`,
  'digits that are no id': `abcdef ${hex.toUpperCase()} ${hex}0 ${'f'.repeat(65)} ${'0'.repeat(7)} ${'e'.repeat(300)}`,
  'what is nearly a UUID': `${uuid}0 x${uuid} 0${uuid} ${uuid.slice(0, -1)} ${uuid.replace('89ab-', '89ab_')} ${uuid}-${uuid}`,
  'an id that an instant ends': `${hex.slice(4)}${instant} ${longId}-11-20T16:00:00.123Z`,
  'an instant before and after an id': `${instant}${longId}${instant} ${uuid}${instant}`,
  'instants at both ends': `${instant},${instant}`,
  'instants far from each other':
    '0000-01-01T00:00:00.000Z 1969-12-31T23:59:59.999Z 9999-12-31T23:59:59.999Z 1970-01-20T00:00:00.001Z',
  'instants on two days':
    '2026-02-28T23:59:59.999Z 2026-03-01T00:00:00.000Z 2026-02-28T00:00:00.000Z',
  'what is nearly an instant':
    '2026-02-29T10:00:00.000Z 2026-13-01T10:00:00.000Z 2026-01-01T24:00:00.000Z 2026-01-01T10:60:00.000Z ' +
    '2016-12-31T23:59:60.000Z 2026-01-01T10:00:00Z 2026-01-01T10:00:00.0000Z 2026-01-01t10:00:00.000z ZZ',
  'letters of all lengths': `é 漢 😀 \u{10ffff} \0 ${longId} 😀${instant}`,
}

describe('packing text', () => {
  test.each(Object.entries(texts))('gives back %s', async (_, text) => {
    expect(await packAndUnpack(text)).toBe(text)
  })

  test('gives back more ids than can be told to be there again', async () => {
    const ids = Array.from({ length: 70_000 }, (_, at) => at.toString(16).padStart(16, '0'))
    const text = [...ids, ...ids.slice(0, 10), ...ids.slice(-10)].join()
    expect(await packAndUnpack(text)).toBe(text)
  })

  test('gives back what was put together at random', async () => {
    let seed = 1
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
      return (seed >>> 8) % below
    }
    const parts = [
      ...Object.values(texts),
      hex,
      longId,
      uuid,
      instant,
      '-',
      ':',
      'T',
      'Z',
      '2026',
      'a',
    ]
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: random(20) }, () => {
        const part = [...(parts[random(parts.length)] ?? '')]
        return part.slice(random(3) * random(20), part.length - random(2) * random(20)).join('')
      }).join('')
      expect(await packAndUnpack(text)).toBe(text)
    }
  })

  test('gives back bytes that stand anywhere in their buffer', async () => {
    for (let start = 0; start < 8; start++) {
      const bytes = encoder.encode(`${' '.repeat(start)}ab`).subarray(start)
      expect(decoder.decode(await unpackText(await packText(bytes), 2))).toBe('ab')
    }
  })

  test('shows each text to whoever looks, one after the other and side by side', async () => {
    const seen = Object.values(texts).map(async (text) => {
      const bytes = encoder.encode(text)
      return lookIntoText(await packText(bytes.slice()), bytes.length, (each) =>
        decoder.decode(each),
      )
    })
    expect(await Promise.all(seen)).toEqual(Object.values(texts))
  })

  test('takes ids and instants out of the text, and each id once', () => {
    const { text, ids, instants } = foldText(encoder.encode(`${longId}${'-'}${longId} ${instant}`))
    expect([text.length, ids.length, instants.length]).toEqual([7, 16, 1])
  })

  test('refuses bytes that are no text, wherever they are', async () => {
    for (const place of [0, 1, 5, 8]) {
      const bytes = encoder.encode('123456789')
      bytes[place] = 0xfa
      await expect(packText(bytes)).rejects.toThrow(TypeError)
    }
  })

  test('refuses to unpack to another length', async () => {
    const packed = await packText(encoder.encode(longId))
    await expect(unpackText(packed, 31)).rejects.toThrow()
    await expect(unpackText(packed, 33)).rejects.toThrow()
  })
})

async function packAndUnpack(text: string): Promise<string> {
  const bytes = encoder.encode(text)
  const packed = await packText(bytes.slice())
  return decoder.decode(await unpackText(packed, bytes.length))
}
