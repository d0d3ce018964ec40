import { createHash, generateKeyPairSync, sign, webcrypto } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { runOpenssl } from '../testing/openssl.ts'
import { parseDerSignature, toDerSignature } from './der-signature.ts'
import { formatPublicKey, parsePublicKey, toFingerprint } from './public-key.ts'
import { signBytes, verifySignature } from './verify-signature.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const
const message = new TextEncoder().encode('{"a":"é"}')
let keys: CryptoKeyPair
let spki: Uint8Array

beforeAll(async () => {
  keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  spki = new Uint8Array(await webcrypto.subtle.exportKey('spki', keys.publicKey))
})

describe('signatures', () => {
  it('are written as DER, which openssl verifies', async () => {
    for (let run = 0; run < 8; run++) {
      const signature = await signBytes(keys.privateKey, message)
      const files = { message, signature, 'key.pem': formatPublicKey(spki) }
      const args = ['dgst', '-sha256', '-verify', 'key.pem', '-signature', 'signature', 'message']
      runOpenssl(args, files, ({ stdout, isOk }) => {
        expect(stdout).toBe('Verified OK\n')
        expect(isOk).toBe(true)
      })
      runOpenssl(args, { ...files, message: '{}' }, ({ stdout, isOk }) => {
        expect(stdout).toBe('Verification failure\n')
        expect(isOk).toBe(false)
      })
    }
  })

  it('of openssl are verified, with the key that openssl wrote', async () => {
    const [key, publicKey] = runOpenssl(
      ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'key.pem'],
      {},
      ({ read }) => {
        const pem = read('key.pem')
        const args = ['ec', '-in', 'key.pem', '-pubout', '-out', 'public.pem']
        return [
          pem,
          runOpenssl(args, { 'key.pem': pem }, (run) => run.read('public.pem').toString()),
        ]
      },
    )
    const signature = runOpenssl(
      ['dgst', '-sha256', '-sign', 'key.pem', '-out', 'signature', 'message'],
      { 'key.pem': key, message },
      ({ read }) => new Uint8Array(read('signature')),
    )
    const parsed = parsePublicKey(publicKey)
    if (!parsed.spki) throw new Error(parsed.problem)
    expect(formatPublicKey(parsed.spki)).toBe(publicKey)
    expect(await verifySignature(parsed.spki, signature, message)).toBe(true)
    expect(await verifySignature(parsed.spki, signature, message.slice(1))).toBe(false)
    expect(await verifySignature(spki, signature, message)).toBe(false)
    const raw = parseDerSignature(signature).raw ?? new Uint8Array()
    expect(toDerSignature(raw)).toEqual(signature)
  })

  it('of Node have the same DER, whatever their numbers', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    for (let run = 0; run < 300; run++) {
      const der = new Uint8Array(sign('sha256', Uint8Array.of(run), privateKey))
      const { raw = new Uint8Array() } = parseDerSignature(der)
      expect(raw).toHaveLength(64)
      expect(toDerSignature(raw)).toEqual(der)
    }
  })

  it('go from r‖s to DER and back, with numbers of every length', () => {
    const number = fc
      .uint8Array({ minLength: 1, maxLength: 32 })
      .filter((bytes) => bytes.some((byte) => byte !== 0))
      .map((bytes) => [...new Array(32 - bytes.length).fill(0), ...bytes])
    fc.assert(
      fc.property(number, number, (r, s) => {
        const raw = Uint8Array.of(...r, ...s)
        expect(parseDerSignature(toDerSignature(raw))).toEqual({ raw })
      }),
    )
  })

  it('have one DER form: every other sequence of bytes is another signature or none', () => {
    const bytes = fc.uint8Array({ maxLength: 80 })
    const nearly = fc
      .tuple(fc.uint8Array({ minLength: 64, maxLength: 64 }), fc.nat(80), fc.nat(255))
      .filter(([raw]) => raw.some((byte) => byte !== 0))
      .map(([raw, at, byte]) => {
        const der = toDerSignature(raw.map((each) => each || 1))
        return der.map((each, index) => (index === at % der.length ? byte : each))
      })
    fc.assert(
      fc.property(fc.oneof(bytes, nearly), (der) => {
        const { raw } = parseDerSignature(der)
        if (raw) expect([...toDerSignature(raw)]).toEqual([...der])
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['', 'is not a signature in DER'],
    ['3006020101020101ff', 'is cut off, or has bytes behind the signature'],
    ['3007020101020101ff', 'has bytes behind its two numbers'],
    ['300702020001020101', 'has a number with needless zeros'],
    ['3006020100020101', 'has the number zero'],
    ['30060201ff020101', 'has a negative number'],
    ['3003020101', 'does not have two numbers'],
    ['300602010102017f'.replace('02017f', '02027f'), 'does not have two numbers'],
    [`3026022101${'00'.repeat(32)}020101`, 'has a number of more than 256 bits'],
  ])('%s %s', (hex, problem) => {
    expect(parseDerSignature(Buffer.from(hex, 'hex')).problem).toBe(problem)
  })

  it('of another length or with the number zero are no signatures', async () => {
    expect(() => toDerSignature(new Uint8Array(63))).toThrow('has 64 bytes, this one has 63')
    expect(() => toDerSignature(new Uint8Array(64))).toThrow('two numbers above zero')
    expect(await verifySignature(spki, new Uint8Array(), message)).toBe(false)
    const noPoint = spki.map((byte, at) => (at > 30 ? 0xff : byte))
    const signature = await signBytes(keys.privateKey, message)
    expect(await verifySignature(noPoint, signature, message)).toBe(false)
  })
})

describe('public keys', () => {
  it('have the PEM and the fingerprint that openssl gives', () => {
    const pem = formatPublicKey(spki)
    const args = ['pkey', '-pubin', '-in', 'key.pem', '-outform', 'DER', '-out', 'key.der']
    runOpenssl(args, { 'key.pem': pem }, ({ isOk, read }) => {
      expect(isOk).toBe(true)
      const der = read('key.der')
      expect(der.equals(spki)).toBe(true)
      expect(toFingerprint(spki)).toBe(createHash('sha256').update(der).digest('hex'))
    })
    expect(parsePublicKey(pem).spki).toEqual(spki)
    expect(parsePublicKey(`\r\n${pem.replaceAll('\n', '\r\n')} `).spki).toEqual(spki)
  })

  it('are refused when they are no public keys of P-256, with what they are', () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const privatePem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const ed25519 = generateKeyPairSync('ed25519').publicKey
    const otherPem = ed25519.export({ type: 'spki', format: 'pem' }).toString()
    expect(parsePublicKey(privatePem).problem).toContain('is a private key')
    expect(parsePublicKey(otherPem).problem).toContain('is not a key of ECDSA P-256')
    expect(parsePublicKey('abc').problem).toContain('is not a public key in PEM')
    expect(parsePublicKey(formatPublicKey(spki).replace(/[a-z]/, '')).problem).toContain('PEM')
  })
})
