import { expect, it } from 'vitest'
import { findSecrets, maskJsonText, maskSpans, secretMask } from './find-secrets.ts'
import { findSecretsAt } from './find-secrets-at.ts'

const entry = {
  actor: { token: { id: 't1', name: 'deploy' }, email: 'ann@acme.example' },
  note: 'curl -H "Authorization: Bearer abcdefghijkl" https://ann:hunter2@acme.example',
  resource: {
    tokens: ['one', 'two'],
    password: { value: 'hunter2', hint: 'dog' },
    secrets: { a: { b: 'c', id: 'i1' } },
    passcode: 123456,
    enabled: true,
    empty: { token: '' },
    bindings: [
      { type: 'secret_text', name: 'KEY', text: 'hunter2' },
      { type: 'plain_text', name: 'MODE', text: 'fast' },
    ],
  },
}

/** Every value of the entry with its keys and indexes. */
function listLeaves(value: unknown, path: readonly string[] = []): readonly [string[], unknown][] {
  if (typeof value !== 'object' || value === null) return [[[...path], value]]
  return Object.entries(value).flatMap(([key, child]) => listLeaves(child, [...path, key]))
}

it('masks in each value what masking the whole entry masks there', () => {
  const masked = listLeaves(JSON.parse(maskJsonText(JSON.stringify(entry))))
  const alone = listLeaves(entry).map(([path, value]) => {
    const text = String(value)
    return [path, maskSpans(text, findSecretsAt(entry, path, text))]
  })
  expect(alone).toEqual(masked.map(([path, value]) => [path, String(value)]))
  expect(alone.filter(([, text]) => String(text).includes(secretMask))).toHaveLength(8)
})

it('masks in an object what is a secret because of the keys above it', () => {
  const text = JSON.stringify(entry.resource.secrets.a)
  const spans = findSecretsAt(entry, ['resource', 'secrets', 'a'], text)
  expect(maskSpans(text, spans)).toBe(`{"b":"${secretMask}","id":"i1"}`)
  const whole = JSON.stringify(entry.resource)
  expect(findSecretsAt(entry, ['resource'], whole)).toEqual(findSecrets(whole, 'resource'))
})

it('follows keys into JSON that the entry has as text', () => {
  const odd = { request: JSON.stringify({ token: 'abc', id: 'i1' }), secret: '{"a":"b"}' }
  expect(findSecretsAt(odd, ['request', 'token'], 'abc')).toEqual([{ start: 0, end: 3 }])
  expect(findSecretsAt(odd, ['request', 'id'], 'i1')).toEqual([])
  expect(findSecretsAt(odd, ['secret', 'a'], 'b')).toEqual([{ start: 0, end: 1 }])
})

it('masks in JSON that is kept as text what its keys, a type or the keys above announce', () => {
  const bindings =
    '{"bindings":[{"type":"secret_text","name":"K","text":"hunter2"}],"pin":{"otp":7}}'
  const credentials = { url: '{"pin":"hunter2"}' }
  const odd = { newValue: bindings, credentials, 'api key': { text: '{"id":"i1"}' } }
  const show = (path: readonly string[], text: string) =>
    maskSpans(text, findSecretsAt(odd, path, text))
  expect(show(['newValue'], bindings)).toBe(
    `{"bindings":[{"type":"secret_text","name":"K","text":"${secretMask}"}],"pin":{"otp":"${secretMask}"}}`,
  )
  expect(show(['newValue'], '{"text":"no JSON')).toBe('{"text":"no JSON')
  expect(show(['credentials', 'url'], credentials.url)).toBe(`{"pin":"${secretMask}"}`)
  expect(show(['api key', 'text'], odd['api key'].text)).toBe(secretMask)
})

it('finds nothing at keys that the entry does not have, except by shape', () => {
  expect(findSecretsAt(entry, ['nowhere', 'x'], 'plain')).toEqual([])
  expect(findSecretsAt(null, ['toString'], 'Bearer abcdefghijkl')).toEqual([{ start: 7, end: 19 }])
})
