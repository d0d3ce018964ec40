import { describe, expect, it } from 'vitest'
import {
  findOwnError,
  findOwnErrorWait,
  missingSessionErrors,
  type OwnErrorName,
  ownErrors,
} from './own-errors.ts'

const names = Object.keys(ownErrors) as OwnErrorName[]

describe('the own errors', () => {
  it('have codes of their own, all from 990000 to 990099, and the status of a failure', () => {
    const codes = names.map((name) => ownErrors[name].code)
    expect(new Set(codes).size).toBe(names.length)
    expect(codes.filter((code) => code < 990_000 || code > 990_099)).toEqual([])
    const statuses = names.map((name) => ownErrors[name].status)
    expect(statuses.filter((status) => status < 400 || status > 599)).toEqual([])
  })

  it.each(names)('are found by code: %s', (name) => {
    expect(findOwnError([{ message: 'x' }, { code: ownErrors[name].code }])).toBe(name)
  })

  it('are no others: a code of Cloudflare’s, or none, says nothing of the proxy', () => {
    expect(findOwnError([{ code: 10_000 }, { message: 'x' }])).toBeUndefined()
    expect(findOwnError([])).toBeUndefined()
  })

  it('are waited for only where another try may succeed', () => {
    const waits = names.filter((name) => findOwnErrorWait(name))
    expect(waits.map((name) => ownErrors[name].status)).toEqual([429, 429, 429, 503])
  })

  it('ask for a session only with a status that says so', () => {
    const statuses = missingSessionErrors.map((name) => ownErrors[name].status)
    expect(statuses.every((status) => status === 401 || status === 403)).toBe(true)
  })
})
