import { describe, expect, it } from 'vitest'
import { type OwnErrorName, ownErrors } from '../../contract/own-errors.ts'
import { findOwnRefusal } from './own-refusals.ts'

const refusals = (Object.keys(ownErrors) as OwnErrorName[]).map((name) => {
  const { code, status } = ownErrors[name]
  return { name, status, refusal: findOwnRefusal([{ code }]) }
})

describe('the refusals of the proxy', () => {
  it('are all known', () => {
    expect(refusals.filter(({ refusal }) => !refusal)).toEqual([])
  })

  it('have titles of their own wherever the status alone would speak of Cloudflare’s credential', () => {
    const guarded = refusals.filter(({ status }) => status === 401 || status === 403)
    expect(guarded.length).toBeGreaterThan(5)
    expect(guarded.filter(({ refusal }) => !refusal?.title)).toEqual([])
  })

  it('are waited for only where another try may succeed', () => {
    const waits = refusals.filter(({ refusal }) => refusal?.wait)
    expect(waits.map(({ status }) => status)).toEqual([429, 429, 429, 503])
  })

  it('ask for a session, an identity or a permission by their own names', () => {
    const missing = refusals.filter(({ refusal }) => refusal?.missing)
    expect(missing.map(({ name }) => name)).toEqual(['no-session', 'no-identity', 'not-permitted'])
    expect(missing.every(({ name, refusal }) => refusal?.missing === name)).toBe(true)
  })

  it('are no others: a code of Cloudflare’s, or none, says nothing of the proxy', () => {
    expect(findOwnRefusal([{ code: 10_000 }, { message: 'x' }])).toBeUndefined()
  })
})
