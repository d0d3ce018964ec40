import { expect, it } from 'vitest'
import { parseKeyText } from './parse-key-text.ts'
import { formatPublicKey, toFingerprint } from './public-key.ts'

const fingerprint = '0123456789abcdef'.repeat(4)

it.each([
  fingerprint,
  `  ${fingerprint}\n`,
  fingerprint.toUpperCase(),
  `SHA256:${fingerprint}`,
  `SHA256= ${fingerprint}`,
  fingerprint.replace(/../g, '$&:').slice(0, -1),
  fingerprint.replace(/.{8}/g, '$& '),
])('reads the fingerprint %j', (text) => {
  expect(parseKeyText(text)).toEqual({ fingerprint })
})

it('reads a public key in PEM', async () => {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const { publicKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))
  expect(parseKeyText(`\n${formatPublicKey(spki)}`)).toEqual({ fingerprint: toFingerprint(spki) })
})

it.each([
  ['', /neither a fingerprint of 64 digits nor a public key/],
  ['the key of the proxy', /neither a fingerprint/],
  [fingerprint.slice(1), /has 64 digits .* this text has 63/],
  ['-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', /The text is not a key of ECDSA/],
  ['-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', /is a private key/],
])('says what is wrong with %j', (text, message) => {
  expect(parseKeyText(text).problem).toMatch(message)
})
