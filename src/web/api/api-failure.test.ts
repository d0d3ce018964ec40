import { describe, expect, it } from 'vitest'
import { toApiFailure, toFailureDetail, toFailureWords } from './api-failure.ts'

function answer(status: number, body: string, headers: Record<string, string> = {}) {
  const bytes = new TextEncoder().encode(body)
  return toApiFailure(new Response(null, { status, headers }), bytes).detail
}

describe('a refusal in words', () => {
  it('explains a known code and what to do about it', () => {
    const body = '{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}'
    const words = toFailureWords(answer(403, body, { 'x-request-id': 'r-1' }))
    expect(words.title).toBe('No permission to read this log')
    expect(words.explanation).toContain('lacks the permission')
    expect(words.quote).toBe('HTTP 403 · code 10000 · r-1')
  })

  it('repeats what the API said when the code is unknown or missing', () => {
    const words = toFailureWords(
      answer(400, '{"success":false,"errors":[{"message":"bad since"}]}'),
    )
    expect(words.explanation).toBe('bad since')
  })

  it.each([
    ['https://developers.cloudflare.com/api/resources/accounts/', 403, true],
    ['https://developers.cloudflare.com/api/resources/accounts/', 400, false],
    ['javascript:alert(1)', 403, false],
    ['https://developers.cloudflare.com@evil.example/', 403, false],
    [17, 403, false],
  ])('links to %s at status %i: %s', (documentation_url, status, isLinked) => {
    const errors = [{ message: 'Forbidden' }, { code: 10000, documentation_url }]
    const words = toFailureWords(answer(status, JSON.stringify({ success: false, errors })))
    expect(words.documentationUrl).toBe(isLinked ? documentation_url : undefined)
  })

  it('says how long to wait when the API limits requests', () => {
    const words = toFailureWords(answer(429, '<html>slow down</html>', { 'retry-after': '17' }))
    expect(words.title).toBe('Rate-limited by Cloudflare')
    expect(words.explanation).toContain('Wait 17 s')
  })

  it('has words for every status, also without a body', () => {
    for (const status of [400, 401, 403, 404, 414, 418, 421, 429, 500, 502, 503, 504, 522]) {
      const words = toFailureWords(answer(status, ''))
      expect(words.title.length).toBeGreaterThan(5)
      expect(words.explanation.length).toBeGreaterThan(10)
    }
  })

  it.each([
    [401, 990014, /^There is no session, or it has ended/],
    [401, 990015, /^That key opens nothing/],
    [429, 990016, /^Too many wrong keys/],
    [401, 990017, /^You are not signed in/],
    [403, 990018, /^You may not read logs with this Gumshoe/],
    [503, 990019, /^Gumshoe’s proxy could not check who you are/],
    [500, 990040, /^Gumshoe’s proxy failed/],
    [503, 990041, /^Gumshoe’s proxy is not configured/],
    [503, 990061, /^Cloudflare is not available/],
    [502, 990055, /^No usable answer from Cloudflare/],
  ])('blames whoever is to blame: %i with %i', (status, code, title) => {
    const body = JSON.stringify({ success: false, errors: [{ code, message: 'x' }] })
    expect(toFailureWords(answer(status, body)).title).toMatch(title)
  })

  it('owns up to whatever else was thrown', () => {
    const detail = toFailureDetail(new TypeError('boom'))
    expect(toFailureWords(detail)).toMatchObject({ quote: 'boom' })
    expect(toFailureWords(detail).title).toContain('Gumshoe itself')
  })
})
