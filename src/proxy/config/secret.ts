/**
 * A value that must never be printed. String conversion, JSON, console, spread and structured clone give a
 * placeholder or nothing.
 */
const placeholder = '[secret]'

/** Wraps a secret; only `reveal` returns it. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
    Object.freeze(this)
  }

  /** The value itself, for the header that carries it and for removing it from messages. */
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

  /** Called by Node's `util.inspect` and `console`; a registered symbol, so no import is needed. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return placeholder
  }
}
