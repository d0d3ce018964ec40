import { expect, it } from 'vitest'
import { ensureValidLanguage } from './ensure-valid-language.ts'

/** A browser as the web sees it: its languages are getters of a prototype. */
function createBrowser(language: string, languages: readonly string[] = [language]) {
  class Browser {
    get language() {
      return language
    }
    get languages() {
      return languages
    }
  }
  const browser = new Browser()
  ensureValidLanguage(browser)
  return browser
}

it('gives Intl a language where the browser has none that is valid', () => {
  for (const language of ['C', 'C.UTF-8', 'en_US', 'de_DE.UTF-8', '', 'x', '\u202e']) {
    const browser = createBrowser(language)
    expect(browser.language).toBe('en-US')
    expect(browser.languages).toEqual(['en-US'])
    expect(new Intl.NumberFormat(browser.language).format(1234)).toBe('1,234')
  }
})

it('takes a valid one that the browser has beside it', () => {
  const browser = createBrowser('C', ['C', 'de-DE'])
  expect([browser.language, browser.languages]).toEqual(['de-DE', ['de-DE']])
})

it('leaves a valid one alone', () => {
  const browser = createBrowser('fr-CH', ['fr-CH', 'en'])
  expect(Object.keys(Object.getOwnPropertyDescriptors(browser))).toEqual([])
  expect([browser.language, browser.languages]).toEqual(['fr-CH', ['fr-CH', 'en']])
})
