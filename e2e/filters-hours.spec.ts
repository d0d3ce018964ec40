/** Loaded entries are filtered by the hours of their time, with weekdays and a time zone. */
import { expectAccessibleInBothThemes, makeColorsReadable } from './expect-accessible.ts'
import { expect, test } from './fixtures.ts'
import { serveEntries } from './serve-entries.ts'

test.beforeEach(({ page }) => makeColorsReadable(page))

test('hours are chosen by keyboard, wrong ones are told, and only entries outside of them are shown', async ({
  explorer,
  page,
  gumshoe,
}) => {
  const times = ['2026-11-22T12:00:00Z', '2026-11-20T12:00:00Z', '2026-11-20T05:00:00Z']
  serveEntries(
    gumshoe,
    times.map((time) => ({ action: { description: 'Update App', time } })),
  )
  await explorer.open()
  await expect(explorer.rows).toHaveCount(3)
  await page.keyboard.press('f')
  await page.keyboard.type('hours')
  await page.keyboard.press('Enter')
  const editor = page.getByRole('dialog', { name: 'Add filter' })
  await expect(editor.getByRole('radio', { name: 'Outside' })).toBeChecked()
  await expect(editor.getByRole('checkbox', { name: 'Saturday' })).not.toBeChecked()
  await editor.getByRole('checkbox', { name: 'Saturday' }).press('Space')
  const from = editor.getByRole('textbox', { name: 'From' })
  await from.fill('7')
  await expect(editor).toContainText('“7” is not a time. Write one such as 07:00.')
  await expect(editor.getByRole('button', { name: 'Apply' })).toBeDisabled()
  await from.fill('06:30')
  await editor.getByRole('combobox', { name: 'Time zone' }).fill('Mars')
  await expect(editor).toContainText('“Mars” is not a time zone')
  await editor.getByRole('combobox', { name: 'Time zone' }).fill('europe/london')
  await expectAccessibleInBothThemes(page, '[role=dialog]')
  await page.keyboard.press('Enter')
  const hours = 'mon-sat 06:30-19:00 Europe/London'
  await expect.poll(() => explorer.address()).toContain(`hours.not=${hours}`)
  const pill = page.getByRole('button', {
    name: 'hours outside mon-sat 06:30-19:00 Europe/London (local)',
    exact: true,
  })
  await expect(pill).toBeFocused()
  await expect(explorer.rows).toHaveCount(2)

  await page.keyboard.press('n')
  await expect.poll(() => explorer.address()).toContain(`hours=${hours}`)
  await expect(explorer.rows).toHaveCount(1)
  await page
    .getByRole('button', { name: /^hours within mon-sat/ })
    .first()
    .press('Enter')
  const edit = page.getByRole('dialog', { name: /^Edit local filter/ })
  await edit.getByRole('button', { name: 'Add times' }).click()
  await edit.getByRole('textbox', { name: 'From, range 2' }).fill('22:00')
  await edit.getByRole('textbox', { name: 'To, range 2' }).fill('23:00')
  await edit.getByRole('button', { name: 'Apply' }).click()
  await expect
    .poll(() => explorer.address())
    .toContain('hours=mon-sat 06:30-19:00,22:00-23:00 Europe/London')
})
