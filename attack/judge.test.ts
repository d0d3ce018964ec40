/** The judges of the attack must see what they look for. */
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { findAnswerProblems } from './judge-answer.ts'
import { findRequestProblems } from './judge-request.ts'
import { parseAnswers } from './raw-client.ts'
import { createSecretSearch } from './secret-forms.ts'

const account = '0123456789abcdef0123456789abcdef'
const expected = { host: 'api.test', authorization: 'Bearer t' }
const headers = [
  ['host', 'api.test'],
  ['authorization', 'Bearer t'],
] as const
const judge = (target: string, more: readonly (readonly [string, string])[] = [], after = '') =>
  findRequestProblems(
    {
      requestLine: `GET ${target} HTTP/1.1`,
      headers: [...headers, ...more],
      after: Buffer.from(after),
    },
    expected,
  )

describe('the judge of requests', () => {
  it('accepts a request of the route table', () => {
    expect(judge(`/client/v4/accounts/${account}/logs/audit?limit=3&actor_email.not=a`)).toEqual([])
  })

  it.each([
    ['a foreign path', '/client/v4/user/tokens', 'A path is off the route table'],
    [
      'a path that changes',
      `/client/v4/accounts/${account}/../${account}/logs/audit`,
      'A path is off the route table',
    ],
    ['another method', ' ', 'A request line is odd'],
    [
      'an unknown parameter',
      `/client/v4/accounts/${account}/logs/audit?x=1`,
      'A parameter is not declared',
    ],
  ])('sees %s', (_, target, problem) => {
    expect(judge(target)).toContain(problem)
  })

  it('sees headers and bodies', () => {
    const target = `/client/v4/accounts/${account}/logs/audit`
    expect(judge(target, [['cookie', 'a']])).toEqual(['A header is not the proxy’s own'])
    expect(judge(target, [['authorization', 'Bearer u']])).toEqual([
      'The credential is not exactly the proxy’s',
    ])
    expect(judge(target, [['host', 'evil']])).toEqual(['The host is not the API’s'])
    expect(judge(target, [], 'x')).toEqual(['A request has a body'])
  })
})

describe('the judge of answers', () => {
  const read = (text: string | Buffer, end: 'closed' | 'reset' = 'closed') =>
    parseAnswers({ bytes: Buffer.from(text), end })
  const ok = (body: string, more = '') =>
    read(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n${more}\r\n${body}`)
  const whole = Buffer.from('{"a":1}')

  it('accepts the whole body, and an answer that is broken off', () => {
    expect(findAnswerProblems(ok('{"a":1}'), { whole })).toEqual([])
    const cut = read('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n', 'reset')
    expect(cut[0]?.isWhole).toBe(false)
    expect(findAnswerProblems(cut, { whole: undefined })).toEqual([])
  })

  it('sees a cut body that ends well', () => {
    expect(findAnswerProblems(ok('{"a"'), { whole: undefined })).toEqual([
      'An answer that was cut or cannot be read passed as whole',
    ])
    expect(findAnswerProblems(ok('{"a"'), { whole })).toEqual(['A body was changed on its way'])
  })

  it('reads gzip as a client does', () => {
    const packed = gzipSync(whole)
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`
    const answers = read(Buffer.concat([Buffer.from(head), packed]))
    expect(findAnswerProblems(answers, { whole })).toEqual([])
  })

  it('sees a second answer, foreign headers and own errors', () => {
    const two = read('HTTP/1.1 204 None\r\n\r\nHTTP/1.1 204 None\r\n\r\n')
    expect(findAnswerProblems(two, { whole })).toEqual(['A client got two answers for one request'])
    expect(findAnswerProblems(ok('{"a":1}', 'X-Evil: 1\r\n'), { whole })).toEqual([
      'A header of the API reached a client: x-evil',
    ])
    const own = 'HTTP/1.1 500 Odd\r\nContent-Length: 6\r\n\r\n990040'
    expect(findAnswerProblems(read(own), { whole })).toEqual(['The proxy made an error of its own'])
  })
})

describe('the search for a secret', () => {
  const secret = 'kT7wQz3xVb9RmL2pYc8NdJ5s'
  const find = (text: string) => createSecretSearch(secret)(Buffer.from(text))

  it.each([
    ['a part of it', `x ${secret.slice(3, 15)} y`],
    ['a part of it, reversed', [...secret].reverse().join('').slice(0, 12)],
    ['hexadecimal', Buffer.from(secret).toString('hex')],
    ['Base64', Buffer.from(`ab${secret}`).toString('base64')],
  ])('finds %s', (form, text) => {
    expect(find(text)).toBe(form)
  })

  it('does not take short runs for it', () => {
    expect(find(secret.slice(0, 11))).toBeUndefined()
  })
})
