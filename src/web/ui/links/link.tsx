/** A link to an address of the app. React Router's own also prefetches pages, for 4 KB (gzip) before the first row. */
import type { ComponentProps, MouseEvent } from 'react'
import { useHref, useLinkClickHandler } from 'react-router'

/**
 * A plain click opens the address `to`, which begins with `/`, in this document; a new tab is left to the browser.
 * `onClick` may prevent both.
 */
export function Link({
  to,
  onClick,
  ...rest
}: Omit<ComponentProps<'a'>, 'href' | 'target'> & { to: string }) {
  const href = useHref(to)
  const follow = useLinkClickHandler<HTMLAnchorElement>(to)
  const handleClick = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (!event.defaultPrevented) follow(event)
  }
  return <a {...rest} href={href} onClick={handleClick} />
}
