/** Writes and reads the cookie that carries a session id. */

/** The cookie of one origin. */
export type SessionCookie = {
  /** The value of `Set-Cookie` that sets an id. */
  set: (id: string) => string
  /** The value of `Set-Cookie` that removes it. */
  clear: () => string
  /** The id in a `Cookie` header; `undefined` without one, or with several. */
  read: (header: string | undefined) => string | undefined
}

/**
 * Creates the cookie. Over https its name begins with `__Host-`, so that no other host can set it; browsers
 * refuse that prefix over http.
 */
export function createSessionCookie(isSecure: boolean): SessionCookie {
  const name = isSecure ? '__Host-gumshoe_session' : 'gumshoe_session'
  const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  return {
    set: (id) => `${name}=${id}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
    read(header) {
      if (header === undefined) return undefined
      const values = header.split(';').flatMap((pair) => {
        const [key, ...rest] = pair.split('=')
        // Only the spaces of RFC 6265: a name behind a no-break space is another name.
        return key?.replace(/^ +| +$/g, '') === name ? [rest.join('=')] : []
      })
      const [id] = values
      return values.length === 1 && id !== undefined && /^[\w-]{43}$/.test(id) ? id : undefined
    },
  }
}
