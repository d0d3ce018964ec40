/**
 * Removes a repeated character from the ends of a text. A pattern such as `/\/+$/` would take quadratic time over a long
 * run in the middle of a text.
 */

/** The text without the given character (one UTF-16 unit) at its end, however often it occurs there. */
export function trimCharacterEnd(text: string, character: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === character) end -= 1
  return text.slice(0, end)
}

/** The text without the given character (one UTF-16 unit) at both ends. */
export function trimCharacter(text: string, character: string): string {
  let start = 0
  while (text[start] === character) start += 1
  return trimCharacterEnd(text.slice(start), character)
}
