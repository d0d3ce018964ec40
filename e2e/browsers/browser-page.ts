/**
 * One page of any browser, as small as the journey needs it. Parts of the page are named by XPath, which all of the
 * protocols understand; `findByRole` writes it.
 */

/** The special keys that the journey presses. */
export type KeyName = 'Enter' | 'Escape'

/** A page in a browser of its own. Actions wait until what they act on is visible, at most `maxWaitMs`. */
export type BrowserPage = {
  /** Where the browser saves what it downloads, without asking. */
  readonly downloadFolder: string
  open: (address: string) => Promise<void>
  /** Sets the size of the viewport in CSS pixels. */
  resize: (width: number, height: number) => Promise<void>
  /** Clicks the first visible element that the XPath names. */
  click: (xpath: string) => Promise<void>
  /** Types into the element with the focus. */
  type: (text: string) => Promise<void>
  press: (key: KeyName) => Promise<void>
  /** Evaluates an expression in the page; the value is JSON. */
  evaluate: <Value>(expression: string) => Promise<Value>
  /** A PNG of the viewport. */
  screenshot: () => Promise<Uint8Array>
  /** Errors and violations of the content security policy since the last call. */
  takeProblems: () => Promise<readonly string[]>
  /** Ends the browser and all that was started for it. */
  close: () => Promise<void>
}

/** The longest wait for an element, in milliseconds. */
export const maxWaitMs = 20_000

/** Maximum time to begin with a page: on a busy machine, WebKit needs many seconds for it. */
export const maxBeginMs = 2 * maxWaitMs

/** The elements that have a role without saying so. */
const nativeElements: Readonly<Record<string, readonly string[]>> = {
  banner: ['header'],
  button: ['button'],
  contentinfo: ['footer'],
  dialog: ['dialog'],
  region: ['section'],
}

/** The XPath of elements with this role and, if given, exactly this name: a label, or what the element says. */
export function findByRole(role: string, name?: string): string {
  const kinds = [`@role="${role}"`, ...(nativeElements[role] ?? []).map((each) => `self::${each}`)]
  const labels = [
    `@aria-label="${name}"`,
    `normalize-space(.)="${name}"`,
    `@aria-labelledby=//*[normalize-space(.)="${name}"]/@id`,
  ]
  return `//*[${kinds.join(' or ')}]${name === undefined ? '' : `[${labels.join(' or ')}]`}`
}

/** The text of the first visible element that the XPath names; empty if there is none. */
export function readText(page: BrowserPage, xpath: string): Promise<string> {
  const read = (path: string) => {
    const found = document.evaluate(path, document, null, XPathResult.ORDERED_NODE_ITERATOR_TYPE)
    for (let node = found.iterateNext(); node; node = found.iterateNext()) {
      if (node instanceof HTMLElement && node.checkVisibility()) return node.innerText.trim()
    }
    return ''
  }
  return page.evaluate(`(${read})(${JSON.stringify(xpath)})`)
}

/** The address of the page as path and query. */
export async function readAddress(page: BrowserPage): Promise<string> {
  const { pathname, search } = new URL(await page.evaluate<string>('location.href'))
  return pathname + decodeURIComponent(search)
}
