import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { WitnessHead } from '../../contract/witness.ts'
import { runOpenssl } from '../../evidence/testing/openssl.ts'
import { formatHead } from '../../evidence/witness/format-record.ts'
import { Secret } from '../config/secret.ts'
import { createEphemeralKey, formatKeyNotice, importSigningKey } from './signing-key.ts'

const head: WitnessHead = {
  ...{ type: 'gumshoe-witness-head/1', first: 1, last: 2, previous: null, latest: 'a' },
  ...{ root: 'b', key: 'c', at: '2026-11-21T12:00:00.000Z' },
}
const toPem = (pair: ReturnType<typeof generateKeyPairSync>) =>
  pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

describe('the signing key', () => {
  it('of the settings signs as its public key verifies, and has its fingerprint', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const key = await importSigningKey(new Secret(toPem(pair)))
    const spki = pair.publicKey.export({ type: 'spki', format: 'der' })
    expect(key?.publicKey).toEqual({
      fingerprint: createHash('sha256').update(spki).digest('hex'),
      pem: pair.publicKey.export({ type: 'spki', format: 'pem' }),
      isEphemeral: false,
    })
    // Node reads DER unless told otherwise, as openssl does.
    const signature = Buffer.from((await key?.sign(head)) ?? '', 'base64')
    expect(verify('sha256', formatHead(head), pair.publicKey, signature)).toBe(true)
    expect(verify('sha256', Buffer.from('x'), pair.publicKey, signature)).toBe(false)
  })

  it('of openssl is read, and openssl verifies what it signs', async () => {
    const args = ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']
    const pem = runOpenssl(args, {}, ({ stdout }) => stdout)
    const key = await importSigningKey(new Secret(pem))
    const publicPem = runOpenssl(
      ['pkey', '-in', 'k', '-pubout'],
      { k: pem },
      ({ stdout }) => stdout,
    )
    expect(key?.publicKey.pem).toBe(publicPem)
    const files = {
      ...{ pub: publicPem, head: formatHead(head) },
      signature: Buffer.from((await key?.sign(head)) ?? '', 'base64'),
    }
    const check = ['dgst', '-sha256', '-verify', 'pub', '-signature', 'signature', 'head']
    expect(runOpenssl(check, files, ({ isOk, stdout }) => [isOk, stdout])).toEqual([
      true,
      'Verified OK\n',
    ])
    const changed = { ...files, head: 'x' }
    expect(runOpenssl(check, changed, ({ isOk }) => isOk)).toBe(false)
  })

  it('that is made at the start is another one each time, and says so', async () => {
    const [a, b] = [await createEphemeralKey(), await createEphemeralKey()]
    expect(a.publicKey.fingerprint).not.toBe(b.publicKey.fingerprint)
    expect(a.publicKey.isEphemeral).toBe(true)
    const signature = Buffer.from(await a.sign(head), 'base64')
    const publicKey = createPublicKey(a.publicKey.pem)
    expect(verify('sha256', formatHead(head), publicKey, signature)).toBe(true)
    expect(formatKeyNotice(a.publicKey)).toMatch(
      /: sha256:[0-9a-f]{64} \(made at start; receipts say so\)$/,
    )
    expect(formatKeyNotice({ ...a.publicKey, isEphemeral: false })).toMatch(/sha256:[0-9a-f]{64}$/)
  })

  it.each([
    ['another curve', toPem(generateKeyPairSync('ec', { namedCurve: 'P-384' }))],
    ['RSA', toPem(generateKeyPairSync('rsa', { modulusLength: 2_048 }))],
    ['Ed25519', toPem(generateKeyPairSync('ed25519'))],
    ['no key', '-----BEGIN PRIVATE KEY-----\naGVsbG8=\n-----END PRIVATE KEY-----\n'],
    ['no Base64', '-----BEGIN PRIVATE KEY-----\n=a=\n-----END PRIVATE KEY-----\n'],
  ])('cannot be %s', async (_, pem) => {
    expect(await importSigningKey(new Secret(pem))).toBeUndefined()
  })

  it('cannot be printed', async () => {
    const pem = toPem(generateKeyPairSync('ec', { namedCurve: 'P-256' }))
    const secret = new Secret(pem)
    const key = await importSigningKey(secret)
    const printed = [inspect({ key, secret }, { depth: 9, showHidden: true }), `${secret}`]
    const text = [...printed, JSON.stringify({ key, secret })].join('')
    const d = createPrivateScalar(pem)
    for (const form of [...pem.split('\n').slice(1, -2), d]) expect(text).not.toContain(form)
  })
})

/** The private number of a key in hexadecimal digits: 32 bytes behind the tag of an octet string of that length. */
function createPrivateScalar(pem: string): string {
  const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64').toString('hex')
  return der.slice(der.indexOf('0420') + 4).slice(0, 64)
}
