import { describe, expect, it } from 'vitest'
import { isShortcut } from './shortcut.ts'

const press = (part: Partial<KeyboardEvent>) =>
  isShortcut({ key: 'f', target: null, ...part } as KeyboardEvent, 'f')

describe('isShortcut', () => {
  it('is the bare key, once', () => {
    expect(press({})).toBe(true)
    expect(press({ key: 'g' })).toBe(false)
    expect(press({ repeat: true })).toBe(false)
  })

  it('is a letter like any other where text is written or found', () => {
    const within = (place: string) => ({
      target: { closest: (places: string) => places.includes(place) } as unknown as EventTarget,
    })
    expect(press(within('textarea'))).toBe(false)
    expect(press(within('[role=menu]'))).toBe(false)
    // Its list opens a moment after the click, and letters choose from it.
    expect(press(within('[role=combobox]'))).toBe(false)
    expect(press(within('main'))).toBe(true)
  })

  it('is a letter for a menu that is open and does not have the focus yet', () => {
    const openers = ['[aria-haspopup][aria-expanded=true]']
    const ownerDocument = {
      querySelector: (places: string) => openers.find((opener) => places.includes(opener)) ?? null,
    }
    const target = { closest: () => null, ownerDocument } as unknown as EventTarget
    expect(press({ target })).toBe(false)
    openers.pop()
    expect(press({ target })).toBe(true)
  })

  it('leaves what the browser or another part of the page uses alone', () => {
    expect(press({ ctrlKey: true })).toBe(false)
    expect(press({ metaKey: true })).toBe(false)
    expect(press({ altKey: true })).toBe(false)
    expect(press({ isComposing: true })).toBe(false)
    expect(press({ defaultPrevented: true })).toBe(false)
  })
})
