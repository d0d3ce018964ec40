import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

const toId = (number: number) => `0d5c4a0e-5b0c-4a52-9a0f-${String(number).padStart(12, '0')}`
const toRule = (number: number) => `title: Own rule ${number}
id: ${toId(number)}
logsource:
  product: cloudflare
  service: audit
detection:
  selection:
    actor.type: user
  condition: selection
level: low
`

/** A folder with rules, one of them in a folder below it, and a file that is no rule. */
function makeFolder(path: string): string {
  const folder = join(path, 'team')
  mkdirSync(join(folder, 'dns', 'deep'), { recursive: true })
  writeFileSync(join(folder, 'first.yml'), toRule(1))
  writeFileSync(join(folder, 'dns', 'deep', 'second.yaml'), toRule(2))
  writeFileSync(join(folder, 'readme.md'), '# No rule')
  return folder
}

const own = (page: Page) => page.getByRole('region', { name: 'Own rules' }).first()

async function openRules(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/rules`)
  await page.getByText(/^\d+ rules, 0 of them own/).waitFor()
}

/** Drops files or folders of this machine, as from the desktop. */
async function drop(page: Page, files: readonly string[]): Promise<void> {
  const box = await own(page).boundingBox()
  if (!box) throw new Error('The section of own rules is not drawn.')
  const session = await page.context().newCDPSession(page)
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data })
  }
  await session.detach()
}

test('a dropped folder is read with the folders in it', async ({ page, gumshoe }, info) => {
  await openRules(page, gumshoe.origin)
  await drop(page, [makeFolder(info.outputPath())])
  await expect(page.getByText(/^\d+ rules, 2 of them own/)).toBeVisible()
  for (const title of ['Own rule 1', 'Own rule 2']) {
    await expect(page.getByRole('button', { name: title })).toBeVisible()
  }
})

test('a dropped file with a mistake is named with its line, and others are taken', async ({
  page,
  gumshoe,
}, info) => {
  await openRules(page, gumshoe.origin)
  const [good, bad] = [info.outputPath('good.yml'), info.outputPath('bad.yml')]
  writeFileSync(good, toRule(1))
  writeFileSync(bad, toRule(2).replace('actor.type', 'actor.kind'))
  await drop(page, [good, bad])
  await expect(page.getByText(/^\d+ rules, 1 of them own/)).toBeVisible()
  await expect(own(page)).toContainText('bad.yml')
  await expect(own(page)).toContainText('actor.kind')
})

test('a text that is dragged into the field stays the work of the browser', async ({
  page,
  gumshoe,
}) => {
  await openRules(page, gumshoe.origin)
  await page.getByRole('button', { name: 'Paste YAML' }).click()
  const isLeft = await page.getByRole('textbox', { name: 'Rules as YAML' }).evaluate((field) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.setData('text/plain', 'title: x')
    const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
    return field.dispatchEvent(event)
  })
  expect(isLeft).toBe(true)
  await expect(own(page).getByRole('alert')).toHaveCount(0)
})

test('a chosen folder is read with the folders in it', async ({ page, gumshoe }, info) => {
  await openRules(page, gumshoe.origin)
  await page.getByLabel('Folder of rules').setInputFiles(makeFolder(info.outputPath()))
  await expect(page.getByText(/^\d+ rules, 2 of them own/)).toBeVisible()
  await page.reload()
  await expect(page.getByText(/^\d+ rules, 2 of them own/)).toBeVisible()
})
