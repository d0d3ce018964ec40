/** The few commands of W3C WebDriver that the journey needs (https://www.w3.org/TR/webdriver2/#endpoints). */

import { maxBeginMs, maxWaitMs } from './browser-page.ts'

/** The key under which WebDriver writes the id of an element. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf'

type Reference = { [elementKey]: string }

/** What a command was answered with instead of a value; `code` is one of the specification's error codes. */
export class WebDriverError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(`${code}: ${message}`)
    this.code = code
  }
}

async function send<Value>(
  method: string,
  address: string,
  body?: unknown,
  maxMs = maxWaitMs,
): Promise<Value> {
  const response = await fetch(address, {
    method,
    body: body ? JSON.stringify(body) : null,
    signal: AbortSignal.timeout(maxMs),
  })
  const { value } = (await response.json()) as { value: unknown }
  if (response.ok) return value as Value
  const { error, message } = value as { error: string; message: string }
  throw new WebDriverError(error, message)
}

/** One browser that a driver has started. */
export class WebDriverSession {
  readonly #address: string

  constructor(address: string) {
    this.#address = address
  }

  /** Starts a browser through the driver at this address. */
  static async start(driver: string, capabilities: object): Promise<WebDriverSession> {
    const body = { capabilities: { alwaysMatch: capabilities } }
    const address = `${driver}/session`
    const { sessionId } = await send<{ sessionId: string }>('POST', address, body, maxBeginMs)
    return new WebDriverSession(`${driver}/session/${sessionId}`)
  }

  navigate(url: string): Promise<void> {
    return send('POST', `${this.#address}/url`, { url }, maxBeginMs)
  }

  /** The value of an expression in the page. */
  evaluate<Value>(expression: string): Promise<Value> {
    const script = `return ${expression}`
    return send('POST', `${this.#address}/execute/sync`, { script, args: [] })
  }

  /** Sets the size of the window, with its frame and bars, in CSS pixels. */
  resizeWindow(width: number, height: number): Promise<void> {
    return send('POST', `${this.#address}/window/rect`, { width, height })
  }

  /** The ids of the elements that an XPath names, in the order of the document. */
  async findElements(xpath: string): Promise<readonly string[]> {
    const body = { using: 'xpath', value: xpath }
    const found = await send<Reference[]>('POST', `${this.#address}/elements`, body)
    return found.map((each) => each[elementKey])
  }

  isDisplayed(element: string): Promise<boolean> {
    return send('GET', `${this.#address}/element/${element}/displayed`)
  }

  click(element: string): Promise<void> {
    return send('POST', `${this.#address}/element/${element}/click`, {})
  }

  /** Types into the element with the focus. */
  async type(text: string): Promise<void> {
    const active = await send<Reference>('GET', `${this.#address}/element/active`)
    await send('POST', `${this.#address}/element/${active[elementKey]}/value`, { text })
  }

  /** A PNG of the viewport. */
  async screenshot(): Promise<Uint8Array> {
    return Buffer.from(await send<string>('GET', `${this.#address}/screenshot`), 'base64')
  }

  /** Ends the browser. */
  end(): Promise<void> {
    return send('DELETE', this.#address)
  }
}
