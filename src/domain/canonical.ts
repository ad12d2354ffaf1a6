/**
 * A value of JSON as text that is the same wherever the contents are: keys in the order of their code units, no spaces,
 * and nothing for what is `undefined`.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const fields = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

/** Whether two values of JSON have the same contents, in whatever order their keys stand. */
export function isSameContent(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}
