/** Dragging a heading to another place. A press that hardly moves stays a click. */
import type { PointerEvent } from 'react'

const minDrag = 6

/** Follows the pointer from a press on a heading; `onDrop` gets the place among the headings, from 0. */
export function startColumnDrag(down: PointerEvent<HTMLElement>, onDrop: (to: number) => void) {
  const heading = down.currentTarget.closest<HTMLElement>('[data-column]')
  const row = heading?.parentElement
  if (down.button !== 0 || !heading || !row) return
  const headings = [...row.querySelectorAll<HTMLElement>('[data-column]')]
  const from = headings.indexOf(heading)
  const middles = headings.map((each) => {
    const { left, width } = each.getBoundingClientRect()
    return left + width / 2
  })
  const ending = new AbortController()
  const { signal } = ending
  let isDragging = false

  function onMove({ clientX }: globalThis.PointerEvent): void {
    const distance = clientX - down.clientX
    if (!isDragging && Math.abs(distance) < minDrag) return
    isDragging = true
    heading?.setAttribute('data-dragged', '')
    heading?.style.setProperty('transform', `translateX(${distance}px)`)
    heading?.style.setProperty('z-index', '5')
    heading?.style.setProperty('opacity', '0.8')
  }

  function end(event: Event): void {
    ending.abort()
    if (!isDragging || !heading) return
    for (const name of ['transform', 'z-index', 'opacity']) heading.style.removeProperty(name)
    heading.removeAttribute('data-dragged')
    if (!(event instanceof globalThis.PointerEvent) || event.type !== 'pointerup') return
    // The click that follows is part of the drag and opens no menu.
    const following = new AbortController()
    const options = { capture: true, signal: following.signal }
    addEventListener('click', (click) => click.stopPropagation(), options)
    setTimeout(() => following.abort())
    const others = middles.filter((_, i) => i !== from)
    onDrop(others.filter((middle) => middle < event.clientX).length)
  }

  addEventListener('pointermove', onMove, { signal })
  addEventListener('pointerup', end, { signal })
  addEventListener('pointercancel', end, { signal })
}
