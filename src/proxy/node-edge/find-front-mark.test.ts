import { describe, expect, it } from 'vitest'
import { findFrontMark } from './find-front-mark.ts'

describe('a request through a reverse proxy', () => {
  it.each([
    [{ 'x-forwarded-for': '192.0.2.1' }, '1.1', 'the header x-forwarded-for'],
    [{ via: '1.1 a' }, '1.1', 'the header via'],
    [{ 'cf-connecting-ip': '192.0.2.1' }, '1.1', 'the header cf-connecting-ip'],
    [{ 'sec-fetch-mode': 'navigate' }, '1.0', 'HTTP/1.0, which no browser sends'],
  ])('is recognized by %o and HTTP/%s', (headers, httpVersion, mark) => {
    expect(findFrontMark({ headers, httpVersion })).toBe(mark)
  })

  it('is not suspected without a sign', () => {
    const browser = { 'sec-fetch-mode': 'cors', host: 'localhost:8787', origin: 'http://a.test' }
    expect(findFrontMark({ headers: browser, httpVersion: '1.1' })).toBeUndefined()
    expect(findFrontMark({ headers: {}, httpVersion: '1.0' })).toBeUndefined()
  })
})
