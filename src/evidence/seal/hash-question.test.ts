import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseUrl } from '../../query/address/url-codec.ts'
import { hashQuestion, isSealedQuestion } from './hash-question.ts'

const account = '2bd47c24fec6938a189b6cbac87de631'
const path = `/accounts/${account}/logs/audit`
const times = 'since=2026-11-20T06:00:00Z&before=2026-11-20T12:00:00Z'
const twoLogs = `in=accounts/${account}/logs/audit&in=user/audit_logs&${times}`

function toQuery(search: string, pathname = path) {
  const parsed = parseUrl(pathname, `?${search}`)
  if (!parsed || parsed.problems.length > 0) throw new Error(`${pathname}?${search} is no address.`)
  return parsed.query
}
const hash = (search: string, pathname?: string, verdict: 'complete' | 'partial' = 'complete') =>
  hashQuestion(toQuery(search, pathname), verdict)

describe('the hash of a question', () => {
  it('is that of its path and its parts in order, as another implementation computes it', () => {
    const text = [
      path,
      'action_type.not=view',
      'actor_email=a@example.com',
      'before=2026-11-20T12:00:00.000Z',
      'since=2026-11-20T06:00:00.000Z',
    ].join('\n')
    const digest = createHash('sha256').update(text).digest().subarray(0, 6)
    expect(hash(`${times}&actor_email=a@example.com&action_type.not=view`)).toBe(
      digest.toString('base64url'),
    )
  })

  it.each([
    ['a local filter', `${times}&local.has=/actor/email=a&text=b&hours=mon-fri 07:00-19:00 UTC`],
    ['a filter that is off', `${times}&off=action_type=view`],
    ['the time zone and a text to find', `${times}&tz=Europe/Berlin&find=a`],
    [
      'the same times in other words',
      'since=2026-11-20T07:00:00%2B01:00&before=2026-11-20T12:00:00.000Z',
    ],
    ['the other direction', `${times}&direction=asc`],
  ])('is the same with %s', (_, search) => {
    expect(hash(search)).toBe(hash(times))
  })

  it.each([
    ['a filter', `${times}&action_type=view`],
    ['an excluding filter', `${times}&action_type.not=view`],
    ['another value', `${times}&action_type=create`],
    ['another end', 'since=2026-11-20T06:00:00Z&before=2026-11-20T12:00:00.001Z'],
    ['another begin', 'since=2026-11-20&before=2026-11-20T12:00:00Z'],
  ])('is another one with %s', (_, search) => {
    const others = [times, `${times}&action_type=delete`].map((each) => hash(each))
    expect(others).not.toContain(hash(search))
  })

  it('is another one for another log, account or time range of several logs', () => {
    const hashes = [
      hash(times),
      hash(times, `/accounts/${account}/audit_logs`),
      hash(times, `/accounts/${'a'.repeat(32)}/logs/audit`),
      hash(twoLogs, '/timeline'),
      hash(`in=accounts/${account}/logs/audit&${times}`, '/timeline'),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  it('does not depend on the order of filters and values, nor on repeated ones', () => {
    const pairs = [
      'action_type=create',
      'action_type=delete',
      'actor_email.not=a@example.com',
      times,
    ]
    fc.assert(
      fc.property(
        fc.shuffledSubarray(pairs, { minLength: 4 }),
        fc.constantFrom('', '&action_type=create'),
        (order, more) => {
          expect(hash(order.join('&') + more)).toBe(hash(pairs.join('&')))
        },
      ),
    )
  })

  it('does not depend on the order of logs, nor on hidden ones', () => {
    const v2 = `in=accounts/${account}/logs/audit`
    expect(hash(`in=user/audit_logs&${v2}&${times}`, '/timeline')).toBe(hash(twoLogs, '/timeline'))
    expect(hash(`${v2}&off=in=user/audit_logs&${times}`, '/timeline')).toBe(
      hash(`${v2}&${times}`, '/timeline'),
    )
  })

  it('depends on the direction where only a part of the range was read', () => {
    const [newest, oldest] = [times, `${times}&direction=asc`].map((each) => {
      return hash(each, path, 'partial')
    })
    expect(newest).not.toBe(oldest)
  })
})

it('tells the recorded link with its question from the one with another', () => {
  const links: { link: string }[] = JSON.parse(
    readFileSync(new URL('../../golden-links.json', import.meta.url), 'utf8'),
  )
  const isSealed = links.flatMap(({ link }) => {
    const [pathname = '', search] = link.split('?')
    const { query, screen } = parseUrl(pathname, `?${search}`) ?? {}
    return query && screen?.seal?.question ? isSealedQuestion(screen.seal, query) : []
  })
  expect(isSealed).toEqual([true, false])
})

it('a fingerprint that does not say its question is taken to be of any', () => {
  const query = toQuery(times)
  expect(isSealedQuestion({ verdict: 'complete' }, query)).toBe(true)
  const question = hashQuestion(query, 'complete')
  expect(isSealedQuestion({ verdict: 'complete', question }, query)).toBe(true)
  const other = toQuery(`${times}&action_type=view`)
  expect(isSealedQuestion({ verdict: 'complete', question }, other)).toBe(false)
})
