/** Looks for a secret in bytes that left the proxy, also in parts and in encodings. */

/** Shorter runs of a secret may be there by chance. */
const minRun = 12

/** A search for a secret of ASCII letters: the form that was found, or nothing. */
export function createSecretSearch(secret: string): (bytes: Buffer) => string | undefined {
  const forms = new Map<string, string>()
  const reversed = [...secret].reverse().join('')
  for (const [name, text] of [
    ['a part of it', secret],
    ['a part of it, reversed', reversed],
    ['hexadecimal', Buffer.from(secret).toString('hex')],
  ] as const) {
    const length = name === 'hexadecimal' ? 2 * minRun : minRun
    for (let at = 0; at + length <= text.length; at++) {
      forms.set(text.slice(at, at + length).toLowerCase(), name)
    }
  }
  // The letters of Base64 depend on where the text begins in a group of three bytes.
  for (const shift of [0, 1, 2]) {
    const encoded = Buffer.from('x'.repeat(shift) + secret).toString('base64')
    forms.set(encoded.slice(4, 4 + 20).toLowerCase(), 'Base64')
  }
  const pattern = new RegExp(
    [...forms.keys()].map((form) => form.replace(/[^\w]/g, '\\$&')).join('|'),
  )
  return (bytes) => {
    const found = pattern.exec(bytes.toString('latin1').toLowerCase())?.[0]
    return found === undefined ? undefined : forms.get(found)
  }
}
