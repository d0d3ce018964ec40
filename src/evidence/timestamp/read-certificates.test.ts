import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestAuthority, type TestAuthority } from '../testing/timestamp-authority.ts'
import { maxCertificateBytes, readCertificateFile } from './read-certificates.ts'
import { verifyTimestamp } from './verify-timestamp.ts'

let authority: TestAuthority
beforeAll(async () => {
  authority = await createTestAuthority()
})
afterAll(() => authority.dispose())

const encode = (text: string) => new TextEncoder().encode(text)
const rootName = 'Test root, Gumshoe tests'

describe('a file with certificates', () => {
  it('is PEM or DER, and the timestamp holds by either', async () => {
    const der = authority.fileOf('root.der', '')
    await authority.openssl('x509', '-in', 'root.pem', '-outform', 'DER', '-out', 'root.der')
    const sha256 = 'ab'.repeat(32)
    const response = await authority.stamp(sha256)
    for (const bytes of [encode(authority.rootPem), Uint8Array.from(readFileSync(der))]) {
      const { certificates } = readCertificateFile(bytes, 'root')
      expect(certificates?.names).toEqual([rootName])
      const found = await verifyTimestamp(response, sha256, certificates?.pems)
      expect(found).toMatchObject({ isTrusted: true, problems: [] })
    }
  })

  it('may have several, among other text', () => {
    const text = `Subject: a\n${authority.rootPem}\n# b\n${authority.rootPem}`
    expect(readCertificateFile(encode(text), 'all.pem').certificates?.names).toEqual([
      rootName,
      rootName,
    ])
  })

  it.each([
    [
      'key.pem',
      '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
      /^key\.pem is PEM, but contains no certificate\. Ask/,
    ],
    ['note.txt', 'A note.', /^note\.txt contains no readable certificate in PEM or DER\. Ask/],
    ['empty.der', '', /^empty\.der contains no readable certificate/],
    [
      'bad.pem',
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
      /^bad\.pem contains no readable certificate/,
    ],
    [
      'long.pem',
      'x'.repeat(maxCertificateBytes + 1),
      /^long\.pem is too large for a file of certificates \(more than 1,048,576 bytes\)\.$/,
    ],
  ])('is refused by name: %s', (name, text, problem) => {
    expect(readCertificateFile(encode(text), name).problem).toMatch(problem)
  })

  it('names the certificate that is damaged', () => {
    const text = `${authority.rootPem}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`
    expect(readCertificateFile(encode(text), 'all.pem').problem).toMatch(
      /^Certificate 2 of all\.pem is damaged\./,
    )
  })
})
