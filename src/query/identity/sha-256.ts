/**
 * SHA-256 of bytes that arrive in chunks (FIPS 180-4). `crypto.subtle.digest` needs all bytes at once, and an export
 * may be larger than memory.
 */

/** A digest being computed. */
export type Sha256 = {
  update: (bytes: Uint8Array) => void
  /** The digest as 64 hexadecimal digits; `update` must not be called afterwards. */
  digest: () => string
  /** The digest as 32 bytes; as `digest`, to be called once and last. */
  digestBytes: () => Uint8Array<ArrayBuffer>
}

const blockBytes = 64
const lengthBytes = 8

/** Room for the block that is processed; most digests are of few blocks, and each would need a new one. */
const words = new Int32Array(64)

/** The first 32 bits of the fractional parts of roots of the first primes, as the standard derives them. */
const roundConstants = Int32Array.from(listPrimes(64), (prime) => toFraction(Math.cbrt(prime)))
const firstState = Int32Array.from(listPrimes(8), (prime) => toFraction(Math.sqrt(prime)))

/** Starts a digest. */
export function createSha256(): Sha256 {
  const { update, digestBytes } = createHasher()
  return {
    update,
    digestBytes,
    digest: () => Array.from(digestBytes(), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  }
}

/** Used again for each whole digest: with memory of its own, a node of a tree takes 1.7 times as long. */
const shared = createHasher()

/** The SHA-256 digest, 32 bytes, of these parts as if they were one. */
export function toSha256(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  shared.reset()
  for (const part of parts) shared.update(part)
  return shared.digestBytes()
}

function createHasher() {
  const state = firstState.slice()
  /** Bytes that do not fill a block yet. */
  const pending = new Uint8Array(blockBytes)
  const pendingView = new DataView(pending.buffer)
  let pendingLength = 0
  let length = 0

  function reset(): void {
    state.set(firstState)
    pendingLength = 0
    length = 0
  }

  function update(bytes: Uint8Array): void {
    length += bytes.length
    let at = 0
    if (pendingLength > 0) {
      at = addPending(bytes, 0)
      if (pendingLength < blockBytes) return
      addBlock(state, pending, 0)
      pendingLength = 0
    }
    for (; at + blockBytes <= bytes.length; at += blockBytes) addBlock(state, bytes, at)
    addPending(bytes, at)
  }

  /** Fills the block and returns where the rest begins. A loop, because `set` with `subarray` takes longer. */
  function addPending(bytes: Uint8Array, start: number): number {
    const end = Math.min(bytes.length, start + blockBytes - pendingLength)
    for (let at = start; at < end; at++) pending[pendingLength++] = bytes[at] as number
    return end
  }

  function addPadding(): void {
    pending.fill(0, pendingLength)
    pending[pendingLength] = 0x80
    if (pendingLength >= blockBytes - lengthBytes) {
      addBlock(state, pending, 0)
      pending.fill(0)
    }
    // The length in bits: 2^29 bytes have 2^32 of them.
    pendingView.setUint32(blockBytes - 8, Math.floor(length / 2 ** 29))
    pendingView.setUint32(blockBytes - 4, length * 8)
    addBlock(state, pending, 0)
  }

  function digestBytes(): Uint8Array<ArrayBuffer> {
    addPadding()
    const bytes = new Uint8Array(4 * state.length)
    for (let at = 0; at < bytes.length; at++) {
      bytes[at] = (state[at >> 2] as number) >>> (24 - 8 * (at & 3))
    }
    return bytes
  }

  return { reset, update, digestBytes }
}

/** Processes one block. Eight local variables instead of an array make it three times as fast. */
function addBlock(state: Int32Array, bytes: Uint8Array, start: number): void {
  fillWords(bytes, start)
  let a = state[0] as number
  let b = state[1] as number
  let c = state[2] as number
  let d = state[3] as number
  let e = state[4] as number
  let f = state[5] as number
  let g = state[6] as number
  let h = state[7] as number
  for (let i = 0; i < 64; i++) {
    const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const choice = g ^ (e & (f ^ g))
    const next = (h + sum1 + choice + (roundConstants[i] as number) + (words[i] as number)) | 0
    const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const majority = (a & b) | (c & (a | b))
    h = g
    g = f
    f = e
    e = (d + next) | 0
    d = c
    c = b
    b = a
    a = (next + sum0 + majority) | 0
  }
  state[0] = (state[0] as number) + a
  state[1] = (state[1] as number) + b
  state[2] = (state[2] as number) + c
  state[3] = (state[3] as number) + d
  state[4] = (state[4] as number) + e
  state[5] = (state[5] as number) + f
  state[6] = (state[6] as number) + g
  state[7] = (state[7] as number) + h
}

function fillWords(bytes: Uint8Array, start: number): void {
  for (let i = 0, at = start; i < 16; i++, at += 4) {
    words[i] =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number)
  }
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15] as number
    const y = words[i - 2] as number
    const small0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const small1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    words[i] = ((words[i - 16] as number) + small0 + (words[i - 7] as number) + small1) | 0
  }
}

function listPrimes(count: number): number[] {
  const primes: number[] = []
  for (let n = 2; primes.length < count; n++) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n)
  }
  return primes
}

function toFraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0
}
