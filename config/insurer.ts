import env from '#start/env'

/** Who insures: the name on documents and notices, and how to reach them. */
const insurer: { readonly name: string; readonly contact: string; readonly email: string } = {
  name: env.get('INSURER_NAME', 'Specimen Insurance Company'),
  contact: env.get('INSURER_CONTACT', 'Set INSURER_NAME and INSURER_CONTACT to have your own here'),
  email: env.get('INSURER_EMAIL', 'policies@insurer.example'),
}

export default insurer
