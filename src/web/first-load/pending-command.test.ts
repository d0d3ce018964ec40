import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { recordCommands, takePendingCommand } from './pending-command.ts'

let page: EventTarget

/** Presses a key in the page; returns whether it was taken. */
function press(key: string, more: Partial<KeyboardEvent> = {}): boolean {
  const event = new Event('keydown', { cancelable: true })
  for (const [name, value] of Object.entries({ key, ...more })) {
    Object.defineProperty(event, name, { value })
  }
  page.dispatchEvent(event)
  return event.defaultPrevented
}

beforeEach(() => {
  page = new EventTarget()
  vi.stubGlobal('document', page)
})
afterEach(() => vi.unstubAllGlobals())

describe('a command that is pressed before its part is there', () => {
  it('is taken once by its part, with what was typed', () => {
    const stop = recordCommands(['focus-query-bar', 'add-filter'])
    for (const key of '/find f') expect(press(key)).toBe(true)
    expect(takePendingCommand('add-filter')).toBeUndefined()
    expect(takePendingCommand('focus-query-bar')).toBe('find f')
    expect(takePendingCommand('focus-query-bar')).toBeUndefined()
    stop()
  })

  it('is one: the keys after the first are text, whatever part they belong to', () => {
    const stops = [recordCommands(['focus-query-bar', 'add-filter']), recordCommands(['export'])]
    for (const key of 'ef/') press(key)
    expect(takePendingCommand('export')).toBe('f/')
    expect(takePendingCommand('add-filter')).toBeUndefined()
    for (const stop of stops) stop()
  })

  it('leaves other keys alone, and those with Ctrl, Meta or Alt', () => {
    const stop = recordCommands(['add-filter'])
    expect(press('j')).toBe(false)
    expect(press('f', { ctrlKey: true })).toBe(false)
    expect(press('f')).toBe(true)
    expect(press('Escape')).toBe(false)
    expect(press('c', { metaKey: true })).toBe(false)
    expect(press('a', { isComposing: true })).toBe(false)
    expect(takePendingCommand('add-filter')).toBe('')
    stop()
  })

  it('is forgotten when the part came without it', () => {
    const stop = recordCommands(['export'])
    press('e')
    stop()
    expect(takePendingCommand('export')).toBeUndefined()
  })

  it('is not recorded once the part is there', () => {
    const [stop, stopOther] = [recordCommands(['export']), recordCommands(['add-filter'])]
    stop()
    expect(press('e')).toBe(false)
    expect(press('f')).toBe(true)
    stopOther()
    expect(press('f')).toBe(false)
  })
})
