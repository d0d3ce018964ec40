/** Switches between light and dark. */
import { MoonIcon } from '@phosphor-icons/react/dist/csr/Moon'
import { SunIcon } from '@phosphor-icons/react/dist/csr/Sun'
import { usePreferences } from '../preferences/preferences.ts'
import { chooseTheme, toEffectiveTheme } from '../preferences/theme.ts'
import { Button } from '../ui/button.tsx'

/** A button that turns the theme over. */
export function ThemeButton() {
  const isDark = toEffectiveTheme(usePreferences().theme) === 'dark'
  const label = isDark ? 'Use the light theme' : 'Use the dark theme'
  return (
    <Button
      variant="ghost"
      size="sm"
      shape="square"
      aria-label={label}
      title={label}
      icon={isDark ? <SunIcon aria-hidden /> : <MoonIcon aria-hidden />}
      onClick={() => chooseTheme(isDark ? 'light' : 'dark')}
    />
  )
}
