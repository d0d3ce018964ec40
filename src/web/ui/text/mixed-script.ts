/**
 * Finds letters of another script than the rest of their word, and letters that imitate plain ones, such as the
 * Cyrillic а in `аdmin`. See Unicode UTS 39, section 5.
 */

/** Foreign letters in a text, from `start` up to, not including, `end`, and their script. */
export type ForeignRun = { start: number; end: number; script: string }

const scripts = [
  ...['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Georgian', 'Hebrew'],
  ...['Arabic', 'Devanagari', 'Thai', 'Lisu', 'Gothic', 'Deseret', 'Osage', 'Tifinagh', 'Runic'],
] as const

type Tester = { name: string; test: RegExp }
/** Created on first use: few texts need them, and creating them takes longer than drawing a table. */
let testers: readonly Tester[] | undefined

function getTesters(): readonly Tester[] {
  testers ??= scripts.map((name) => ({ name, test: new RegExp(`\\p{Script=${name}}`, 'u') }))
  return testers
}

/** Scripts that are legitimately mixed with Latin letters. */
const asian =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u
/** Full-width and mathematical letters: other code points that look like plain letters. */
const dressed = /[\uFF21-\uFF3A\uFF41-\uFF5A\u{1D400}-\u{1D7FF}\u2100-\u214F\u24B6-\u24E9]/u
/** Cyrillic and Greek letters that look like Latin ones. A word of only these letters is suspicious as well. */
const lookalikes = /^[асеорхуіјѕһԁԛԝӏАВЕЅІЈКМНОРСТУХԚԜαοντρυκιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]+$/u
const words = /[\p{L}\p{M}\p{N}]+/gu
const nonAscii = /[^\p{ASCII}]/u

/** The foreign letters of a text, in order. ASCII text is decided by one test. */
export function findForeignRuns(text: string): ForeignRun[] {
  if (!nonAscii.test(text)) return []
  const runs: ForeignRun[] = []
  const hasLatin = /[A-Za-z]/.test(text)
  for (const { 0: word, index } of text.matchAll(words)) {
    if (nonAscii.test(word)) addRuns(runs, word, index, hasLatin)
  }
  return runs
}

function addRuns(runs: ForeignRun[], word: string, offset: number, hasLatin: boolean): void {
  const letters = [...word].map((char) => ({ char, script: toScript(char) }))
  const present = new Set(letters.flatMap(({ script }) => script ?? []))
  const isDisguise = hasLatin && present.size === 1 && lookalikes.test(word)
  if (present.size < 2 && !present.has('dressed-up') && !isDisguise) return
  const own = present.has('Latin') ? 'Latin' : letters.find(({ script }) => script)?.script
  let at = offset
  for (const { char, script } of letters) {
    const end = at + char.length
    if (script && (script !== own || isDisguise || script === 'dressed-up')) {
      const last = runs.at(-1)
      if (last && last.end === at && last.script === script) last.end = end
      else runs.push({ start: at, end, script })
    }
    at = end
  }
}

/** The script of a letter; `undefined` for digits, marks, and letters that mix with any script. */
function toScript(char: string): string | undefined {
  if (char <= '\u007f') return /[A-Za-z]/.test(char) ? 'Latin' : undefined
  if (dressed.test(char)) return 'dressed-up'
  if (asian.test(char) || !/\p{L}/u.test(char)) return undefined
  return getTesters().find(({ test }) => test.test(char))?.name ?? 'other'
}

/** Warnings about a deceptive name; empty for a plain one. */
export function toNameNotes(text: string): string[] {
  const notes: string[] = []
  const runs = findForeignRuns(text).slice(0, 8)
  if (runs.length > 0) {
    const letters = runs.map(({ start, end, script }) => {
      const codes = [...text.slice(start, end)].slice(0, 8).map(toCodePoint)
      return `${text.slice(start, start + 16 < end ? start + 16 : end)} is ${toKind(script)} (${codes.join(' ')})`
    })
    notes.push(`Mixed scripts: ${letters.join(', ')}.`)
    const host = toAsciiHost(text)
    if (host) notes.push(`As a host name: ${host}`)
  }
  if (nonAscii.test(text) && text.normalize('NFC') !== text) {
    notes.push('Not in Unicode normal form: it differs from a text that looks the same.')
  }
  return notes
}

/** The name of a script in a sentence or a mark. */
export function toKind(script: string): string {
  if (script === 'dressed-up') return 'a look-alike'
  return script === 'other' ? 'of another script' : script
}

function toCodePoint(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** The host name of an email address or a URL in its ASCII form, as in DNS. */
function toAsciiHost(text: string): string | undefined {
  const name = text.slice(text.lastIndexOf('@') + 1)
  if (!/^[\p{L}\p{M}\p{N}.-]{1,253}$/u.test(name) || !nonAscii.test(name)) return undefined
  return URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : undefined
}
