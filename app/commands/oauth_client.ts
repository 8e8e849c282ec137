import { args, flags } from '@adonisjs/core/ace'
import { misuse } from './_command_problem.ts'
import {
  listClientsAsTable,
  makeClientOf,
  revokeClientOf,
  rotateSecretOf,
} from './_oauth_clients.ts'
import { PlanCommand } from './_plan_command.ts'
import { withDatabase } from './_with_database.ts'

export default class OauthClient extends PlanCommand {
  static override commandName = 'oauth:client'
  static override description = 'Make, list, renew or revoke the programs that may ask for tokens'
  static override help = [
    'A program that acts for itself has a role and scopes, and asks for tokens by its id and secret:',
    '```',
    '{{ binaryName }} oauth:client create --name="Comparison site" --role=agent --scopes="ratings quotes:write"',
    '```',
    'A program that acts for people says where they are sent back to; --public where it can keep no secret:',
    '```',
    '{{ binaryName }} oauth:client create --name="Desk" --redirect=https://desk.example/back --scopes="quotes:read"',
    '{{ binaryName }} oauth:client list',
    '{{ binaryName }} oauth:client rotate rwc_…',
    '{{ binaryName }} oauth:client revoke rwc_…',
    '```',
    'A running platform sees each within a second. Uses the database of DATABASE_URL with the key of',
    'APP_KEY, or those of the data folder.',
  ]

  @args.string({ description: 'create, list, rotate or revoke' })
  declare act: string

  @args.string({ description: 'The id of the client to rotate or revoke', required: false })
  declare id?: string

  @flags.string({ description: 'What people are told that it is' })
  declare name?: string

  @flags.string({ description: 'Whose it is' })
  declare organisation?: string

  @flags.string({ description: 'In which role it acts for itself' })
  declare role?: string

  @flags.string({ description: 'What it may ask for, with spaces between' })
  declare scopes?: string

  @flags.array({ description: 'Where people are sent back to; may be repeated' })
  declare redirect?: string[]

  @flags.boolean({ description: 'It runs where no secret can be kept' })
  declare public?: boolean

  @flags.boolean({ description: 'Let it take people’s passwords, which RFC 9700 warns of' })
  declare passwordGrant?: boolean

  protected async work(): Promise<0 | 1> {
    const id = this.id ?? ''
    switch (this.act) {
      case 'create':
        return this.#say(() => makeClientOf(this))
      case 'list':
        return this.#say(listClientsAsTable)
      case 'rotate':
        return this.#say(() => rotateSecretOf(id))
      case 'revoke':
        return this.#say(() => revokeClientOf(id))
      default:
        throw misuse(`"${this.act}" is none of create, list, rotate and revoke.`)
    }
  }

  async #say(act: () => Promise<string>): Promise<0> {
    this.print(await withDatabase(this.app, act))
    return 0
  }
}
