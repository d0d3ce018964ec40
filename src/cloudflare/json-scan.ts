/** Steps through JSON text without parsing it. Expects text that `JSON.parse` accepted. */

/** The end of the string that starts at `start`, after its closing quote. */
export function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x5c) at++
    else if (code === 0x22) return at + 1
  }
  return text.length
}

/** The end of the number or the word that starts at `start`; always beyond `start`. */
export function endOfScalar(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && !',:]}[{" \t\r\n'.includes(text.charAt(at))) at++
  return at
}

/** The end of the value of any kind that starts at `start`. Does not recurse. */
export function endOfValue(text: string, start: number): number {
  const first = text[start]
  if (first === '"') return endOfString(text, start)
  if (first !== '{' && first !== '[') return endOfScalar(text, start)
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const char = text[at]
    if (char === '"') at = endOfString(text, at) - 1
    else if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') {
      depth--
      if (depth === 0) return at + 1
    }
  }
  return text.length
}

/** The first position at or after `start` without white space. */
export function skipSpace(text: string, start: number): number {
  let at = start
  while (isSpace(text.charCodeAt(at))) at++
  return at
}

/** The four characters that JSON allows between tokens; beyond the end the code is NaN. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}
