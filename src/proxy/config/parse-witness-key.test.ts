import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { expectNoCanary } from '../testing/test-proxy.ts'
import { parseConfig } from './config.ts'
import { takeSettings } from './take-settings.ts'

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const secretLine = pem.split('\n')[1] ?? ''

const parse = (env: Record<string, string>, files: Record<string, string> = {}) =>
  parseConfig(env, (path) => files[path])

describe('the setting of the witness key', () => {
  it('is a file, or the key itself, in demo mode and with a token', () => {
    for (const parsed of [
      parse({ WITNESS_KEY: pem }),
      parse({ WITNESS_KEY_FILE: '/k.pem' }, { '/k.pem': `\n${pem}\n` }),
      parse({ WITNESS_KEY: pem.replaceAll('\n', '\r\n'), CLOUDFLARE_API_TOKEN: 'x'.repeat(40) }),
    ]) {
      if ('problems' in parsed) throw new Error(parsed.problems.join())
      expect(parsed.config.witnessKey?.reveal()).toContain(secretLine)
      expect(JSON.stringify(parsed)).not.toContain(secretLine)
    }
    expect(parse({})).toMatchObject({ config: { witnessKey: undefined } })
  })

  it('is deleted from the environment', () => {
    const env: Record<string, string | undefined> = { WITNESS_KEY: pem, WITNESS_KEY_FILE: 'x' }
    expect(takeSettings(env).WITNESS_KEY).toBe(pem)
    expect(env).toEqual({ WITNESS_KEY_FILE: 'x' })
  })

  it.each<[string, string, RegExp]>([
    ['an empty one', ' \n', /is empty\. Make one with npm run witness:key\.$/],
    ['a public key', pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(), /public/],
    ['a password', pem.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE'), /password.*openssl pkcs8 -in/],
    ['the older form', pem.replaceAll('PRIVATE', 'EC PRIVATE'), /older form.*-topk8 -nocrypt/],
    ['two keys', pem + pem, /one block/],
    ['a key and more', `${pem}x`, /one block/],
    ['a token', 'Canary-token_0123456789.abcdefXYZ~/+Q', /is no private key in PEM/],
    ['a long file', pem.replace('\n', `\n${'A'.repeat(5_000)}\n`), /one block/],
  ])('refuses %s, and says what to do', (_, text, problem) => {
    const parsed = parse({ WITNESS_KEY_FILE: '/k.pem' }, { '/k.pem': text })
    const problems = 'problems' in parsed ? parsed.problems : []
    expect(problems).toEqual([expect.stringMatching(/^The file in WITNESS_KEY_FILE /)])
    expect(problems[0]).toMatch(problem)
    expect(problems[0]).not.toContain(secretLine)
    expectNoCanary(problems)
  })

  it('refuses a file that cannot be read, and both settings at once', () => {
    expect(parse({ WITNESS_KEY_FILE: '/k.pem' })).toMatchObject({
      problems: [expect.stringMatching(/cannot be read\. Make one/)],
    })
    expect(parse({ WITNESS_KEY_FILE: '' })).toMatchObject({
      problems: [expect.stringMatching(/cannot be read/)],
    })
    expect(parse({ WITNESS_KEY_FILE: '/k.pem', WITNESS_KEY: pem })).toEqual({
      problems: ['WITNESS_KEY and WITNESS_KEY_FILE are both set. Keep one.'],
    })
  })

  it('refuses misspelled names', () => {
    expect(parse({ WITNESS_KEYFILE: '/k.pem' })).toMatchObject({
      problems: [expect.stringContaining('did you mean WITNESS_KEY_FILE?')],
    })
  })
})
