// The error of a printer that is given a value its format cannot hold.

/** A fault of the caller, never of the user: the model checks what a user writes before anything is printed. */
export class PrintError extends Error {
  override readonly name = 'PrintError';

  constructor(problem: string, value: unknown) {
    super(`${problem}: ${excerpt(value)}`);
  }
}

function excerpt(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
  return typeof value === 'object' ? Object.prototype.toString.call(value) : String(value);
}
