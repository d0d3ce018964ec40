/**
 * A timestamp authority (RFC 3161) of the tests' own: the real `openssl ts`, with a root and with certificates that are
 * sound, expired, for another purpose, or of another root.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Which certificate signs. */
export type SignerName = 'sound' | 'rsa' | 'expired' | 'code-signing' | 'other-root'

/** An authority; its files are deleted by `dispose`. */
export type TestAuthority = {
  /** The certificate of the root, in PEM, and the path of its file. */
  rootPem: string
  rootFile: string
  /** A file in the folder of the authority. */
  fileOf: (name: string, content: string | Uint8Array) => string
  /** Runs `openssl` in that folder; rejects when it fails. */
  openssl: (...parameters: string[]) => Promise<string>
  /** Answers a TimeStampReq as `openssl ts -reply` does. */
  reply: (query: Uint8Array, signer?: SignerName) => Promise<Uint8Array>
  /** Makes a TimeStampResp for a SHA-256 digest in hexadecimal digits. */
  stamp: (sha256: string, signer?: SignerName) => Promise<Uint8Array>
  dispose: () => void
}

const settings = `
[ca]
default_ca = ca_default
[ca_default]
new_certs_dir = .
database = index.txt
serial = ca-serial
policy = any
default_md = sha256
unique_subject = no
[any]
commonName = supplied
organizationName = optional
[req]
prompt = no
distinguished_name = dn
[dn]
CN = x
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[other]
basicConstraints = CA:FALSE
extendedKeyUsage = critical,codeSigning
[tsa]
default_tsa = tsa_default
[tsa_default]
serial = ./tsa-serial
signer_digest = sha256
default_policy = 1.3.6.1.4.1.13762.3
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
ordering = no
`

/** Creates an authority in a folder of its own. */
export async function createTestAuthority(): Promise<TestAuthority> {
  const folder = mkdtempSync(join(tmpdir(), 'gumshoe-tsa-'))
  const run = promisify(execFile)
  const openssl = async (...parameters: string[]) =>
    (await run('openssl', parameters, { cwd: folder })).stdout
  const fileOf = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  fileOf('tsa.cnf', settings)
  fileOf('index.txt', '')
  fileOf('ca-serial', '1000')
  fileOf('tsa-serial', '01')
  await createCertificates(openssl)
  let count = 0

  async function reply(query: Uint8Array, signer: SignerName = 'sound'): Promise<Uint8Array> {
    const name = `${++count}`
    fileOf(`${name}.tsq`, query)
    if (signer === 'code-signing') return replyByAnyPurpose(name)
    const key = signer === 'rsa' ? 'rsa.key' : 'tsa.key'
    const chain = signer === 'other-root' ? 'other-root.pem' : 'root.pem'
    const names = ['-queryfile', `${name}.tsq`, '-signer', `${signer}.pem`, '-inkey', key]
    const more = ['-chain', chain, '-out', `${name}.tsr`]
    await openssl('ts', '-reply', '-config', 'tsa.cnf', ...names, ...more)
    return readFileSync(join(folder, `${name}.tsr`))
  }

  /** `openssl ts` refuses to sign by a certificate for another purpose, so `openssl cms` does it. */
  async function replyByAnyPurpose(name: string): Promise<Uint8Array> {
    await reply(readFileSync(join(folder, `${name}.tsq`)))
    await openssl('ts', '-reply', '-in', `${count}.tsr`, '-token_out', '-out', 'token.der')
    await openssl(...'cms -verify -inform DER -in token.der -noverify -out info.der'.split(' '))
    const type = ['-econtent_type', '1.2.840.113549.1.9.16.1.4']
    const names = ['-in', 'info.der', '-signer', 'code-signing.pem', '-inkey', 'tsa.key']
    const form = ['-sign', '-binary', '-nodetach', '-cades', '-outform', 'DER']
    await openssl('cms', ...form, ...type, ...names, '-out', 'other.der')
    await openssl(...`ts -reply -in other.der -token_in -out ${name}.tsr`.split(' '))
    return readFileSync(join(folder, `${name}.tsr`))
  }

  async function stamp(sha256: string, signer?: SignerName): Promise<Uint8Array> {
    const name = `${++count}.tsq`
    await openssl('ts', '-query', '-digest', sha256, '-sha256', '-cert', '-out', name)
    return reply(readFileSync(join(folder, name)), signer)
  }

  return {
    rootPem: readFileSync(join(folder, 'root.pem'), 'utf8'),
    rootFile: join(folder, 'root.pem'),
    fileOf,
    openssl,
    reply,
    stamp,
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function createCertificates(openssl: TestAuthority['openssl']): Promise<void> {
  const newKey = {
    ec: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    rsa: ['-newkey', 'rsa:2048', '-nodes'],
  }
  const request = ['req', '-config', 'tsa.cnf']
  const selfSigned = ['-x509', '-extensions', 'root', '-days', '3650']
  const roots = { root: 'Test root', 'other-root': 'Other root' }
  for (const [name, subject] of Object.entries(roots)) {
    const files = ['-keyout', `${name}.key`, '-out', `${name}.pem`]
    const names = ['-subj', `/O=Gumshoe tests/CN=${subject}`]
    await openssl(...request, ...selfSigned, ...newKey.rsa, ...files, ...names)
  }
  const signer = ['-subj', '/O=Gumshoe tests/CN=Test timestamp authority']
  for (const [name, kind] of [
    ['tsa', newKey.ec],
    ['rsa', newKey.rsa],
  ] as const) {
    const files = ['-keyout', `${name}.key`, '-out', `${name}.csr`]
    await openssl(...request, ...kind, ...files, ...signer)
  }
  const sign = (name: string, csr: string, root: string, ...more: string[]) => {
    const files = ['-in', `${csr}.csr`, '-out', `${name}.pem`]
    const by = ['-cert', `${root}.pem`, '-keyfile', `${root}.key`]
    return openssl('ca', '-config', 'tsa.cnf', '-batch', '-notext', ...files, ...by, ...more)
  }
  const month = ['-days', '30']
  const past = ['-startdate', '20200101000000Z', '-enddate', '20210101000000Z']
  await sign('sound', 'tsa', 'root', '-extensions', 'signer', ...month)
  await sign('rsa', 'rsa', 'root', '-extensions', 'signer', ...month)
  await sign('expired', 'tsa', 'root', '-extensions', 'signer', ...past)
  await sign('code-signing', 'tsa', 'root', '-extensions', 'other', ...month)
  await sign('other-root', 'tsa', 'other-root', '-extensions', 'signer', ...month)
}

/** Serves on loopback: each request is answered by `listener`. */
export async function serveOnLoopback(
  listener: RequestListener,
): Promise<{ url: string; close: () => void }> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
