import router from '@adonisjs/core/services/router'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** The methods that some route offers at this path. */
export function allowedMethods(path: string): readonly string[] {
  return METHODS.filter((method) => router.match(path, method, true) !== null)
}
