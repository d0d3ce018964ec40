import { describe, expect, test } from 'vitest'
import { packBytes, unpackBytes } from './pack-bytes.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

const texts = {
  'no text': '',
  'text of letters of all lengths': 'é 漢 😀 \u{10ffff} \0 x',
  'text with much that is alike':
    '{"id":"0123456789abcdef","time":"2026-11-20T16:00:00.123Z"}'.repeat(1_000),
}

describe('packing bytes', () => {
  test.each(Object.entries(texts))('gives back %s', async (_, text) => {
    expect(await packAndUnpack(encoder.encode(text))).toBe(text)
  })

  test('gives back bytes that are no text', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => (at * 7_919) >> 3)
    const packed = await packBytes(bytes.slice())
    expect(await unpackBytes(packed, bytes.length)).toEqual(bytes)
  })

  test('gives back bytes that are a part of their buffer', async () => {
    for (let start = 0; start < 8; start++) {
      const bytes = encoder.encode(`${' '.repeat(start)}ab`).subarray(start)
      expect(await packAndUnpack(bytes)).toBe('ab')
    }
  })

  test('gives back several at a time', async () => {
    const unpacked = Object.values(texts).map((text) => packAndUnpack(encoder.encode(text)))
    expect(await Promise.all(unpacked)).toEqual(Object.values(texts))
  })

  test('makes a tenth of what is alike', async () => {
    const bytes = encoder.encode(texts['text with much that is alike'])
    expect((await packBytes(bytes)).length).toBeLessThan(bytes.length / 10)
  })

  test('refuses to unpack to another length', async () => {
    const packed = await packBytes(encoder.encode('0123456789abcdef0123456789abcdef'))
    await expect(unpackBytes(packed, 31)).rejects.toThrow(RangeError)
    await expect(unpackBytes(packed, 33)).rejects.toThrow(RangeError)
  })

  test('refuses to unpack what was not packed', async () => {
    await expect(unpackBytes(encoder.encode('not packed'), 10)).rejects.toThrow()
  })
})

async function packAndUnpack(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return decoder.decode(await unpackBytes(await packBytes(bytes), bytes.length))
}
