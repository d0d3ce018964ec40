/**
 * Checks the answer of a timestamp authority before it is passed on: a TimeStampResp (RFC 3161, section 2.4.2) that
 * grants a timestamp of the digest that was asked about, for this very request. Whether its signature is valid is left to
 * what verifies it, with a library that does not run beside the credential.
 */
import type { OwnErrorName } from '../../contract/own-errors.ts'
import {
  berTags,
  getBerContent,
  readBerChildren,
  readBerElements,
} from '../../evidence/timestamp/read-ber.ts'
import { sha256ObjectId, type TimestampQuestion } from './format-timestamp-query.ts'

/** Why an answer is not passed on: the own error, and a sentence about it. */
export type AnswerProblem = {
  error: Extract<OwnErrorName, 'timestamp-refused' | 'timestamp-wrong'>
  message: string
}

/** The content of the object ids of CMS signed data and of TSTInfo. */
const signedDataObjectId = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02]
const timestampInfoObjectId = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04]

/** The failures that an authority can report, by the number of their bit (RFC 3161, section 2.4.2). */
const failures: Readonly<Record<number, string>> = {
  0: 'it does not know the digest SHA-256',
  2: 'it does not permit this request',
  5: 'it could not read the request',
  14: 'its clock is not available',
  15: 'it does not support the policy',
  16: 'it does not support an extension',
  17: 'it does not have the additional information',
  25: 'it has an internal failure',
}

/** The first problem of an answer; `undefined` when it may be passed on. */
export function findAnswerProblem(
  answer: Uint8Array,
  question: TimestampQuestion,
): AnswerProblem | undefined {
  try {
    const elements = readBerElements(answer)
    if (elements.length !== 1) return toWrong('is not one TimeStampResp (RFC 3161)')
    const [status, token] = readBerChildren(elements[0], berTags.sequence)
    const refusal = findRefusal(readBerChildren(status, berTags.sequence))
    return refusal ?? findTokenProblem(readBerChildren(token, berTags.sequence), question)
  } catch {
    return toWrong('is not a TimeStampResp (RFC 3161)')
  }
}

type Elements = ReturnType<typeof readBerElements>

function findRefusal([status, ...details]: Elements): AnswerProblem | undefined {
  const value = getBerContent(status, berTags.integer)
  // 0: granted; 1: granted with modifications.
  if (value.length === 1 && (value[0] ?? 2) <= 1) return undefined
  const bits = details.find(({ tag }) => tag === berTags.bitString)?.content.subarray(1) ?? []
  const reasons = Object.entries(failures).flatMap(([bit, reason]) =>
    ((bits[Number(bit) >> 3] ?? 0) >> (7 - (Number(bit) & 7))) & 1 ? [reason] : [],
  )
  const why = reasons.length > 0 ? reasons.join(', and ') : `status ${value.at(-1) ?? 'unknown'}`
  return {
    error: 'timestamp-refused',
    message: `The timestamp authority (TSA_URL) refused to make a timestamp: ${why}.`,
  }
}

function findTokenProblem(
  [type, content]: Elements,
  { sha256, nonce }: TimestampQuestion,
): AnswerProblem | undefined {
  const [signedData] = readBerChildren(content, berTags.context0)
  const [, , info, ...rest] = readBerChildren(signedData, berTags.sequence)
  const [infoType, infoContent] = readBerChildren(info, berTags.sequence)
  const isTimestamp =
    isEqual(getBerContent(type, berTags.objectId), signedDataObjectId) &&
    isEqual(getBerContent(infoType, berTags.objectId), timestampInfoObjectId)
  if (!isTimestamp) return toWrong('is not a timestamp token')
  const [octets] = readBerChildren(infoContent, berTags.context0)
  const [inner] = readBerElements(getBerContent(octets, berTags.octetString))
  const [, , imprint, , ...fields] = readBerChildren(inner, berTags.sequence)
  const [algorithm, digest] = readBerChildren(imprint, berTags.sequence)
  const [digestType] = readBerChildren(algorithm, berTags.sequence)
  const isOfDigest =
    isEqual(getBerContent(digestType, berTags.objectId), sha256ObjectId) &&
    isEqual(getBerContent(digest, berTags.octetString), sha256)
  if (!isOfDigest) return toWrong('is about another digest')
  const found = fields.find(({ tag }) => tag === berTags.integer)
  if (!found) return toWrong('has no nonce, so it may be the answer to an earlier request')
  if (!isEqual(found.content, nonce))
    return toWrong('has another nonce: it answers another request')
  const hasCertificates = rest.some(({ tag }) => tag === berTags.context0)
  return hasCertificates ? undefined : toWrong('has no certificate')
}

function toWrong(what: string): AnswerProblem {
  return {
    error: 'timestamp-wrong',
    message: `The answer of the timestamp authority (TSA_URL) ${what}, so it was not passed on. If a retry does not help, check the address.`,
  }
}

function isEqual(a: Uint8Array | readonly number[], b: Uint8Array | readonly number[]): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
