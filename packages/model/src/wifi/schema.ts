// Wireless networks that hosts join, by SSID.
import * as z from 'zod';
import { shown } from '../names.js';
import { checked } from '../value.js';

export interface WifiInput<N extends string, P extends string, S extends string> {
  readonly network: N;
  /** Name of the secret that holds the passphrase. */
  readonly psk: S;
  /** The host or device whose radio provides it. */
  readonly by?: P;
}

/** 1 to 32 bytes (IEEE 802.11), printable, so that it can be written in a supplicant's configuration. */
export const ssid = checked((value) => {
  const bytes = utf8Length(value);
  if (bytes >= 1 && bytes <= 32 && value.isWellFormed() && !hasControl(value)) return undefined;
  return {
    code: 'ssid-invalid',
    message: `${shown(value)} cannot be an SSID${bytes > 32 ? `: it has ${bytes} bytes` : ''}.`,
    fix: 'Use 1 to 32 bytes of printable text.',
  };
});

function utf8Length(value: string): number {
  return [...value].reduce((bytes, character) => bytes + codePointBytes(character.codePointAt(0) ?? 0), 0);
}

function codePointBytes(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

const hasControl = (value: string) => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(value);

export const wifiSchema = z.strictObject({ network: z.string(), psk: z.string(), by: z.string().optional() });
