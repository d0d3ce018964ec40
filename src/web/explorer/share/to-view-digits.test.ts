import { expect, it } from 'vitest'
import type { PairsChoice } from '../../../query/address/pairs-choices.ts'
import { parseUrl } from '../../../query/address/url-codec.ts'
import { toViewDigits } from './to-view-digits.ts'

const account = `accounts/${'a'.repeat(32)}`

function digitsOf(address: string, pairs?: PairsChoice) {
  const [path = '', search = ''] = address.split('?')
  const query = parseUrl(path, `?${search}`)?.query
  if (!query) throw new Error(`${address} names no page.`)
  return toViewDigits(query, pairs)
}

it('differs between filters, logs and choices of pairs, and is the same for one view', () => {
  const timeline = `/timeline?in=${account}/logs/audit`
  const views = [
    digitsOf(timeline),
    digitsOf(`${timeline}&in=${account}/audit_logs`),
    digitsOf(`${timeline}&in=${account}/audit_logs`, 'only-first'),
    digitsOf(`${timeline}&off=in%3D${account}/audit_logs`),
    digitsOf(`${timeline}&actor=a`),
    digitsOf(`${timeline}&text=a`),
    digitsOf(`/${account}/logs/audit?actor_email=a@example.com`),
  ]
  for (const view of views) expect(view).toMatch(/^[0-9a-f]{8}$/)
  expect(new Set(views).size).toBe(views.length)
  expect(digitsOf(`${timeline}&range=7d`)).toBe(digitsOf(timeline))
  expect(digitsOf(`/${account}/logs/audit`)).toBeUndefined()
})
