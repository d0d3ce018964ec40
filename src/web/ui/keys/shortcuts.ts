/** The list of all shortcuts, which “?” shows. A feature with a new shortcut adds it here. */

/** Alternative keys for one action. Keys that are pressed together are joined by “+”. */
export type Shortcut = { keys: readonly string[]; does: string }

/** The shortcuts of one part of the screen. */
export type ShortcutGroup = { title: string; shortcuts: readonly Shortcut[] }

/** All shortcuts, in the order in which they are shown. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    title: 'Anywhere',
    shortcuts: [
      { keys: ['?'], does: 'Show these shortcuts' },
      { keys: ['/'], does: 'Search, filter, or paste a link or curl' },
      { keys: ['f'], does: 'Add a filter' },
      { keys: ['t'], does: 'Go to the table, also by the first Tab: “Skip to the entries”' },
      { keys: ['j', 'k'], does: 'Go to the table, and there to the next entry or the one before' },
      {
        keys: ['a'],
        does: 'Ask all logs of the account; there: only the log of the open entry',
      },
      { keys: ['1', '2'], does: 'Go to the facets, to the findings; again: close them' },
      { keys: ['w'], does: 'What happened: load the range, and list what matters first' },
      { keys: ['s'], does: 'Save the query' },
      { keys: ['e'], does: 'Export the entries' },
      { keys: ['r'], does: 'Ask the API again, up to now' },
      { keys: ['Shift+F'], does: 'Find a text in the loaded entries, bodies included' },
      { keys: ['n', 'Shift+N'], does: 'Next entry with the text, the one before' },
      { keys: ['Ctrl+Z', '⌘+Z'], does: 'Undo the last change of the query' },
      { keys: ['Ctrl+Shift+Z', 'Ctrl+Y', '⌘+Shift+Z'], does: 'Redo it' },
      { keys: ['Esc'], does: 'Close the topmost layer, then the drawer' },
    ],
  },
  {
    title: 'Table',
    shortcuts: [
      { keys: ['↓', 'j'], does: 'Next entry' },
      { keys: ['↑', 'k'], does: 'Previous entry' },
      { keys: ['Page Down', 'Page Up'], does: 'A screen further or back' },
      { keys: ['Home', 'End'], does: 'First entry, last loaded entry' },
      { keys: ['Enter'], does: 'Open the entry in the drawer' },
      { keys: ['Space', 'Ctrl+click', '⌘+click'], does: 'Toggle selection' },
      { keys: ['x'], does: 'All logs: show the entry of the other log as well, or no longer' },
      { keys: ['Shift+click'], does: 'Select all entries from the current one' },
      { keys: ['.', 'Shift+F10', 'right click'], does: 'Open actions menu' },
    ],
  },
  {
    title: 'Open entry',
    shortcuts: [
      { keys: ['↓', 'j', '↑', 'k'], does: 'Next / previous entry' },
      { keys: ['←', '→', 'Home', 'End'], does: 'On its tabs: another view of the entry' },
      { keys: ['Esc'], does: 'Close it, back to its row' },
      { keys: ['→', '←'], does: 'In a body: unfold, fold' },
      { keys: ['c', 'p'], does: 'In a body: copy the value, copy its path' },
      { keys: ['.', 'Shift+F10', 'right click', 'm'], does: 'Open actions menu of a value' },
    ],
  },
  {
    title: 'Find in loaded entries',
    shortcuts: [
      { keys: ['Enter', 'Shift+Enter'], does: 'Next hit, previous hit' },
      { keys: ['Ctrl+Enter', '⌘+Enter'], does: 'Open the current hit' },
      { keys: ['Esc'], does: 'Go to its row; in the table: end the search' },
    ],
  },
  {
    title: 'Facets',
    shortcuts: [
      { keys: ['↓', '↑', 'Home', 'End'], does: 'Another value' },
      { keys: ['Enter', 'x'], does: 'Include only the value, exclude it' },
      { keys: ['.', 'Shift+F10', 'right click'], does: 'Open actions menu' },
    ],
  },
  {
    title: 'Findings',
    shortcuts: [
      { keys: ['↓', '↑'], does: 'Another rule' },
      { keys: ['Enter', 'x'], does: 'Show only the entries of the rule, exclude them' },
    ],
  },
  {
    title: 'Histogram',
    shortcuts: [
      { keys: ['-'], does: 'Zoom out: double the time range, from anywhere' },
      { keys: ['←', '→', 'Page Up', 'Page Down'], does: 'Another bucket; a bound of the range' },
      { keys: ['Enter'], does: 'Zoom to the bucket, or to the range between the bounds' },
      { keys: ['Shift+arrows'], does: 'In the hours: extend the block' },
      { keys: ['Enter', 'x'], does: 'In the hours: include only the block, exclude it' },
    ],
  },
  {
    title: 'Search bar',
    shortcuts: [
      { keys: ['Tab'], does: 'Autocomplete' },
      { keys: ['↓', '↑'], does: 'Choose a completion' },
      { keys: ['Enter'], does: 'Take the chosen completion, or run and go to the table' },
      { keys: ['Esc'], does: 'Go to the table; what was typed stays, not run' },
      { keys: ['Backspace', '←'], does: 'At the start: go to the last filter' },
      { keys: ['Ctrl+C', '⌘+C'], does: 'Copy all filters as text, when nothing is selected' },
    ],
  },
  {
    title: 'Filters in use',
    shortcuts: [
      { keys: ['Enter'], does: 'Change the filter' },
      { keys: ['n'], does: 'Exclude instead of include, or back' },
      { keys: ['o'], does: 'Disable it, or enable it again' },
      { keys: ['d'], does: 'Duplicate it, then edit the copy' },
      { keys: ['Delete', 'Backspace'], does: 'Remove it' },
      { keys: ['←', '→'], does: 'Previous filter, next filter' },
      { keys: ['.', 'Shift+F10'], does: 'Open actions menu' },
    ],
  },
]
