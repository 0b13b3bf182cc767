/** An exception that is no refusal of the API: a page of status 500 shows its text. */
export class Raised extends Error {
  constructor(text: string) {
    super(text)
    this.name = 'Raised'
  }
}

/** Exceptions as the toolstack's own language writes them. */
export const failureText = (text: string) => new Raised(`Failure("${text}")`)

export const rowMissing = (cls: string, id: string) =>
  new Raised(`Db_exn.Read_missing_uuid("${cls}", "", "${id}")`)
