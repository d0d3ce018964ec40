/** Parses `TSA_URL`, the address of the timestamp authority (RFC 3161). */

/** The hosts that may be asked without TLS: they are on this computer. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]']

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
  if (url.protocol === 'https:') return undefined
  if (url.protocol === 'http:' && loopbackHosts.includes(url.hostname)) return undefined
  return 'does not begin with https://. Without TLS, the network could delay or withhold timestamps unseen.'
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
