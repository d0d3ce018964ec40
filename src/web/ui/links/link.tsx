/** A link to an address of the app. React Router's own also prefetches pages, for 4 KB (gzip) before the first row. */
import type { ComponentProps, MouseEvent } from 'react'
import { useLocation, useNavigate } from 'react-router'

/**
 * A plain click opens the address `to`, which begins with `/`, in this document; a new tab is left to the browser.
 * `onClick` may prevent both.
 */
export function Link({
  to,
  onClick,
  ...rest
}: Omit<ComponentProps<'a'>, 'href' | 'target'> & { to: string }) {
  const navigate = useNavigate()
  const { pathname, search, hash } = useLocation()

  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event)
    const isModified = event.metaKey || event.altKey || event.ctrlKey || event.shiftKey
    if (event.defaultPrevented || event.button !== 0 || isModified) return
    event.preventDefault()
    // As browsers do, the present address once more is no further step of the history.
    navigate(to, { replace: to === pathname + search + hash })
  }

  return <a {...rest} href={to} onClick={follow} />
}
