/** Writes a value in a few words, for a line that names many. */

/** Maximum length of one value, in UTF-16 units. */
const maxLength = 200
/** Maximum numbers of items of a list and members of an object that are written, and of levels. */
const maxItems = 5
const maxMembers = 4
const maxLevels = 3

/**
 * A JSON text in short: texts without quotes, lists as `[a, b, 3 more]`, and objects by their name, or as their only
 * member, or as `{key: value, …}`. Expects text that `JSON.parse` accepts.
 */
export function toShortText(json: string): string {
  // A number is written as it was sent: parsing could change its digits.
  if (!/^[[{"]/.test(json)) return cut(json)
  try {
    return cut(write(JSON.parse(json), 0))
  } catch {
    return 'nested too deeply to be shown here'
  }
}

function write(value: unknown, level: number): string {
  if (typeof value === 'string') return value === '' ? '""' : value
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return writeList(value, level)
  const entries = Object.entries(value)
  if (entries.length === 0) return '{}'
  if (level >= maxLevels) return '{…}'
  const name: unknown = Reflect.get(value, 'name')
  if (typeof name === 'string' && name !== '') return name
  if (entries.length === 1) return writeOnly(entries[0] ?? ['', ''], level)
  const members = entries
    .slice(0, maxMembers)
    .map(([key, member]) => `${key}: ${write(member, level + 1)}`)
  return `{${[...members, ...(entries.length > maxMembers ? ['…'] : [])].join(', ')}}`
}

/** `{ "everyone": {} }` → everyone; `{ "group": { "id": "g1" } }` → group g1. */
function writeOnly([key, member]: [string, unknown], level: number): string {
  if (typeof member !== 'object' || member === null) return `${key} ${write(member, level + 1)}`
  const inner = Object.entries(member)
  const [only] = inner
  if (inner.length === 0) return key
  if (Array.isArray(member) || inner.length > 1 || !only)
    return `${key} ${write(member, level + 1)}`
  const isPlain = typeof only[1] !== 'object'
  return isPlain ? `${key} ${write(only[1], level + 1)}` : `${key} ${write(member, level + 1)}`
}

function writeList(items: readonly unknown[], level: number): string {
  if (items.length > 0 && level >= maxLevels) return '[…]'
  const shown = items.slice(0, maxItems).map((item) => write(item, level + 1))
  const more = items.length - shown.length
  return `[${[...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ')}]`
}

function cut(text: string): string {
  return text.length > maxLength
    ? `${Array.from(text.slice(0, maxLength)).slice(0, -1).join('')}…`
    : text
}
