import { describe, expect, it } from 'vitest'
import { parseCredential } from './credential.ts'
import { createScrubber } from './scrub.ts'
import { canary, expectNoCanary } from './testing/test-proxy.ts'

const { credential } = parseCredential({ CLOUDFLARE_API_TOKEN: canary }, () => undefined)
const scrub = createScrubber(credential)
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
    expect(scrubPair(`owner@example.com with ${canary}`)).toBe('[removed] with [removed]')
  })
})
