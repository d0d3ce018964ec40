/** Drags a heading to another index. A press with less movement than the minimum stays a click. */
import type { PointerEvent } from 'react'

const minDragPx = 6

/** Follows the pointer from a press on a heading; `onDrop` gets the new index of the column, from 0. */
export function startColumnDrag(down: PointerEvent<HTMLElement>, onDrop: (to: number) => void) {
  const heading = down.currentTarget.closest<HTMLElement>('[data-column]')
  const row = heading?.parentElement
  if (down.button !== 0 || !heading || !row) return
  const headings = [...row.querySelectorAll<HTMLElement>('[data-column]')]
  const from = headings.indexOf(heading)
  const middles = headings.map((element) => {
    const { left, width } = element.getBoundingClientRect()
    return left + width / 2
  })
  const listening = new AbortController()
  const { signal } = listening
  let isDragging = false

  function onMove({ clientX }: globalThis.PointerEvent): void {
    const distance = clientX - down.clientX
    if (!isDragging && Math.abs(distance) < minDragPx) return
    isDragging = true
    heading?.setAttribute('data-dragged', '')
    heading?.style.setProperty('transform', `translateX(${distance}px)`)
    heading?.style.setProperty('z-index', '5')
    heading?.style.setProperty('opacity', '0.8')
  }

  function end(event: Event): void {
    listening.abort()
    if (!isDragging || !heading) return
    for (const name of ['transform', 'z-index', 'opacity']) heading.style.removeProperty(name)
    heading.removeAttribute('data-dragged')
    if (!(event instanceof globalThis.PointerEvent) || event.type !== 'pointerup') return
    // The click after the drag belongs to it, and must not open the menu.
    const clickListening = new AbortController()
    const options = { capture: true, signal: clickListening.signal }
    addEventListener('click', (click) => click.stopPropagation(), options)
    setTimeout(() => clickListening.abort())
    const others = middles.filter((_, i) => i !== from)
    onDrop(others.filter((middle) => middle < event.clientX).length)
  }

  addEventListener('pointermove', onMove, { signal })
  addEventListener('pointerup', end, { signal })
  addEventListener('pointercancel', end, { signal })
}
