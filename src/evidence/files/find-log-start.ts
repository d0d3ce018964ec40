/** Recognizes an audit log with a chain (`AUDIT_CHAIN=1`) by its first lines. */

/** The time of the first line of a chain, in RFC 3339; empty where it has none. */
export type LogStart = { readonly time: string }

/** Finds the first line of a chain in the beginning of a file; `undefined` where there is none. */
export function findLogStart(start: Uint8Array): LogStart | undefined {
  // Messages for people, such as the address of the server, may come before it.
  for (const line of new TextDecoder().decode(start).split('\n')) {
    const { chain, number, time } = parseFields(line)
    if (typeof chain === 'string' && /^[0-9a-f]{16}$/.test(chain) && Number.isSafeInteger(number)) {
      return { time: typeof time === 'string' ? time : '' }
    }
  }
  return undefined
}

function parseFields(line: string): { chain?: unknown; number?: unknown; time?: unknown } {
  if (!line.startsWith('{')) return {}
  try {
    return Object(JSON.parse(line))
  } catch {
    return {}
  }
}
