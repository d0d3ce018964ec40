/** Checks the signature of a timestamp, and that the certificate which it names may make timestamps. */
import {
  type Attribute,
  type Certificate,
  ExtKeyUsage,
  getCrypto,
  IssuerAndSerialNumber,
} from 'pkijs'
import { formatHex } from '../encoding/hex.ts'
import { formatSubject, hasUnknownLimit, isValidAt } from './certificate-path.ts'
import { berTags, getBerContent, readBerChildren, readBerElements } from './read-ber.ts'
import { type TimestampToken, toBuffer } from './read-token.ts'

/** The signer of a token, and why the signature does not hold. */
export type SignerFinding = { certificate: Certificate | undefined; problems: readonly string[] }

const attributeTypes = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const

const timestampInfoId = '2a864886f70d0109100104'
const timeStamping = '1.3.6.1.5.5.7.3.8'

/** The digests that a signature may use. SHA-1 is not one: two texts with one digest can be made. */
const digestNames: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
}

/** The same by the content of their object ids, in hexadecimal digits. */
const digestNamesById: Readonly<Record<string, string>> = {
  '608648016503040201': 'SHA-256',
  '608648016503040202': 'SHA-384',
  '608648016503040203': 'SHA-512',
}

/** Checks the signer. Never rejects: what cannot be checked is a problem. */
export async function checkSigner(token: TimestampToken): Promise<SignerFinding> {
  const found = findSigner(token)
  if (!found)
    return { certificate: undefined, problems: ['the certificate of its signer is missing'] }
  const { certificate, bytes } = found
  const problems = [...findCertificateProblems(certificate, token.info.genTime.getTime())]
  try {
    problems.push(...(await findAttributeProblems(token, bytes)))
    if (!(await isSignatureValid(token, certificate))) problems.push('its signature is wrong')
  } catch {
    problems.push('its signature cannot be checked: it is damaged, or of an unknown kind')
  }
  return { certificate, problems }
}

function findSigner({ signer, certificates }: TimestampToken) {
  const { sid } = signer
  if (!(sid instanceof IssuerAndSerialNumber)) return undefined
  return certificates.find(
    ({ certificate }) =>
      certificate.issuer.isEqual(sid.issuer) && certificate.serialNumber.isEqual(sid.serialNumber),
  )
}

function findCertificateProblems(certificate: Certificate, atMs: number): string[] {
  const name = `the certificate of its signer, “${formatSubject(certificate)}”,`
  const problems: string[] = []
  if (!isValidAt(certificate, atMs)) problems.push(`${name} was not valid at that time`)
  const purposes = certificate.extensions?.find(({ extnID }) => extnID === '2.5.29.37')
  const { parsedValue } = purposes ?? {}
  // RFC 3161, section 2.3: this purpose alone, in a critical extension.
  const isForTime =
    parsedValue instanceof ExtKeyUsage && parsedValue.keyPurposes.join() === timeStamping
  if (!isForTime || !purposes?.critical) problems.push(`${name} is not for timestamps alone`)
  if (hasUnknownLimit(certificate)) problems.push(`${name} has a limit that cannot be checked`)
  return problems
}

async function findAttributeProblems(
  { signer, infoBytes }: TimestampToken,
  certificateBytes: Uint8Array,
): Promise<string[]> {
  const digestName = digestNames[signer.digestAlgorithm.algorithmId]
  if (digestName === undefined) return ['its signature uses a digest that is not SHA-256 or longer']
  const attributes = signer.signedAttrs?.attributes ?? []
  const find = (type: string) => findValue(attributes, type)
  const problems: string[] = []
  if (
    formatHex(getBerContent(find(attributeTypes.contentType), berTags.objectId)) !== timestampInfoId
  ) {
    problems.push('its signature is over content of another type')
  }
  const digest = getBerContent(find(attributeTypes.messageDigest), berTags.octetString)
  if (formatHex(digest) !== (await digestHex(digestName, infoBytes))) {
    problems.push('its content was changed after it was signed')
  }
  if (!(await namesCertificate(attributes, certificateBytes))) {
    problems.push('its signature names another certificate')
  }
  return problems
}

/** Whether the signed attributes have the digest of the certificate (RFC 5035; RFC 3161 has the older form). */
async function namesCertificate(
  attributes: readonly Attribute[],
  certificate: Uint8Array,
): Promise<boolean> {
  const newer = findValue(attributes, attributeTypes.signingCertificateV2)
  const older = findValue(attributes, attributeTypes.signingCertificate)
  const [list] = readBerChildren(newer ?? older, berTags.sequence)
  const [first] = readBerChildren(list, berTags.sequence)
  const parts = readBerChildren(first, berTags.sequence)
  const [algorithm] = parts[0]?.tag === berTags.sequence ? readBerElements(parts[0].content) : []
  const id = algorithm && formatHex(getBerContent(algorithm, berTags.objectId))
  const name = !newer ? 'SHA-1' : id === undefined ? 'SHA-256' : digestNamesById[id]
  const digest = parts.find(({ tag }) => tag === berTags.octetString)
  if (name === undefined) return false
  return (
    formatHex(getBerContent(digest, berTags.octetString)) === (await digestHex(name, certificate))
  )
}

/** The only value of an attribute; `undefined` when the attribute is missing, repeated or has several values. */
function findValue(attributes: readonly Attribute[], type: string) {
  const found = attributes.filter((attribute) => attribute.type === type)
  const [value, ...others] = found.flatMap(({ values }) => values)
  if (found.length !== 1 || value === undefined || others.length > 0) return undefined
  const bytes: ArrayBuffer = value.toBER(false)
  return readBerElements(new Uint8Array(bytes))[0]
}

/** The digest over the signed attributes; RFC 5652, section 5.4 has them signed as a SET. */
async function isSignatureValid(
  { signer }: TimestampToken,
  { subjectPublicKeyInfo }: Certificate,
): Promise<boolean> {
  if (!signer.signedAttrs) return false
  const { encodedValue } = signer.signedAttrs
  const { signature, signatureAlgorithm, digestAlgorithm } = signer
  const rsa = '1.2.840.113549.1.1.1'
  const digestName =
    signatureAlgorithm.algorithmId === rsa ? digestNames[digestAlgorithm.algorithmId] : undefined
  return getCrypto(true).verifyWithPublicKey(
    encodedValue,
    signature,
    subjectPublicKeyInfo,
    signatureAlgorithm,
    digestName,
  )
}

async function digestHex(name: string, bytes: Uint8Array): Promise<string> {
  return formatHex(new Uint8Array(await crypto.subtle.digest(name, toBuffer(bytes))))
}
