/**
 * A value that must never be printed. Every ordinary way of turning an object into text (string
 * conversion, JSON, console, spread, structured clone) yields a placeholder or nothing.
 */
const placeholder = '[secret]'

/** Holds a credential; only `reveal` gives it back. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
    Object.freeze(this)
  }

  /** The value itself, for the header that carries it and for the search that removes it. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return placeholder
  }

  toJSON(): string {
    return placeholder
  }

  [Symbol.toPrimitive](): string {
    return placeholder
  }

  /** What Node's `util.inspect` and `console` call; a registered symbol, so no import is needed. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return placeholder
  }
}
