/** Switches a rule on or off, in the preferences of this browser. */
import { getPreferences, setPreferences } from '../preferences/preferences.ts'

/** Returns the problem in words when the browser does not store it; then the switch holds for this page. */
export function switchRule(id: string, isOn: boolean): string | undefined {
  const others = (getPreferences().rulesOff ?? []).filter((each) => each !== id)
  const failure = setPreferences({ rulesOff: isOn ? others : [...others, id] })
  return failure && 'The browser does not store this: the switch holds until this page is closed.'
}
