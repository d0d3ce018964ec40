/** Scrolls to the first marked text of an entry as soon as it is drawn. */
import { type RefObject, useEffect } from 'react'

/** How long to wait for a mark: a body is searched after it is drawn. */
const maxWaitMs = 1_500

/** Scrolls the panel whenever `key` changes, unless the user scrolls or presses a key first. An empty key does nothing. */
export function useFirstMark(panel: RefObject<HTMLElement | null>, key: string): void {
  useEffect(() => {
    const { current } = panel
    if (!current || key === '') return
    const stop = () => {
      observer.disconnect()
      clearTimeout(timer)
      listening.abort()
    }
    const show = () => {
      const mark = current.querySelector('mark[data-found]')
      if (!mark) return
      stop()
      if (!isInside(mark, current)) mark.scrollIntoView({ block: 'center' })
    }
    const listening = new AbortController()
    const observer = new MutationObserver(show)
    const timer = setTimeout(stop, maxWaitMs)
    for (const type of ['wheel', 'pointerdown', 'keydown']) {
      current.addEventListener(type, stop, { signal: listening.signal, passive: true })
    }
    observer.observe(current, { subtree: true, childList: true })
    show()
    return stop
  }, [panel, key])
}

function isInside(element: Element, panel: Element): boolean {
  const [inner, outer] = [element.getBoundingClientRect(), panel.getBoundingClientRect()]
  return inner.top >= outer.top && inner.bottom <= outer.bottom
}
