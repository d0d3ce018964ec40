import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findOwnRefusal } from './web/api/own-refusals.ts'

// The app may not import the proxy, whose table of errors is read as text here.
const table = readFileSync(new URL('./proxy/http/error-response.ts', import.meta.url), 'utf8')
const statuses = new Map(
  [...table.matchAll(/\[\s*(9900\d\d),\s*(\d{3}),/g)].map(([, code, status]) => [
    Number(code),
    Number(status),
  ]),
)
const known = Array.from({ length: 100 }, (_, i) => 990_000 + i).filter((code) =>
  findOwnRefusal([{ code }]),
)

describe('the refusals of the proxy', () => {
  it('are known by codes that it has', () => {
    expect(known.filter((code) => !statuses.has(code))).toEqual([])
  })

  it('have titles of their own wherever the status alone would speak of Cloudflare’s credential', () => {
    const guarded = [...statuses].filter(([, status]) => status === 401 || status === 403)
    expect(guarded.length).toBeGreaterThan(5)
    const untitled = guarded.filter(([code]) => !findOwnRefusal([{ code }])?.title)
    expect(untitled).toEqual([])
  })

  it('are waited for only where another try may succeed', () => {
    const waits = known.filter((code) => findOwnRefusal([{ code }])?.wait)
    expect(waits.map((code) => statuses.get(code))).toEqual([429, 429, 429, 503])
  })

  it('are no others: a code of Cloudflare’s, or none, says nothing of the proxy', () => {
    expect(findOwnRefusal([{ code: 10_000 }, { message: 'x' }])).toBeUndefined()
  })
})
