/** Applies the theme to the document: the chosen one, or that of the operating system. */
import { getPreferences, setPreferences, type Theme } from './preferences.ts'

const systemIsDark = matchMedia('(prefers-color-scheme: dark)')

/** The theme in effect. */
export function toEffectiveTheme(theme: Theme): 'light' | 'dark' {
  if (theme !== 'system') return theme
  return systemIsDark.matches ? 'dark' : 'light'
}

/** Applies the theme, and applies it again whenever that of the operating system changes. */
export function startTheme(): void {
  const apply = () => {
    document.documentElement.dataset.mode = toEffectiveTheme(getPreferences().theme)
  }
  apply()
  systemIsDark.addEventListener('change', apply)
}

/** Chooses a theme and applies it. */
export function chooseTheme(theme: Theme): void {
  setPreferences({ theme })
  document.documentElement.dataset.mode = toEffectiveTheme(theme)
}
