// People who administer the site, by their public keys.
import * as z from 'zod';
import { checked } from '../value.js';

export interface AdminInput {
  /** Public keys as in authorized_keys. */
  readonly sshKeys?: readonly string[];
  /** Age recipients, age1…. */
  readonly ageKeys?: readonly string[];
}

const sshKey =
  /^(sk-)?(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521))(@openssh\.com)? [A-Za-z0-9+/]{40,}={0,3}( [\p{L}\p{N}\p{P}\p{S} ]*)?$/u;
const ageKey = /^age1[02-9ac-hj-np-z]{58}$/;

const publicKey = (pattern: RegExp, what: string, example: string) =>
  checked((value) =>
    pattern.test(value)
      ? undefined
      : {
          code: 'value-invalid',
          message: `This is no ${what}.`,
          fix: `Write the public key, such as ${example}; a private key never belongs here.`,
          masked: true,
        },
  );

export const adminSchema = z.strictObject({
  sshKeys: z.array(publicKey(sshKey, 'SSH public key', 'ssh-ed25519 AAAA… name')).optional(),
  ageKeys: z.array(publicKey(ageKey, 'age recipient', 'age1…')).optional(),
});
