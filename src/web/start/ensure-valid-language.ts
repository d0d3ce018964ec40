/**
 * Gives the page a language that `Intl` accepts. WebKit and Chromium report the locale of the process, so under
 * `LANG=C` the language is `C`, and libraries that pass it to `Intl` (uPlot does when it is loaded) throw.
 */

/** The language of all texts of the app. */
const appLanguage = 'en-US'

type Languages = { readonly language: string; readonly languages: readonly string[] }

/** Replaces languages of the browser that are not valid tags. */
export function ensureValidLanguage(browser: Languages = navigator): void {
  const valid = [browser.language, ...browser.languages].filter(isValid)
  if (!isValid(browser.language)) define(browser, 'language', valid[0] ?? appLanguage)
  if (!browser.languages.every(isValid)) {
    define(browser, 'languages', Object.freeze(valid.length > 0 ? valid : [appLanguage]))
  }
}

/** The browser's own properties are in its prototype, so they can be hidden but not changed. */
function define(browser: Languages, name: keyof Languages, value: unknown): void {
  Object.defineProperty(browser, name, { value, configurable: true })
}

function isValid(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length === 1
  } catch {
    return false
  }
}
