import { expect, it } from 'vitest'
import { toSnippet } from './to-snippet.ts'

const before = (text: string) => text.padStart(200, 'a')

it('has the match as it is written, and the text around it', () => {
  const text = `${before('"name":"')}Grafana-admins","x":"${'b'.repeat(200)}`
  expect(toSnippet(text, 'grafana')).toEqual({
    before: `…${before('"name":"').slice(-24)}`,
    match: 'Grafana',
    after: `-admins","x":"${'b'.repeat(34)}…`,
  })
})

it('has no ellipsis where the text ends', () => {
  expect(toSnippet('{"a":"xyz"}', 'y')).toEqual({ before: '{"a":"x', match: 'y', after: 'z"}' })
})

it('finds what JSON escapes', () => {
  expect(toSnippet(JSON.stringify({ a: 'say "hi"' }), 'say "hi"')?.match).toBe('say \\"hi\\"')
})

it('shows no part of a secret', () => {
  const token = 'v1.0-0123456789abcdef0123456789abcdef'
  const text = JSON.stringify({ password: token, name: 'note' })
  expect(toSnippet(text, '0123456789')).toBeUndefined()
  expect(JSON.stringify(toSnippet(text, 'note'))).not.toContain('abcdef')
  expect(toSnippet(text, 'absent')).toBeUndefined()
})
