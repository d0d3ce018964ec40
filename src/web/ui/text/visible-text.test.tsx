import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { toVisibleText, VisibleText } from './visible-text.tsx'

describe('text from a log', () => {
  it.each([
    ['admin\u202Egnp.exe', 'admin⟦U+202E⟧gnp.exe'],
    ['\u001b[2J', '⟦U+001B⟧[2J'],
    ['zero\u200bwidth', 'zero⟦U+200B⟧width'],
    [`a${'\u200b'.repeat(1900)}b`, 'a⟦U+200B ×1900⟧b'],
    ['a\u00a0b\u2003c', 'a⟦U+00A0⟧b⟦U+2003⟧c'],
    ['x\ufe0fy and ❤\ufe0f', 'x⟦U+FE0F⟧y and ❤\ufe0f'],
    ['аdmin@example.com', '⟦Cyrillic⟧аdmin@example.com'],
    [`z${'\u0301'.repeat(500)}a`, `z${'\u0301'.repeat(4)}⟦496 more marks⟧a`],
    ['plain text, ümläute, 漢字', 'plain text, ümläute, 漢字'],
  ])('shows what is invisible in %j', (text, shown) => {
    expect(toVisibleText(text)).toBe(shown)
    expect(renderToStaticMarkup(<VisibleText text={text} />).replace(/<[^>]*>/g, '')).toBe(shown)
  })

  it('is text and never markup', () => {
    const markup = renderToStaticMarkup(<VisibleText text={'<img src=x onerror=alert(1)>'} />)
    expect(markup).toBe('<bdi>&lt;img src=x onerror=alert(1)&gt;</bdi>')
  })

  it('is cut in a cell and whole elsewhere', () => {
    const text = 'x'.repeat(5000)
    expect(renderToStaticMarkup(<VisibleText text={text} />)).toHaveLength(2000 + 12)
    expect(renderToStaticMarkup(<VisibleText text={text} whole />)).toContain(text)
  })
})
