import { describe, expect, it } from 'vitest'
import { parseCredential } from '../config/credential.ts'
import { canary, expectNoCanary } from '../testing/test-proxy.ts'
import { createScrubber } from './scrub.ts'

const { credential } = parseCredential({ CLOUDFLARE_API_TOKEN: canary }, () => undefined)
const scrubAll = createScrubber(credential)
const scrub = (text: string) => scrubAll([text]).join()
const everyByte = (write: (hex: string) => string) =>
  bytes.toString('hex').replace(/../g, (hex) => write(hex))
const bytes = Buffer.from(canary)

describe('scrubbing', () => {
  it.each([
    ['as it is', canary],
    ['in another case', canary.toUpperCase()],
    ['reversed', [...canary].reverse().join('')],
    ['percent-encoded', encodeURIComponent(canary)],
    ['with every byte percent-encoded', bytes.toString('hex').replace(/../g, '%$&')],
    ['in hexadecimal', bytes.toString('hex').toUpperCase()],
    ['in Base64', bytes.toString('base64')],
    ['in Base64 for URLs', bytes.toString('base64url')],
    ['in Base64 after one byte', Buffer.from(`:${canary}`).toString('base64')],
    ['in Base64 with the scheme', Buffer.from(`Bearer ${canary}`).toString('base64')],
    ['in Base64 among others', Buffer.from(`user:${canary}:more`).toString('base64')],
    ['with spaces between', [...canary].join(' ')],
    ['with line breaks between', canary.replace(/.{8}/g, '$&\r\n')],
  ])('removes the credential %s', (_, form) => {
    const text = scrub(`Invalid header "Bearer ${form}" seen.`)
    expect(text).toContain('[removed]')
    expectNoCanary([text])
    for (const core of [form, form.replace(/=+$/, '').slice(4, -4)]) {
      expect(text.toLowerCase()).not.toContain(core.toLowerCase())
    }
  })

  it('keeps what does not hold it', () => {
    const text = 'Authentication error: token 0123456789 is not allowed (10000).'
    expect(scrub(text)).toBe(text)
  })

  it('removes both halves of an email and key', () => {
    const pair = { CLOUDFLARE_EMAIL: 'owner@example.com', CLOUDFLARE_API_KEY: canary }
    const scrubPair = createScrubber(parseCredential(pair, () => undefined).credential)
    expect(scrubPair([`owner@example.com with ${canary}`])).toEqual(['[removed] with [removed]'])
  })

  it.each([
    ['in JSON escapes', everyByte((hex) => `\\u00${hex}`)],
    ['in some JSON escapes', canary.replaceAll('a', '\\u0061').replace('/', '\\/')],
    ['in JSON escapes of JSON escapes', everyByte((hex) => `\\\\u00${hex}`)],
    ['in escaped JSON escapes', everyByte((hex) => `\\u005cu00${hex}`)],
    ['in some percent escapes', canary.replaceAll('a', '%61').replaceAll('0', '%30')],
    ['percent-encoded twice', everyByte((hex) => `%25${hex}`)],
    ['in JSON escapes, percent-encoded', encodeURIComponent(everyByte((hex) => `\\u00${hex}`))],
    ['in decimal entities', everyByte((hex) => `&#${Number.parseInt(hex, 16)};`)],
    ['in hexadecimal entities', everyByte((hex) => `&#X00${hex};`)],
    ['in escaped entities', everyByte((hex) => `&amp;#x${hex};`)],
    [
      'in Base64, percent-encoded',
      bytes.toString('base64').replace(/[A-Z]/g, (c) => `%${c.charCodeAt(0).toString(16)}`),
    ],
  ])('removes the whole message that holds the credential %s', (_, form) => {
    expect(scrub(`Invalid header "${form}" seen.`)).toBe('[removed]')
  })

  const half = Math.floor(canary.length / 2)
  it.each([
    ['one after the other', [canary.slice(0, half), canary.slice(half)]],
    ['among words', [`starts ${canary.slice(0, 30)}, and`, `ends ${canary.slice(30)} here`]],
    ['in turned order', [`ends ${canary.slice(9)}`, 'between', `starts ${canary.slice(0, 9)}`]],
    ['in three parts', [canary.slice(0, 9), canary.slice(9, 20), canary.slice(20)]],
    [
      'in a part of it escaped',
      [
        canary.slice(0, half),
        `%${bytes
          .toString('hex')
          .slice(half * 2)
          .replace(/(..)(?=.)/g, '$1%')}`,
      ],
    ],
    ['in Base64', [bytes.toString('base64').slice(0, 20), bytes.toString('base64').slice(20)]],
  ])('removes messages between which the credential is split, %s', (_, messages) => {
    expect(scrubAll(messages)).toEqual(messages.map(() => '[removed]'))
  })

  it('keeps several messages that hold only a part of it', () => {
    const messages = [
      'token 0123456789 (10000)',
      'abcdef %41 &#65; \\u0041',
      'Canary-toke',
      '100% &#;',
    ]
    expect(scrubAll(messages)).toEqual(messages)
  })

  it('keeps everything where there is no credential', () => {
    expect(createScrubber(undefined)(['a', ''])).toEqual(['a', ''])
  })

  it.each([...canary].map((_, length) => length + 1))(
    'cuts the first %i characters out',
    (length) => {
      const text = `Invalid token "${canary.slice(0, length)}…" seen.`
      expect(scrub(text)).toBe(length < 12 ? text : 'Invalid token "[removed]…" seen.')
    },
  )

  it('cuts parts out that are not at the beginning, and keeps the words between', () => {
    const text = `from ${canary.slice(3, 20)} to ${canary.slice(25, 37)}.`
    expect(scrub(text)).toBe('from [removed] to [removed].')
  })
})
