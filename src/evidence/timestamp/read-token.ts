/** Reads a TimeStampResp (RFC 3161, section 2.4.2) into what has to be verified. */
import { Certificate, SignedData, type SignerInfo, TimeStampResp, TSTInfo } from 'pkijs'
import {
  type BerElement,
  berTags,
  getBerContent,
  readBerChildren,
  readBerElements,
} from './read-ber.ts'

/** The parts of a token. */
export type TimestampToken = {
  info: TSTInfo
  /** The bytes of `info`, over which the signer's digest is. */
  infoBytes: Uint8Array
  signer: SignerInfo
  /** The certificates of the token, with their bytes. */
  certificates: readonly { certificate: Certificate; bytes: Uint8Array }[]
}

const timestampInfoType = '1.2.840.113549.1.9.16.1.4'
const signedDataType = '1.2.840.113549.1.7.2'
/** The version of signed data whose content is not plain data (RFC 5652, section 5.1). */
const signedDataVersion = 3

/** A token is a few kilobytes; more is refused before it is read. */
const maxTokenBytes = 1_048_576

/** Reads a response. Throws an error whose message says what it is not. */
export function readTimestampToken(response: Uint8Array): TimestampToken {
  if (response.length > maxTokenBytes) throw new Error(`is longer than ${maxTokenBytes} bytes`)
  try {
    const elements = readBerElements(response)
    if (elements.length !== 1) throw new Error('More than one element.')
    const [statusInfo, token] = readBerChildren(elements[0], berTags.sequence)
    checkStatus(statusInfo)
    const { timeStampToken } = TimeStampResp.fromBER(toBuffer(response))
    if (timeStampToken?.contentType !== signedDataType) throw new Error('Not signed data.')
    const signer = findSigner(new SignedData({ schema: timeStampToken.content }))
    const parts = readSignedDataParts(token)
    return {
      info: TSTInfo.fromBER(toBuffer(parts.infoBytes)),
      infoBytes: parts.infoBytes,
      signer,
      certificates: parts.certificates.map((bytes) => ({
        certificate: Certificate.fromBER(toBuffer(bytes)),
        bytes,
      })),
    }
  } catch (error) {
    if (error instanceof RefusedError) throw error
    throw new Error('is not a timestamp (a TimeStampResp of RFC 3161 with a token)')
  }
}

class RefusedError extends Error {
  constructor(status: number) {
    super(`is a refusal of the authority (status ${status}), without a timestamp`)
  }
}

/** Only 0 (granted) and 1 (granted with modifications) come with a timestamp. */
function checkStatus(statusInfo: BerElement | undefined): void {
  const [element] = readBerChildren(statusInfo, berTags.sequence)
  const [status = 2, ...more] = getBerContent(element, berTags.integer)
  if (status > 1 || more.length > 0) throw new RefusedError(status)
}

/** The only signer, with a digest that the signed data announces. */
function findSigner({ version, digestAlgorithms, encapContentInfo, signerInfos }: SignedData) {
  const [signer, ...others] = signerInfos
  const announced = digestAlgorithms.map(({ algorithmId }) => algorithmId)
  const isSound =
    version === signedDataVersion &&
    encapContentInfo.eContentType === timestampInfoType &&
    announced.includes(signer?.digestAlgorithm.algorithmId ?? '')
  if (!isSound || !signer || others.length > 0) throw new Error('Not a timestamp.')
  return signer
}

/** The bytes of content and certificates as they are in the token: pkijs would write them anew. */
function readSignedDataParts(token: BerElement | undefined) {
  const [, content] = readBerChildren(token, berTags.sequence)
  const [signedData] = readBerChildren(content, berTags.context0)
  const [, , encapsulated, ...rest] = readBerChildren(signedData, berTags.sequence)
  const [, infoContent] = readBerChildren(encapsulated, berTags.sequence)
  const [octets] = readBerChildren(infoContent, berTags.context0)
  const set = rest.find(({ tag }) => tag === berTags.context0)
  const certificates = set ? readBerElements(set.content) : []
  return {
    infoBytes: getBerContent(octets, berTags.octetString),
    certificates: certificates
      .filter(({ tag }) => tag === berTags.sequence)
      .map(({ bytes }) => bytes),
  }
}

/** A copy that nothing else shares, which the library needs. */
export function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}
