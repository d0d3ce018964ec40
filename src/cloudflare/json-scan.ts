/** Steps through JSON text without parsing it. Expects text that `JSON.parse` accepted. */

/** Where the string that starts at `start` ends, its closing quote included. */
export function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x5c) at++
    else if (code === 0x22) return at + 1
  }
  return text.length
}

/** Where the number or the word that starts at `start` ends; always beyond `start`. */
export function endOfScalar(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && !',:]}[{" \t\r\n'.includes(text.charAt(at))) at++
  return at
}

/** Where the value of any kind that starts at `start` ends. Does not recurse. */
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

/** The first position at or after `start` that holds no white space. */
export function skipSpace(text: string, start: number): number {
  let at = start
  while (isSpace(text.charCodeAt(at))) at++
  return at
}

/** The four characters that JSON allows between tokens; beyond the end the code is NaN. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}
