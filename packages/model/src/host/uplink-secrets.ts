// Which secrets an uplink needs.

const fields = ['psk', 'password', 'pin'] as const;

/** The fields of an uplink that name secrets, and the names. */
export function uplinkSecrets(uplink: object | undefined): [field: (typeof fields)[number], secret: string][] {
  const values: { readonly [field: string]: unknown } = { ...uplink };
  return fields.flatMap((field) => {
    const secret = values[field];
    return typeof secret === 'string' ? [[field, secret]] : [];
  });
}
