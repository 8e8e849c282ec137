import { readonly, ref } from 'vue'
import { api } from '../../client/api.ts'
import { asProblem } from '../../client/problem.ts'
import { queryClient } from '../../client/query_client.ts'
import type { Person } from '../../client/types.ts'
import { closeLive } from '../../live/use_live.ts'

const current = ref<Person | null>(null)

/** Who is signed in; null on the sign-in page. */
export const person = readonly(current)

/** The signed-in person, asked of the server once; null when there is none. */
export async function knownPerson(): Promise<Person | null> {
  if (current.value) return current.value
  try {
    current.value = await api.me()
  } catch (error) {
    if (asProblem(error).status !== 401) throw error
  }
  return current.value
}

/** Starts a session; throws a `Problem` where the email or the password is wrong. */
export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  await api.signIn(credentials)
  current.value = await api.me()
}

/** Ends the session on the server and forgets all it showed. */
export async function signOut(): Promise<void> {
  await api.signOut()
  forgetPerson()
}

/** Forgets the person and all that was fetched for them: the session has ended. */
export function forgetPerson(): void {
  closeLive()
  current.value = null
  queryClient.clear()
}
