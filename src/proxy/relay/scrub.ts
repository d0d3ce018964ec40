/**
 * Removes the credential from texts that upstream wrote. An error message may repeat the request headers, whole or
 * truncated, as they were or encoded.
 */
import { type Credential, toCredentialHeaders } from '../config/credential.ts'
import { createNeedleSearch, type NeedleSearch, toLowerAscii } from './find-needles.ts'
import {
  createPlainSearch,
  createSecretForms,
  minRunLength,
  type SecretForm,
} from './secret-forms.ts'
import { toReadings } from './text-readings.ts'

/** Removes the credential from the messages of one response; order and number stay the same. */
export type Scrub = (messages: readonly string[]) => readonly string[]

const replacement = '[removed]'

/** Shorter secrets are not searched for in two halves, which would match any message. */
const minSplitLength = 16

/** A secret, and how it and its parts are found. */
type Hunt = { secret: string; whole: NeedleSearch; parts: NeedleSearch; forms: SecretForm[] }

/**
 * Creates a scrubber. A part of 12 or more characters is cut out of a message that has it as it is; a message that has
 * it in another form is replaced whole. Without a credential, texts stay unchanged.
 */
export function createScrubber(credential: Credential | undefined): Scrub {
  const hunts = Object.entries(toCredentialHeaders(credential)).map(([header, value]) =>
    createHunt(value.replace(/^Bearer /, ''), header === 'x-auth-email'),
  )
  if (hunts.length === 0) return (messages) => messages
  return (messages) => {
    const masked = messages.map((message) =>
      hunts.reduce((text, { whole }) => whole.replaceIn(text, replacement), message),
    )
    const rest = masked.map((message) => {
      const text = hunts.reduce((cut, { parts }) => parts.replaceIn(cut, replacement), message)
      return holdsSecret(text, hunts) ? replacement : text
    })
    const isSplit =
      hunts.some(({ secret }) => holdsHalves(masked, secret)) ||
      (rest.length > 1 && holdsSecret(rest.join(''), hunts))
    return isSplit ? rest.map(() => replacement) : rest
  }
}

/** An email address is no secret by itself: parts of it, such as a domain, stay. */
function createHunt(secret: string, isEmail: boolean): Hunt {
  const runLength = isEmail ? secret.length : Math.min(minRunLength, secret.length)
  return {
    secret: toLowerAscii(secret),
    whole: createNeedleSearch([toLowerAscii(secret)]),
    parts: createPlainSearch(secret, runLength),
    forms: createSecretForms(secret, runLength),
  }
}

function holdsSecret(text: string, hunts: readonly Hunt[]): boolean {
  return toReadings(text)
    .map(toLowerAscii)
    .some((reading) =>
      hunts.some(({ forms }) =>
        forms.some(({ toViews, search }) => toViews(reading).some(search.isIn)),
      ),
    )
}

/** Whether a secret is split between two messages; those that contain the whole of it are replaced anyway. */
function holdsHalves(messages: readonly string[], secret: string): boolean {
  if (messages.length < 2 || secret.length < minSplitLength) return false
  const texts = messages
    .map((message) => toReadings(message).map(toLowerAscii))
    .filter((readings) => !readings.some((reading) => reading.includes(secret)))
    .flat()
  const isHeld = (part: string) => texts.some((text) => text.includes(part))
  let length = secret.length - 1
  while (length > 0 && !isHeld(secret.slice(0, length))) length--
  return length > 0 && isHeld(secret.slice(length))
}
