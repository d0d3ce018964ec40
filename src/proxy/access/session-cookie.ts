/** Writes and reads the cookie that carries a session id. */

/** The cookie of one origin. */
export type SessionCookie = {
  /** The value of `Set-Cookie` that sets an id. */
  set: (id: string) => string
  /** The value of `Set-Cookie` that removes it. */
  clear: () => string
  /**
   * The well-formed ids in a `Cookie` header, the most likely first. There are several when another server on this host
   * has set cookies of the same name.
   */
  read: (header: string | undefined) => readonly string[]
}

/**
 * How many ids are tried. Cookies of the longest API path can have about 20 different paths; more of them would only
 * cost time.
 */
const maxIds = 32

/**
 * Creates the cookie of an origin. Browsers send the cookies of a host to all its ports, so the name contains the port,
 * if the origin has one. Over https it begins with `__Host-`, so that no other host can set it; browsers refuse that
 * prefix over http.
 */
export function createSessionCookie(origin: string): SessionCookie {
  const { protocol, port } = new URL(origin)
  const isSecure = protocol === 'https:'
  const name = `${isSecure ? '__Host-' : ''}gumshoe_session${port === '' ? '' : `_${port}`}`
  const attributes = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  return {
    set: (id) => `${name}=${id}; ${attributes}`,
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
    read(header) {
      if (header === undefined) return []
      const values = header.split(';').flatMap((pair) => {
        const [key, ...rest] = pair.split('=')
        // Only the spaces of RFC 6265: a name behind a no-break space is another name.
        return key?.replace(/^ +| +$/g, '') === name ? [rest.join('=')] : []
      })
      // RFC 6265, section 5.4: cookies with longer paths come first, and this one has the shortest.
      return [...new Set(values.filter((id) => /^[\w-]{43}$/.test(id)).reverse())].slice(0, maxIds)
    },
  }
}
