/** As much of the DOM as the rows of the grid need, for tests without a browser. */

/** An element with attributes, text and children. */
export class FakeElement {
  className = ''
  hidden = false
  id = ''
  title = ''
  ariaSelected: string | null = null
  ariaHidden: string | null = null
  parent: FakeElement | undefined
  children: FakeElement[] = []
  text: { data: string } | undefined
  isHovered = false
  readonly style: Record<string, string> & { setProperty: (name: string, value: string) => void }
  readonly #attributes = new Map<string, string>()

  constructor() {
    const properties: Record<string, string> = {}
    this.style = Object.assign(properties, {
      setProperty: (name: string, value: string) => {
        properties[name] = value
      },
    }) as FakeElement['style']
  }

  setAttribute(name: string, value: string): void {
    this.#attributes.set(name, value)
  }

  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null
  }

  hasAttribute(name: string): boolean {
    return this.#attributes.has(name)
  }

  removeAttribute(name: string): void {
    if (name === 'id') this.id = ''
    this.#attributes.delete(name)
  }

  toggleAttribute(name: string, isOn: boolean): void {
    if (isOn) this.#attributes.set(name, '')
    else this.#attributes.delete(name)
  }

  append(...nodes: (FakeElement | { data: string })[]): void {
    for (const node of nodes) {
      if (!(node instanceof FakeElement)) {
        this.text = node
        continue
      }
      node.remove()
      node.parent = this
      this.children.push(node)
    }
  }

  remove(): void {
    const siblings = this.parent?.children
    siblings?.splice(siblings.indexOf(this), 1)
    this.parent = undefined
  }

  before(element: FakeElement): void {
    this.#insert(element, 0)
  }

  after(element: FakeElement): void {
    this.#insert(element, 1)
  }

  get nextElementSibling(): FakeElement | null {
    const siblings = this.parent?.children ?? []
    return siblings[siblings.indexOf(this) + 1] ?? null
  }

  matches(selector: string): boolean {
    return selector === ':hover' && this.isHovered
  }

  /** The text of the element and of all in it. */
  get textContent(): string {
    return (this.text?.data ?? '') + this.children.map((child) => child.textContent).join('')
  }

  #insert(element: FakeElement, offset: number): void {
    element.remove()
    element.parent = this.parent
    this.parent?.children.splice(this.parent.children.indexOf(this) + offset, 0, element)
  }
}

/** A document that creates such elements, and in which nothing is selected unless a test says so. */
export function createFakeDocument() {
  return {
    selected: undefined as FakeElement | undefined,
    createElement: () => new FakeElement(),
    createTextNode: (data: string) => ({ data }),
    getSelection() {
      const { selected } = this
      return { isCollapsed: !selected, containsNode: () => selected !== undefined }
    },
  }
}
