/** The ways to read a text in which characters may be written as escapes or in other widths. */

/** How often escapes are undone: escapes of escapes of escapes. */
const maxUndone = 3

/** The text and its other readings, without duplicates, in lower case. */
export function toReadings(text: string): string[] {
  const readings = [text, ...unpackBytes(text)]
  let plain = text.normalize('NFKC')
  readings.push(plain)
  for (let turn = 0; turn < maxUndone; turn++) {
    const undone = undoEscapes(plain).normalize('NFKC')
    if (undone === plain) break
    plain = undone
    readings.push(plain)
  }
  return [...new Set(readings)]
}

/** Undoes `\u0041`, `\u{41}`, `\x41`, `%u0041`, `%41`, `&#65;` and `&#x41;`; the characters of a credential are ASCII. */
export function undoEscapes(text: string): string {
  return text
    .replaceAll('&amp;', '&')
    .replace(
      /[\\%]u([0-9a-f]{4})|\\u\{0{0,6}([0-9a-f]{1,6})\}|(?:%|\\x)([0-9a-f]{2})|&#x([0-9a-f]{1,8});?|&#(\d{1,8});?/gi,
      (whole, ...found: (string | undefined)[]) => {
        const [unicode, braced, byte, hex, decimal] = found
        const digits = unicode ?? braced ?? byte ?? hex
        const code = digits === undefined ? Number(decimal) : Number.parseInt(digits, 16)
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole
      },
    )
}

/** Two bytes of ASCII that were read as one character of UTF-16 look like Chinese: both orders of the bytes. */
function unpackBytes(text: string): string[] {
  if (!/[\u2121-\u7e7e]/.test(text)) return []
  let big = ''
  let little = ''
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const [high, low] = [String.fromCharCode(code >> 8), String.fromCharCode(code & 0xff)]
    big += high + low
    little += low + high
  }
  return [big, little]
}
