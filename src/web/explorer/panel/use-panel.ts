/** Whether the panel beside the entries is open, with which tab, and the keys that open it. */
import { useRef, useState } from 'react'
import {
  type PanelTab,
  setViewPreferences,
  useViewPreferences,
} from '../../preferences/view-preferences.ts'
import { useShortcut } from '../../ui/keys/use-shortcut.ts'
import { useMedia } from '../../ui/use-media.ts'

/** The panel, and how to change it. */
export type PanelControl = {
  /** Whether it is beside the entries, or covers them. */
  isWide: boolean
  tab: PanelTab
  isOpen: boolean
  /** A new number asks for the focus; 0 does not. */
  focusRequest: number
  /** Whether the panel is open with this tab. */
  isShown: (tab: PanelTab) => boolean
  /** Opens the panel with a tab, or closes it. */
  set: (tab: PanelTab, isOn: boolean) => void
}

/** `isPossible` is false while nothing was asked, so that there is nothing to count. */
export function usePanel(hasOpenEntry: boolean, isPossible: boolean): PanelControl {
  const { hasFacets, panelTab: tab = 'facets' } = useViewPreferences()
  const isPageWide = useMedia('(min-width: 900px)')
  const hasRoomForThree = useMedia('(min-width: 1200px)')
  // Beside the panel and an open entry, a page of 900 pixels has no room left for sentences.
  const isWide = isPageWide && (!hasOpenEntry || hasRoomForThree)
  // Where there is no room beside the table, the panel covers it, so it is shown only on request.
  const [isOverlayOpen, setOverlayOpen] = useState(false)
  const [focusRequest, setFocusRequest] = useState(0)
  const isOpen = isPossible && (isWide ? hasFacets : isOverlayOpen)

  function set(next: PanelTab, isOn: boolean): void {
    setFocusRequest(0)
    setViewPreferences(() => ({
      ...(isOn && { panelTab: next }),
      ...(isWide && { hasFacets: isOn }),
    }))
    if (!isWide) setOverlayOpen(isOn)
  }
  const requests = useRef(0)
  function pressKey(next: PanelTab): void {
    if (!isPossible) return
    const isInside = document.activeElement?.closest('[data-panel]') !== null
    const isClosing = isOpen && tab === next && isInside
    set(next, !isClosing)
    if (isClosing) document.querySelector<HTMLElement>('[role="grid"]')?.focus()
    else setFocusRequest(++requests.current)
  }
  useShortcut('1', () => pressKey('facets'))
  useShortcut('2', () => pressKey('findings'))
  return { isWide, tab, isOpen, focusRequest, isShown: (shown) => isOpen && tab === shown, set }
}
