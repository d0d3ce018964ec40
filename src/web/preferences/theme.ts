/** Applies the theme to the document: the chosen one, or that of the operating system. */
import { getPreferences, setPreferences, type Theme } from './preferences.ts'

/** The media query for a dark operating system. */
export const darkSystemQuery = '(prefers-color-scheme: dark)'

// Nothing reads this list: Chromium sends no event for a change that was read before the event was due.
const watchedSystem = matchMedia(darkSystemQuery)

function toEffectiveTheme(theme: Theme): 'light' | 'dark' {
  if (theme !== 'system') return theme
  return matchMedia(darkSystemQuery).matches ? 'dark' : 'light'
}

/** Applies the theme, and applies it again whenever that of the operating system changes. */
export function startTheme(): void {
  const apply = () => {
    document.documentElement.dataset.mode = toEffectiveTheme(getPreferences().theme)
  }
  apply()
  watchedSystem.addEventListener('change', apply)
}

/** Chooses a theme and applies it. */
export function chooseTheme(theme: Theme): void {
  setPreferences({ theme })
  document.documentElement.dataset.mode = toEffectiveTheme(theme)
}
