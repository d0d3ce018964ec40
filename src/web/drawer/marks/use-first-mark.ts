/** Scrolls to the first match of the text that was searched for, as soon as the entry is drawn. */
import { type RefObject, useEffect } from 'react'
import type { TextMarks } from '../../ui/text/text-marks.ts'

/** How long to wait for a mark: a body is searched after it is drawn. */
const maxWaitMs = 1_500

/**
 * Scrolls the panel whenever `key` changes, unless the user scrolls or presses a key first. The texts of filters are
 * marked in every entry of the list, so they do not move it away from its top.
 */
export function useFirstMark(
  panel: RefObject<HTMLElement | null>,
  marks: TextMarks | undefined,
  key: string,
): void {
  const wanted = marks?.wanted
  const isOnly = marks?.texts.length === 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names the entry and the tab.
  useEffect(() => {
    const { current } = panel
    if (!current || !wanted) return
    const stop = () => {
      observer.disconnect()
      clearTimeout(timer)
      listening.abort()
    }
    const show = () => {
      const marked = [...current.querySelectorAll('mark[data-found]')]
      const mark = isOnly ? marked[0] : marked.find(({ textContent }) => textContent.match(wanted))
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
  }, [panel, wanted, isOnly, key])
}

function isInside(element: Element, panel: Element): boolean {
  const [inner, outer] = [element.getBoundingClientRect(), panel.getBoundingClientRect()]
  return inner.top >= outer.top && inner.bottom <= outer.bottom
}
