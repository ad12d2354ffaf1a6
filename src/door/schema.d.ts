/** src/door/project.schema.json, compiled at build time (scripts/build-plugins.mjs). */
declare module 'virtual:project-schema' {
  interface SchemaError {
    readonly instancePath: string
    readonly keyword: string
    readonly params: Readonly<Record<string, unknown>>
  }
  interface Validate {
    (value: unknown): boolean
    errors?: readonly SchemaError[] | null
  }
  const validate: Validate
  export default validate
}
