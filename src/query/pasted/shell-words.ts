/**
 * Splits a pasted command line into commands and words, as a POSIX shell does. Understands the `$'…'` in commands that
 * browsers copy. Nothing is expanded: a variable stays as it is written.
 */

/** The commands of a text, each as a list of words. The rest of a line after a pipe, redirection or `#` is ignored. */
export function splitShellCommands(text: string): readonly (readonly string[])[] {
  const commands: string[][] = []
  let words: string[] = []
  let word: string | undefined
  let at = 0
  const endWord = () => {
    if (word !== undefined) words.push(word)
    word = undefined
  }
  const endCommand = () => {
    endWord()
    if (words.length > 0) commands.push(words)
    words = []
  }
  const skipLine = () => {
    while (at < text.length && text[at] !== '\n') at += 1
  }
  while (at < text.length) {
    const character = text.charAt(at)
    // Copied lines often have a space after the backslash at their end.
    const continuation = /\\[ \t]*\r?\n/y
    continuation.lastIndex = at
    if (continuation.test(text)) {
      at = continuation.lastIndex
    } else if (character === '\n') {
      endCommand()
      at += 1
    } else if (/\s/.test(character)) {
      endWord()
      at += 1
    } else if (character === ';' || text.startsWith('&&', at)) {
      endCommand()
      at += character === ';' ? 1 : 2
    } else if (/[|<>]/.test(character) || (character === '#' && word === undefined)) {
      endCommand()
      skipLine()
    } else {
      const piece = readPiece(text, at)
      word = (word ?? '') + piece.text
      at = piece.to
    }
  }
  endCommand()
  return commands
}

type Piece = { text: string; to: number }

function readPiece(text: string, at: number): Piece {
  const character = text.charAt(at)
  if (character === '\\') return { text: text.charAt(at + 1), to: at + 2 }
  if (character === "'") return readQuoted(text, at + 1, "'", (raw) => raw)
  if (text.startsWith("$'", at)) return readQuoted(text, at + 2, "'", decodeAnsi, true)
  if (character === '"') return readQuoted(text, at + 1, '"', decodeDouble, true)
  return { text: character, to: at + 1 }
}

/** Reads up to the closing quote, or to the end of the text when there is none. */
function readQuoted(
  text: string,
  from: number,
  quote: string,
  decode: (raw: string) => string,
  escapes = false,
): Piece {
  let to = from
  while (to < text.length && text[to] !== quote) to += escapes && text[to] === '\\' ? 2 : 1
  return { text: decode(text.slice(from, to)), to: to + 1 }
}

function decodeDouble(raw: string): string {
  return raw.replace(/\\(\r?\n|[\s\S])/g, (whole, next: string) =>
    /^\r?\n$/.test(next) ? '' : /["\\$`]/.test(next) ? next : whole,
  )
}

const ansiEscapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', a: '\x07', e: '\x1b' }

function decodeAnsi(raw: string): string {
  return raw.replace(
    /\\(?:u([0-9a-fA-F]{1,4})|x([0-9a-fA-F]{1,2})|([\s\S]))/g,
    (_, unicode?: string, hex?: string, plain = '') =>
      (unicode ?? hex)
        ? String.fromCharCode(Number.parseInt(unicode ?? hex ?? '', 16))
        : (ansiEscapes[plain] ?? plain),
  )
}
