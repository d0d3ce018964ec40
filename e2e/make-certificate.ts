/** Creates certificates for tests when they are needed, so that no private key is stored and none expires. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A certificate and its key, as PEM. */
export type Certificate = { cert: string; key: string }

/** A certificate authority that signs for a host name; `validDays` are counted from today, and may be negative. */
export type Authority = {
  cert: string
  issue: (host: string, validDays?: [from: number, to: number]) => Certificate
}

const pair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })

/** Creates an authority, which no client trusts yet. */
export function createAuthority(name: string): Authority {
  const own = pair()
  const isAuthority = extension([0x55, 0x1d, 0x13], node(0x30, Buffer.from([0x01, 0x01, 0xff])))
  return {
    cert: certify({ ...own, subject: name, issuer: name, extra: isAuthority }, own.privateKey),
    issue(host, days = [-1, 1]) {
      const { publicKey, privateKey } = pair()
      const names = node(0x30, node(0x82, Buffer.from(host)))
      const extra = extension([0x55, 0x1d, 0x11], names)
      const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
      const subject = { publicKey, subject: host, issuer: name, extra, days }
      return { cert: certify(subject, own.privateKey), key }
    },
  }
}

type Subject = {
  publicKey: KeyObject
  subject: string
  issuer: string
  extra: Buffer
  days?: [from: number, to: number]
}

const ecdsaWithSha256 = node(
  0x30,
  node(0x06, Buffer.from([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02])),
)

/** A certificate after RFC 5280, section 4.1, with only the fields that Node requires. */
function certify(
  { publicKey, subject, issuer, extra, days = [-1, 1] }: Subject,
  key: KeyObject,
): string {
  const body = node(
    0x30,
    node(0xa0, node(0x02, Buffer.from([2]))),
    node(0x02, Buffer.from([1, Math.floor(Math.random() * 256)])),
    ecdsaWithSha256,
    toName(issuer),
    node(0x30, ...days.map(toTime)),
    toName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    node(0xa3, node(0x30, extra)),
  )
  const signature = node(0x03, Buffer.from([0]), sign('sha256', body, key))
  const lines = node(0x30, body, ecdsaWithSha256, signature)
    .toString('base64')
    .match(/.{1,64}/g)
  return `-----BEGIN CERTIFICATE-----\n${lines?.join('\n')}\n-----END CERTIFICATE-----\n`
}

/** One value in DER: tag, length, and contents. */
function node(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const size = content.length
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}

function toName(text: string): Buffer {
  const commonName = node(0x06, Buffer.from([0x55, 0x04, 0x03]))
  return node(0x30, node(0x31, node(0x30, commonName, node(0x0c, Buffer.from(text)))))
}

function toTime(dayFromNow: number): Buffer {
  const time = new Date(Date.now() + dayFromNow * 86_400_000).toISOString()
  return node(0x18, Buffer.from(time.replace(/[-:T]|\.\d+/g, '')))
}

function extension(id: readonly number[], value: Buffer): Buffer {
  return node(0x30, node(0x06, Buffer.from(id)), node(0x04, value))
}
