/** Parts of a credential in every form in which an upstream may write them, and texts that have none. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureProcessorMs } from '../../query/testing/measure-processor-ms.ts'
import { parseCredential } from '../config/credential.ts'
import { canary } from '../testing/test-proxy.ts'
import { createScrubber } from './scrub.ts'

/** How an upstream may write a part of the credential. */
const writings: Record<string, (part: string) => string> = {
  'as it is': (part) => part,
  'in upper case': (part) => part.toUpperCase(),
  reversed: (part) => [...part].reverse().join(''),
  'with spaces': (part) => [...part].join(' '),
  'with dashes': (part) => [...part].join('-'),
  'with commas and spaces': (part) => [...part].join(', '),
  'in quoted letters': (part) => [...part].map((letter) => `'${letter}'`).join(', '),
  'with line breaks': (part) => part.replace(/.{5}/g, '$&\r\n'),
  'with characters of no width': (part) => [...part].join('\u200b'),
  'in full width': toFullWidth,
  'in full width, reversed': (part) => toFullWidth([...part].reverse().join('')),
  'in percent escapes': (part) => everyCode(part, (code) => `%${toHex(code)}`),
  'in percent escapes, twice': (part) => everyCode(part, (code) => `%25${toHex(code)}`),
  'in decimal entities': (part) => everyCode(part, (code) => `&#${code};`),
  'in hexadecimal entities': (part) => everyCode(part, (code) => `&#x${toHex(code)};`),
  'in JSON escapes': (part) => everyCode(part, (code) => `\\u00${toHex(code)}`),
  'in JSON escapes of JSON escapes': (part) => everyCode(part, (code) => `\\\\u00${toHex(code)}`),
  'in \\x escapes': (part) => everyCode(part, (code) => `\\x${toHex(code)}`),
  'in braced escapes': (part) => everyCode(part, (code) => `\\u{${toHex(code)}}`),
  'in octal escapes': (part) => everyCode(part, (code) => `\\${code.toString(8).padStart(3, '0')}`),
  'in hexadecimal': (part) => everyCode(part, toHex),
  'in hexadecimal with colons': (part) => everyCode(part, toHex).replace(/..(?=.)/g, '$&:'),
  'in hexadecimal with 0x': (part) => everyCode(part, (code) => `0x${toHex(code).toUpperCase()}, `),
  'in hexadecimal lines': (part) => everyCode(part, toHex).replace(/.{10}/g, '$&\n'),
  'in code points': (part) => everyCode(part, (code) => `U+00${toHex(code)} `),
  'in hexadecimal of UTF-16': (part) => Buffer.from(part, 'utf16le').toString('hex'),
  'in decimal': (part) => everyCode(part, (code) => `${code} `),
  'in decimal with commas': (part) => `[${[...Buffer.from(part)].join(',')}]`,
  'in decimal without separators': (part) => everyCode(part, String),
  'in octal': (part) => everyCode(part, (code) => `0${code.toString(8)} `),
  'in binary': (part) => everyCode(part, (code) => `${code.toString(2).padStart(8, '0')} `),
  'in binary with 0b': (part) =>
    everyCode(part, (code) => `0b${code.toString(2).padStart(8, '0')},`),
  'in binary without separators': (part) =>
    everyCode(part, (code) => code.toString(2).padStart(8, '0')),
  'in seven bits': (part) => everyCode(part, (code) => code.toString(2).padStart(7, '0')),
  'in UTF-16 read as bytes': (part) => [...part].join('\0'),
  'in bytes read as UTF-16': (part) => Buffer.from(`${part} `).toString('utf16le'),
  'in bytes read as UTF-16 of the other order': (part) =>
    Buffer.from(`${part} `.slice(0, part.length & ~1))
      .swap16()
      .toString('utf16le'),
  'in Base64': (part) => toBase64(part),
  'in Base64 for URLs': (part) => Buffer.from(part).toString('base64url'),
  'in Base64 after a scheme': (part) => toBase64(`Bearer ${part}`),
  'in Base64 among others': (part) => toBase64(`user:${part}:more`),
  'in Base64 with line breaks': (part) => toBase64(part).replace(/.{7}/g, '$&\r\n'),
  'in Base64 with escaped line breaks': (part) => toBase64(part).replace(/.{7}/g, '$&\\n'),
  'in Base64 of UTF-16': (part) => Buffer.from(part, 'utf16le').toString('base64'),
  'in Base64 of Base64': (part) => toBase64(toBase64(part)),
  'in Base64 of Base64 among others': (part) => toBase64(`x ${toBase64(`user:${part}`)}`),
  'in Base64, percent-encoded': (part) => everyCode(toBase64(part), (code) => `%${toHex(code)}`),
  'in Base64 in full width': (part) => toFullWidth(toBase64(part)),
}

function toHex(code: number): string {
  return code.toString(16).padStart(2, '0')
}
function everyCode(part: string, write: (code: number) => string): string {
  return Array.from(Buffer.from(part), write).join('')
}
function toBase64(part: string): string {
  return Buffer.from(part).toString('base64')
}
function toFullWidth(part: string): string {
  return part.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'
/** A token of Cloudflare's form, and a part of it with at least twelve characters. */
const tokenAndPart = fc
  .array(fc.constantFrom(...letters), { minLength: 37, maxLength: 60 })
  .chain((chosen) => {
    const token = chosen.join('')
    return fc.tuple(fc.integer({ min: 12, max: token.length }), fc.nat()).map(([length, at]) => {
      const from = at % (token.length - length + 1)
      return { token, part: token.slice(from, from + length) }
    })
  })
const createFor = (token: string) =>
  createScrubber(parseCredential({ CLOUDFLARE_API_TOKEN: token }, () => undefined).credential)

describe('scrubbing a part of any token', () => {
  it.each(Object.entries(writings))('finds it %s', (_, write) => {
    fc.assert(
      fc.property(tokenAndPart, fc.lorem(), fc.lorem(), ({ token, part }, before, after) => {
        const form = write(part)
        const [text = ''] = createFor(token)([`${before} ${form} ${after}`])
        expect(text).toContain('[removed]')
        expect(text).not.toContain(form)
        const pieces = Array.from({ length: token.length - 11 }, (_each, at) =>
          token.slice(at, at + 12).toLowerCase(),
        )
        expect(pieces.filter((piece) => text.toLowerCase().includes(piece))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('keeps words, numbers, ids, addresses and shorter parts', () => {
    const word = fc.oneof(
      fc.lorem(),
      fc.uuid(),
      fc.emailAddress(),
      fc.ipV4(),
      fc.webUrl(),
      fc.nat().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64')),
      fc.string({ unit: 'grapheme' }),
    )
    const short = tokenAndPart.map(({ token, part }) => ({ token, part: part.slice(0, 7) }))
    fc.assert(
      fc.property(short, fc.array(word), ({ token, part }, words) => {
        const messages = [...words, `ends with ${part}`]
        expect(createFor(token)(messages)).toEqual(messages)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['one letter', 'a'],
    ['zeros and ones', '01'],
    ['digits', '0123456789'],
    ['escapes', '%25'],
    ['entities', '&amp;#x26;'],
    ['the beginning of the token', canary.slice(0, 11)],
    ['ligatures of eighteen letters', '\ufdfa'],
    ['Chinese', '\u6c34'],
  ])('reads 64 KiB of %s within a second of processor time', (_, unit) => {
    const scrub = createFor(canary)
    const text = unit.repeat(Math.floor(65_536 / Buffer.byteLength(unit)))
    for (const messages of [[text], Array.from({ length: 1_000 }, () => text.slice(0, 65))]) {
      expect(measureProcessorMs(() => void scrub(messages))).toBeLessThan(1_000)
    }
  })
})
