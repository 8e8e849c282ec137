import { texasSources } from './compile_texas.ts'

/** What the head of the Texas plan says as it stands in its folder, so that tests outlive its next version. */
export interface TexasHead {
  readonly version: string
  readonly newBusiness: string
  readonly renewals: string
  /** The head's lines with a version that is later by a year. */
  readonly nextYear: {
    readonly edits: readonly (readonly [before: string, after: string])[]
    readonly version: string
    readonly newBusiness: string
    readonly renewals: string
  }
}

const HEAD =
  /^ {2}(version +(\S+))\n(?:.*\n)*? {2}(effective +new business (\d{4}-\d{2}-\d{2}), renewals (\d{4}-\d{2}-\d{2}))$/m

/** Reads version and dates of the Texas plan. @throws Error where its head has another shape. */
export function texasHead(): TexasHead {
  const found = HEAD.exec(texasSources().plan.text)
  if (!found) throw new Error('The head of the Texas plan has no version and dates')
  const [, versionLine = '', version = '', datesLine = '', newBusiness = '', renewals = ''] = found
  const next = {
    version: aYearLater(version),
    newBusiness: aYearLater(newBusiness),
    renewals: aYearLater(renewals),
  }
  return {
    version,
    newBusiness,
    renewals,
    nextYear: {
      ...next,
      edits: [
        [versionLine, versionLine.replace(version, next.version)],
        [
          datesLine,
          datesLine.replace(newBusiness, next.newBusiness).replace(renewals, next.renewals),
        ],
      ],
    },
  }
}

function aYearLater(text: string): string {
  return `${Number(text.slice(0, 4)) + 1}${text.slice(4)}`
}
