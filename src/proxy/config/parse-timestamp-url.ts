/**
 * Parses `TSA_URL`, the address of the timestamp authority (RFC 3161). Many authorities answer only by `http:`. That is
 * enough: only a digest is sent, and the timestamp is signed.
 */

const maxUrlLength = 2_048

/** The address as it is requested; `undefined` without the setting. Adds its problems, which do not repeat the value. */
export function parseTimestampUrl(
  { TSA_URL: text }: Readonly<Record<string, string | undefined>>,
  problems: string[],
): string | undefined {
  if (text === undefined) return undefined
  const problem = findUrlProblem(text)
  if (problem === undefined) return new URL(text).href
  problems.push(`TSA_URL ${problem}`)
  return undefined
}

function findUrlProblem(text: string): string | undefined {
  const url = text.length > maxUrlLength || /[^\x21-\x7e]/.test(text) ? undefined : parseUrl(text)
  if (!url) return 'is not an address. Write it as https://tsa.example.com/tsr, or unset it.'
  if (url.username !== '' || url.password !== '') {
    return 'contains a user name or a password. Use an authority that needs none.'
  }
  if (text.includes('#')) return 'contains “#”. Leave out “#” and what follows.'
  if (url.protocol === 'https:' || url.protocol === 'http:') return undefined
  return 'does not begin with https:// or http://.'
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
