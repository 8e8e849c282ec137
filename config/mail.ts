import { isAbsolute, join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { defineConfig, transports } from '@adonisjs/mail'
import insurer from '#config/insurer'
import { FileTransport } from '#services/notices/file_transport'
import env from '#start/env'

const dataDir = env.get('DATA_DIR', '.data')
const folder = env.get('MAIL_DIR', join(dataDir, 'mail'))
const smtpUrl = env.get('SMTP_URL')

/** Where mails are put that no server takes. */
export const mailFolder = isAbsolute(folder) ? folder : app.makePath(folder)

/** Mails go to the server of `SMTP_URL`, else into a folder. */
const mailConfig = defineConfig({
  default: smtpUrl === undefined ? 'file' : 'smtp',
  from: { address: insurer.email, name: insurer.name },
  mailers: {
    file: () => new FileTransport(mailFolder),
    smtp: transports.smtp(smtpSettings(smtpUrl ?? 'smtp://localhost')),
  },
})

export default mailConfig

function smtpSettings(address: string) {
  const { protocol, hostname, port, username, password } = new URL(address)
  const secure = protocol === 'smtps:'
  const user = decodeURIComponent(username)
  return {
    host: hostname,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(user !== '' && {
      auth: { type: 'login' as const, user, pass: decodeURIComponent(password) },
    }),
  }
}

declare module '@adonisjs/mail/types' {
  export interface MailersList extends InferMailers<typeof mailConfig> {}
}
