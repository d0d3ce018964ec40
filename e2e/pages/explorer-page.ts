/** The explorer page for tests: its parts and actions, found by role and name only. */
import { expect, type Locator, type Page } from '@playwright/test'

/** The first account of the made-up company. */
export const firstAccountId = '2bd47c24fec6938a189b6cbac87de631'

/** The id of its organization. */
export const firstOrganizationId = '274be1a8fc47e44f899f78f7455d9d9d'

/** The path of the log that the start page opens. */
export const firstLog = `/accounts/${firstAccountId}/logs/audit`

/** Empties the clipboard; the returned function waits until a text is copied, and returns it. */
export async function watchClipboard(page: Page): Promise<() => Promise<string>> {
  const read = () => page.evaluate(() => navigator.clipboard.readText())
  await page.evaluate(() => navigator.clipboard.writeText(''))
  return async () => {
    await expect.poll(read).not.toBe('')
    return read()
  }
}

export class ExplorerPage {
  readonly page: Page
  readonly origin: string

  constructor(page: Page, origin: string) {
    this.page = page
    this.origin = origin
  }

  /** The grid of entries. */
  get grid(): Locator {
    return this.page.getByRole('grid')
  }

  /** The rows in the page, without the header, in no particular order: their elements are reused. */
  get rows(): Locator {
    return this.grid.locator('[role="row"][aria-selected]:not([hidden])')
  }

  /** The heading of the times, which says their zone. */
  get timeHeading(): Locator {
    return this.grid.getByRole('columnheader', { name: 'Time', exact: true })
  }

  /** The bar with the filters in use and the field for more. */
  get bar(): Locator {
    return this.page.getByRole('search', { name: 'Filters' })
  }

  /** The field of the bar. */
  get field(): Locator {
    return this.bar.getByRole('combobox', { name: /^Search, filter/ })
  }

  /** The filters in use. */
  get filters(): Locator {
    return this.bar.getByRole('listitem')
  }

  /** The line with the state of the search. */
  get status(): Locator {
    return this.page.getByRole('contentinfo').getByRole('status')
  }

  /** The drawer with one entry. */
  get drawer(): Locator {
    return this.page.getByRole('region', { name: 'Entry', exact: true })
  }

  /** Opens the start page and waits for the first entries, and for the controls, which come after them. */
  async open(path = '/'): Promise<void> {
    await this.openRows(path)
    await this.#waitForControls()
  }

  /** Opens the start page and waits for the first entries only. */
  async openRows(path = '/'): Promise<void> {
    await this.page.goto(this.origin + path)
    await this.rows.first().waitFor()
    await this.#waitForList()
  }

  /** The first rows are drawn before the list has them. */
  async #waitForList(): Promise<void> {
    await expect(this.status).not.toContainText('Loading the first entries')
  }

  /** Opens the first log with this query, and waits for entries. */
  async openWith(question: string): Promise<void> {
    await this.open(`${firstLog}?${question}`)
  }

  /** Opens the first log with more entries than one page has; returns how many are loaded. */
  async openLong(): Promise<number> {
    await this.openWith('range=30d')
    await expect(this.status).toContainText('older entries not loaded')
    return this.loadedCount()
  }

  /** Opens the first log with a query that has no entries, or that fails. */
  async ask(question: string): Promise<void> {
    await this.page.goto(`${this.origin}${firstLog}?${question}`)
  }

  async #waitForControls(): Promise<void> {
    // A narrow page has its controls in a sheet.
    await this.page
      .getByRole('button', { name: /^(Add filter|Filters & time)/ })
      .first()
      .waitFor()
    await this.page.getByRole('toolbar', { name: 'View' }).waitFor()
    await this.page.getByRole('button', { name: 'Completeness report' }).waitFor()
  }

  /** The row at this position in the list, counted from 0. */
  row(index: number): Locator {
    return this.grid.locator(`[role="row"][aria-rowindex="${index + 2}"]`)
  }

  /** The visible cells of the column with this heading, which is shown first if it is hidden. */
  async cells(heading: string): Promise<Locator> {
    const header = this.grid.getByRole('columnheader', { name: heading, exact: true })
    await this.rows.first().waitFor()
    if ((await header.count()) === 0) await this.showColumns(heading)
    const column = await header.getAttribute('aria-colindex')
    await this.waitForTexts()
    return this.grid.locator(`[role="gridcell"][aria-colindex="${column}"]`)
  }

  /** Time and summary of a row, which no finding changes. */
  async readRow(row: Locator): Promise<string> {
    const cells = await row.getByRole('gridcell').allTextContents()
    return cells.slice(0, 2).join(' ')
  }

  /** Waits until all rows in the page are drawn: their texts come from a worker. */
  async waitForTexts(): Promise<void> {
    await this.rows.first().waitFor()
    await expect(this.rows.filter({ hasNotText: /\d\d:\d\d/ })).toHaveCount(0)
  }

  /** Shows columns, after those that are shown. */
  async showColumns(...headings: string[]): Promise<void> {
    await this.page.getByRole('button', { name: 'Columns', exact: true }).click()
    const panel = this.page.getByRole('dialog', { name: 'Columns' })
    for (const heading of headings) {
      await panel.getByRole('checkbox', { name: heading, exact: true }).check()
    }
    await panel.press('Escape')
    await panel.waitFor({ state: 'hidden' })
  }

  /** The address as path and query. */
  address(): string {
    const { pathname, search } = new URL(this.page.url())
    return pathname + decodeURIComponent(search)
  }

  /** The entry that the address opens, once it is another one than `before`. */
  async openedEntry(before = ''): Promise<string> {
    const read = () => new URL(this.page.url()).searchParams.get('entry') ?? ''
    await expect.poll(read).not.toBe(before)
    return read()
  }

  /** Copies the link with fixed times, and returns it. */
  async copyLink(): Promise<string> {
    const copied = await watchClipboard(this.page)
    await this.page.getByRole('banner').getByRole('button', { name: 'Share' }).click()
    await this.page.getByRole('menuitem', { name: 'Link with fixed times' }).click()
    return copied()
  }

  /** Loads all entries of the range, unless the page has loaded them by itself. */
  async loadAll(): Promise<void> {
    const button = this.page.getByRole('button', { name: 'Load all', exact: true })
    const whole = this.status.filter({ hasText: / · Complete/ })
    // The button may go away while it is clicked, when the last page arrives; then the status is clicked, which does nothing.
    await button.or(whole).first().click()
  }

  /** Scrolls the grid to the current end of the list. */
  async scrollToEnd(): Promise<void> {
    await this.grid.evaluate((grid) => {
      const scroller = grid.parentElement
      if (scroller) scroller.scrollTop = scroller.scrollHeight
    })
  }

  /** Whether the list is wider than the window that shows it. */
  async scrollsSideways(): Promise<boolean> {
    return this.grid.evaluate(
      ({ parentElement }) => parentElement?.scrollWidth !== parentElement?.clientWidth,
    )
  }

  /** Waits until the search rests, and returns how many entries are loaded. */
  async settledCount(): Promise<number> {
    await expect(this.status).toContainText(/ loaded\)? · (Partial|Complete|More may|There may)/)
    return this.loadedCount()
  }

  /** How many entries the status line says are loaded. */
  async loadedCount(): Promise<number> {
    await this.#waitForList()
    const text = await this.status.innerText()
    const [, count] = /(\d[\d,]*) (?:loaded|entr(?:y|ies) so far)/.exec(text) ?? []
    return Number(count?.replaceAll(',', '') ?? Number.NaN)
  }
}
