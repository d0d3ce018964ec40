/** A hook that returns the inner width of an element, and renders again when that changes. */
import { type RefObject, useLayoutEffect, useState } from 'react'

/** The width in pixels. The first render assumes that of the page, so that mostly no second one has to follow. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(() => document.documentElement.clientWidth)
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return
    const observer = new ResizeObserver(() => setWidth(current.clientWidth))
    setWidth(current.clientWidth)
    observer.observe(current)
    return () => observer.disconnect()
  }, [element])
  return width
}
