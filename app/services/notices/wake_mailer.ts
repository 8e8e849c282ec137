let wake: (() => void) | undefined

/** Has whoever mails in this process look for mails now; without one, another instance finds them. */
export function wakeMailer(): void {
  wake?.()
}

/** Sets what `wakeMailer` calls; undefined where nobody mails any more. */
export function onWakeMailer(look: (() => void) | undefined): void {
  wake = look
}
