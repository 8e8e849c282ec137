import { stat } from 'node:fs/promises'

const MB = 1024 * 1024

/** Largest text file that is read, in bytes: thirty times the largest filing we know of. */
export const MAX_FILE_BYTES = 64 * MB

/** A file with more bytes than are read; the message is a clause that goes on after the file's name. */
export class FileTooLarge extends Error {
  constructor(
    readonly path: string,
    bytes: number
  ) {
    super(
      `it has ${Math.ceil(bytes / MB)} MB, and a file may have ${MAX_FILE_BYTES / MB} MB; ` +
        'leave out the columns that the plan does not read, or make two tables of it'
    )
    this.name = 'FileTooLarge'
  }
}

/** Resolves where a file may be read as a whole. @throws FileTooLarge before a byte of it is read. */
export async function refuseTooLarge(path: string): Promise<void> {
  const { size } = await stat(path)
  if (size > MAX_FILE_BYTES) throw new FileTooLarge(path, size)
}
