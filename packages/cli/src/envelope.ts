// The JSON form of a command's result: one object, versioned; new fields may come, old ones stay.

export const envelopeVersion = 1;

export function envelope(command: string, exitCode: number, fields: object): string {
  return `${JSON.stringify({ version: envelopeVersion, command, exitCode, ...fields }, null, 2)}\n`;
}
