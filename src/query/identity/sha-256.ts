/**
 * SHA-256 of bytes that arrive in chunks (FIPS 180-4). `crypto.subtle.digest` needs all bytes at once, and an export
 * may be larger than memory.
 */
import { addBlock, firstState } from './sha-256-block.ts'

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
      addBlock(state, pendingView, 0)
      pendingLength = 0
    }
    if (at + blockBytes <= bytes.length) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (; at + blockBytes <= bytes.length; at += blockBytes) addBlock(state, view, at)
    }
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
      addBlock(state, pendingView, 0)
      pending.fill(0)
    }
    // The length in bits: 2^29 bytes have 2^32 of them.
    pendingView.setUint32(blockBytes - 8, Math.floor(length / 2 ** 29))
    pendingView.setUint32(blockBytes - 4, length * 8)
    addBlock(state, pendingView, 0)
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
