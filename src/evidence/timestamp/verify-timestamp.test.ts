import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createTestAuthority,
  type SignerName,
  type TestAuthority,
} from '../testing/timestamp-authority.ts'
import { verifyTimestamp } from './verify-timestamp.ts'

const receipt = '{"_type":"https://in-toto.io/Statement/v1"}'
const sha256 = createHash('sha256').update(receipt).digest('hex')
const signerName = 'Test timestamp authority, Gumshoe tests'

let authority: TestAuthority
const responses = new Map<SignerName, Uint8Array>()
/** Between these times the responses were made. */
const made = { fromMs: 0, untilMs: 0 }
beforeAll(async () => {
  authority = await createTestAuthority()
  made.fromMs = Date.now()
  for (const name of ['sound', 'rsa', 'expired', 'code-signing', 'other-root'] as const) {
    responses.set(name, await authority.stamp(sha256, name))
  }
  made.untilMs = Date.now()
})
afterAll(() => authority.dispose())

function get(name: SignerName): Uint8Array {
  const response = responses.get(name)
  if (!response) throw new Error(`There is no response of ${name}.`)
  return response
}

const isDecidedByOpenssl = async (response: Uint8Array) => {
  const data = authority.fileOf('receipt.json', receipt)
  const tsr = authority.fileOf('checked.tsr', response)
  const files = ['-data', data, '-in', tsr, '-CAfile', authority.rootFile]
  return authority.openssl('ts', '-verify', ...files).then(
    () => true,
    () => false,
  )
}

describe('a timestamp', () => {
  it.each(['sound', 'rsa'] as const)('holds as openssl says: %s', async (name) => {
    const found = await verifyTimestamp(get(name), sha256, [authority.rootPem])
    expect(found).toEqual({
      timeMs: expect.any(Number),
      authority: signerName,
      problems: [],
      isTrusted: true,
    })
    // A timestamp is in whole seconds.
    expect(found.timeMs).toBeGreaterThan(made.fromMs - 1_000)
    expect(found.timeMs).toBeLessThanOrEqual(made.untilMs)
    expect(await isDecidedByOpenssl(get(name))).toBe(true)
  })

  it('names its signer, and trusts nobody, without a certificate to trust', async () => {
    const found = await verifyTimestamp(get('sound'), sha256)
    expect(found).toMatchObject({ authority: signerName, problems: [], isTrusted: false })
  })

  it.each<[SignerName, RegExp]>([
    ['expired', /was not valid at that time/],
    ['code-signing', /is not for timestamps alone/],
    ['other-root', /does not lead to a certificate that you trust/],
  ])('does not hold with a certificate that is %s, as openssl says', async (name, problem) => {
    const { problems, isTrusted } = await verifyTimestamp(get(name), sha256, [authority.rootPem])
    expect(problems.join(' ')).toMatch(problem)
    expect(isTrusted).toBe(false)
    expect(await isDecidedByOpenssl(get(name))).toBe(false)
  })

  it('is not one of another file', async () => {
    const other = createHash('sha256').update('other').digest('hex')
    const found = await verifyTimestamp(get('sound'), other, [authority.rootPem])
    expect(found.problems.join()).toContain('it is about another file')
    expect(found.isTrusted).toBe(false)
  })

  it('leads to a trusted certificate over intermediate ones, also among several in one text', async () => {
    const { openssl, fileOf } = authority
    const extensions = 'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign'
    const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', 'middle.key', '-out', 'middle.csr']
    await openssl('req', '-config', 'tsa.cnf', ...key, '-subj', '/CN=Middle')
    const sign = (name: string, csr: string, by: string, text: string) => {
      const file = fileOf(`${name}.ext`, text)
      const names = ['-in', `${csr}.csr`, '-out', `${name}.pem`, '-CA', `${by}.pem`]
      const more = ['-CAkey', `${by}.key`, '-CAcreateserial', '-days', '30', '-extfile', file]
      return openssl('x509', '-req', ...names, ...more)
    }
    await sign('middle', 'middle', 'root', extensions)
    await sign('below', 'tsa', 'middle', 'extendedKeyUsage=critical,timeStamping')
    const query = ['-digest', sha256, '-sha256', '-cert', '-out', 'below.tsq']
    await openssl('ts', '-query', ...query)
    const names = ['-queryfile', 'below.tsq', '-signer', 'below.pem', '-inkey', 'tsa.key']
    const more = ['-chain', 'middle.pem', '-out', 'below.tsr']
    await openssl('ts', '-reply', '-config', 'tsa.cnf', ...names, ...more)
    const folder = authority.rootFile.replace(/root\.pem$/, '')
    const response = readFileSync(`${folder}below.tsr`)
    const middle = readFileSync(`${folder}middle.pem`, 'utf8')
    const otherRoot = readFileSync(`${folder}other-root.pem`, 'utf8')
    for (const pems of [[`${otherRoot}\n${authority.rootPem}`], [otherRoot, middle]]) {
      expect(await verifyTimestamp(response, sha256, pems)).toMatchObject({
        problems: [],
        isTrusted: true,
      })
    }
    const untrusted = await verifyTimestamp(response, sha256, [otherRoot])
    expect(untrusted.problems.join()).toContain('does not lead to a certificate that you trust')
  })

  it('may come with a certificate that has the name of its root and another key', async () => {
    const { openssl } = authority
    const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', 'namesake.key']
    const subject = ['-subj', '/O=Gumshoe tests/CN=Test root', '-extensions', 'root']
    const request = ['-config', 'tsa.cnf', '-x509', '-days', '30', '-out', 'namesake.pem']
    await openssl('req', ...request, ...key, ...subject)
    await openssl('ts', '-query', '-digest', sha256, '-sha256', '-cert', '-out', 'named.tsq')
    const names = ['-queryfile', 'named.tsq', '-signer', 'sound.pem', '-inkey', 'tsa.key']
    const more = ['-chain', 'namesake.pem', '-out', 'named.tsr']
    await openssl('ts', '-reply', '-config', 'tsa.cnf', ...names, ...more)
    const response = readFileSync(authority.rootFile.replace(/root\.pem$/, 'named.tsr'))
    const found = await verifyTimestamp(response, sha256, [authority.rootPem])
    expect(found).toMatchObject({ problems: [], isTrusted: true })
  })

  it('is judged soon, although its certificates all vouch for each other', async () => {
    // 40 authorities of one name and one key, of which each could have signed each.
    const { openssl, fileOf } = authority
    const extensions = ['-extensions', 'root', '-subj', '/CN=Circle', '-days', '30']
    const key = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      'c.key',
    ]
    await openssl('req', '-config', 'tsa.cnf', '-x509', ...key, ...extensions, '-out', 'c0.pem')
    const pems = [readFileSync(fileOf('c0.pem', await openssl('x509', '-in', 'c0.pem')), 'utf8')]
    for (let index = 1; index < 40; index++) {
      const again = ['-x509', '-key', 'c.key', ...extensions]
      pems.push(await openssl('req', '-config', 'tsa.cnf', ...again))
    }
    fileOf('circle.pem', pems.join(''))
    await openssl(
      'req',
      '-config',
      'tsa.cnf',
      '-key',
      'tsa.key',
      '-new',
      '-subj',
      '/CN=Inside',
      '-out',
      'in.csr',
    )
    const purpose = fileOf('in.ext', 'extendedKeyUsage=critical,timeStamping')
    const names = ['-in', 'in.csr', '-out', 'in.pem', '-CA', 'c0.pem', '-CAkey', 'c.key']
    await openssl('x509', '-req', ...names, '-CAcreateserial', '-days', '30', '-extfile', purpose)
    await openssl('ts', '-query', '-digest', sha256, '-sha256', '-cert', '-out', 'in.tsq')
    const reply = ['-queryfile', 'in.tsq', '-signer', 'in.pem', '-inkey', 'tsa.key']
    const chain = ['-chain', 'circle.pem', '-out', 'in.tsr']
    await openssl('ts', '-reply', '-config', 'tsa.cnf', ...reply, ...chain)
    const response = readFileSync(authority.rootFile.replace(/root\.pem$/, 'in.tsr'))
    const startedMs = performance.now()
    const { problems } = await verifyTimestamp(response, sha256, [authority.rootPem])
    expect(problems.join()).toContain('does not lead to a certificate that you trust')
    expect(performance.now() - startedMs).toBeLessThan(10_000)
  })

  it('says which text is no certificate', async () => {
    for (const pem of ['hello', authority.rootPem.replaceAll(/M/g, 'N')]) {
      const { problems } = await verifyTimestamp(get('sound'), sha256, [pem])
      expect(problems.join()).toContain('cannot be read. Give it in PEM')
    }
  })

  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /is not a timestamp/],
    ['a page', Buffer.from('<html>'), /is not a timestamp/],
    ['2 MB', new Uint8Array(2_000_000).fill(0x30), /is longer than 1048576 bytes/],
    ['nested elements', new Uint8Array(100_000).fill(0x30), /is not a timestamp/],
    ['a refusal', Buffer.from('30053003020102', 'hex'), /a refusal of the authority \(status 2\)/],
  ])('is not %s', async (_, response, problem) => {
    const found = await verifyTimestamp(response, sha256)
    expect(found).toMatchObject({ timeMs: null, authority: null, isTrusted: false })
    expect(found.problems.join()).toMatch(problem)
  })

  it('may be in an element of indefinite length, as some authorities write it', async () => {
    // The first four bytes are the tag and the length.
    const inner = get('sound').subarray(4)
    const response = Buffer.concat([Buffer.from([0x30, 0x80]), inner, Buffer.from([0, 0])])
    const found = await verifyTimestamp(response, sha256, [authority.rootPem])
    expect(found).toMatchObject({ problems: [], isTrusted: true })
    expect(await isDecidedByOpenssl(response)).toBe(true)
  })

  it('is not followed by other bytes', async () => {
    const found = await verifyTimestamp(Buffer.concat([get('sound'), Buffer.from([0])]), sha256)
    expect(found.problems.join()).toMatch(/is not a timestamp/)
  })
})

describe('a changed byte of a timestamp', () => {
  it('is found, or changes nothing that the timestamp says', async () => {
    const response = get('sound')
    const pems = [authority.rootPem]
    const sound = await verifyTimestamp(response, sha256, pems)
    const unnoticed: number[] = []
    for (let at = 0; at < response.length; at += 3) {
      const changed = Uint8Array.from(response)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      const found = await verifyTimestamp(changed, sha256, pems)
      if (found.problems.length > 0) expect(found.isTrusted, `${at}`).toBe(false)
      else {
        expect(found, `${at}`).toEqual(sound)
        unnoticed.push(at)
      }
    }
    // Names of the root, which is trusted as it was given, and how the issuer of the signer is written.
    expect(unnoticed.length).toBeLessThan(response.length / 50)
  })
})
