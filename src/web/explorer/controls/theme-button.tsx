/** Switches between light and dark. */
import { MoonIcon } from '@phosphor-icons/react/dist/csr/Moon'
import { SunIcon } from '@phosphor-icons/react/dist/csr/Sun'
import { usePreferences } from '../../preferences/preferences.ts'
import { chooseTheme, darkSystemQuery } from '../../preferences/theme.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useMedia } from '../../ui/use-media.ts'

/** A button that changes to the other theme. */
export function ThemeButton() {
  const { theme } = usePreferences()
  const isSystemDark = useMedia(darkSystemQuery)
  const isDark = theme === 'system' ? isSystemDark : theme === 'dark'
  const label = isDark ? 'Use the light theme' : 'Use the dark theme'
  return (
    <IconButton
      size="sm"
      label={label}
      icon={isDark ? <SunIcon aria-hidden /> : <MoonIcon aria-hidden />}
      onClick={() => chooseTheme(isDark ? 'light' : 'dark')}
    />
  )
}
