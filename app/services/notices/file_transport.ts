import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MailResponse } from '@adonisjs/mail'
import type { MailTransportContract, NodeMailerMessage } from '@adonisjs/mail/types'
import { createTransport } from 'nodemailer'

/**
 * Puts mails into a folder, each a file that any mail program opens, named by its Message-ID: one that is sent
 * again after a crash takes the place of itself.
 */
export class FileTransport implements MailTransportContract {
  readonly #writer = createTransport({ streamTransport: true, buffer: true })

  constructor(private readonly folder: string) {}

  async send(message: NodeMailerMessage): Promise<MailResponse<string>> {
    const { messageId, envelope, message: content } = await this.#writer.sendMail(message)
    const path = join(this.folder, `${messageId.replaceAll(/[^\w.@-]/g, '')}.eml`)
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    await writeFile(`${path}.part`, content.toString(), { mode: 0o600 })
    await rename(`${path}.part`, path)
    return new MailResponse(messageId, envelope, path)
  }
}
