/** The forms in which a text may contain a part of a secret: each a view of the text, and what is searched for in it. */
import { createNeedleSearch, type NeedleSearch, toLowerAscii } from './find-needles.ts'

/** A text as one form sees it, in lower case, and the search in it. */
export type SecretForm = { toViews: (text: string) => readonly string[]; search: NeedleSearch }

/** Parts of a secret shorter than this are not searched for: ordinary text would contain them. */
export const minRunLength = 12

/** Where separators are ignored that the secret itself may contain, more has to agree. */
const minBareLength = 16

/** The search for parts of a secret as they are, and reversed. */
export function createPlainSearch(secret: string, runLength: number): NeedleSearch {
  return createNeedleSearch(toRuns(toLowerAscii(secret), runLength))
}

/** All forms of a secret, of which parts of `runLength` characters and more are searched for. */
export function createSecretForms(secret: string, runLength: number): SecretForm[] {
  const own = new Set(toLowerAscii(secret))
  const bare = toBare(secret)
  // The secret's letters count in both cases, as bytes differ by case.
  const runs = toRuns(secret, runLength)
  const write = (toCode: (code: number) => string) =>
    runs.map((run) => Array.from(run, (letter) => toCode(letter.charCodeAt(0))).join(''))
  const hex = write((code) => toDigits(code, 16, 2))
  const wideHex = write((code) => toDigits(code, 16, 4)).map((digits) => digits.slice(2))
  const decimal = [write(String), write((code) => toDigits(code, 10, 3))].flat()
  const octal = [
    write((code) => code.toString(8)),
    write((code) => toDigits(code, 8, 3)),
    write((code) => `0${code.toString(8)}`),
  ].flat()
  const binary = [write((code) => toDigits(code, 2, 8)), write((code) => toDigits(code, 2, 7))]
  const search = (needles: readonly string[]) => createNeedleSearch(needles)
  return [
    {
      toViews: (text) => [keepOwn(text, own), everySecond(text, 0), everySecond(text, 1)],
      search: createPlainSearch(secret, runLength),
    },
    ...(bare.length < minRunLength
      ? []
      : [
          {
            toViews: (text: string) => [toBare(text)],
            search: search(toRuns(bare, Math.min(bare.length, Math.max(runLength, minBareLength)))),
          },
        ]),
    {
      toViews: (text) => [text.replace(/0x/g, '').replace(/[^0-9a-f]+/g, '')],
      search: search([...hex, ...wideHex]),
    },
    {
      toViews: (text) => [text.replace(/[^0-9]+/g, '')],
      search: search([...decimal, ...octal]),
    },
    {
      toViews: (text) => [text.replace(/0b/g, '').replace(/[^01]+/g, '')],
      search: search(binary.flat()),
    },
    {
      toViews: (text) => [
        text
          .replace(/-/g, '+')
          .replace(/_/g, '/')
          .replace(/\\[nrt]|[^0-9a-z+/]+/g, ''),
      ],
      search: search(runs.flatMap(toBase64Needles).map(toLowerAscii)),
    },
  ]
}

/** All parts of this length, and the same of the reversed text. */
function toRuns(text: string, length: number): string[] {
  const reversed = [...text].reverse().join('')
  return [text, reversed].flatMap((each) =>
    Array.from({ length: each.length - length + 1 }, (_, at) => each.slice(at, at + length)),
  )
}

const toDigits = (code: number, radix: number, length: number) =>
  code.toString(radix).padStart(length, '0')

/** Without the characters that the secret does not contain, such as separators between its own. */
function keepOwn(text: string, own: ReadonlySet<string>): string {
  let kept = ''
  for (const letter of text) if (own.has(letter)) kept += letter
  return kept
}

/** Every second character: what remains when one separator follows each, or UTF-16 was read as bytes. */
function everySecond(text: string, first: 0 | 1): string {
  let kept = ''
  for (let at = first; at < text.length; at += 2) kept += text[at]
  return kept
}

function toBare(text: string): string {
  return toLowerAscii(text).replace(/[^0-9a-z]+/g, '')
}

/** Base64 of the run, of the run in UTF-16, and Base64 of its Base64, at every offset. */
function toBase64Needles(run: string): string[] {
  const wide = [...run].join('\0')
  const once = [0, 1, 2].flatMap((offset) => toBase64Core(run, offset))
  const ofWide = [0, 1, 2].flatMap((offset) => toBase64Core(wide, offset))
  const twice = once.flatMap((core) => [0, 1, 2].map((offset) => toBase64Core(core, offset)))
  return [...once, ...ofWide, ...twice]
}

/** The Base64 characters that depend only on the text when it begins at this byte offset. */
function toBase64Core(text: string, offset: number): string {
  const encoded = btoa('\0'.repeat(offset) + text)
  const before = Math.ceil((offset * 8) / 6)
  return encoded.slice(before, Math.floor(((offset + text.length) * 8) / 6))
}
