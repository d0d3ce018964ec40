/**
 * Finds the element whose label is to be shown: one with `data-tip`, when the pointer rests on it or the keyboard
 * focuses it. The elements only have attributes, so that the popup can be loaded after the first row.
 */

/** How long the pointer rests before the label appears, in milliseconds. The keyboard focus shows it at once. */
const restMs = 350

/** How long the label stays after the pointer has left, so that the pointer can reach the label itself. */
const lingerMs = 120

/** Keys that leave the label where it is. */
const quietKeys = ['Tab', 'Shift', 'Control', 'Alt', 'Meta']

/** Calls `show` with the element, or with `undefined` when no label is to be shown; returns a function that stops. */
export function watchTooltips(show: (element: HTMLElement | undefined) => void): () => void {
  const stopped = new AbortController()
  let hovered: HTMLElement | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function plan(element: HTMLElement | undefined, waitMs: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => show(element && isQuiet(element) ? undefined : element), waitMs)
  }

  function onPointerOver({ target, pointerType }: PointerEvent): void {
    if (pointerType === 'touch' || !(target instanceof Element)) return
    if (target.closest('[data-tooltip]')) {
      clearTimeout(timer)
      return
    }
    const element = findTipped(target)
    if (element === hovered) return
    hovered = element
    plan(element, element ? restMs : lingerMs)
  }

  function onFocusIn({ target }: FocusEvent): void {
    if (!(target instanceof Element) || !target.matches(':focus-visible')) return
    const element = findTipped(target)
    if (element) plan(element, 0)
  }

  function hide(): void {
    plan(undefined, 0)
  }

  const options = { capture: true, passive: true, signal: stopped.signal }
  document.addEventListener('pointerover', onPointerOver, options)
  document.addEventListener('focusin', onFocusIn, options)
  document.addEventListener('focusout', hide, options)
  document.addEventListener('pointerdown', hide, options)
  document.addEventListener('keydown', ({ key }) => !quietKeys.includes(key) && hide(), options)
  return () => {
    clearTimeout(timer)
    stopped.abort()
  }
}

function findTipped(target: Element): HTMLElement | undefined {
  return target.closest<HTMLElement>('[data-tip]') ?? undefined
}

/** No label is shown over an open menu, or for an element that is gone. */
function isQuiet(element: HTMLElement): boolean {
  return !element.isConnected || element.getAttribute('aria-expanded') === 'true'
}
