// The SSH server of a host, by its public keys: whoever knows them cannot be sent to an impostor.
import * as z from 'zod';
import { checked } from '../value.js';
import { sshKeyProblem } from './public-key.js';

export interface HostKeyInput {
  /** The public keys its SSH server shows, as in /etc/ssh/ssh_host_ed25519_key.pub: ssh-ed25519 AAAA…. */
  readonly sshHostKey?: string | readonly string[];
}

const hostKey = checked((value) => {
  const message = sshKeyProblem(value, 'server');
  if (message === undefined) return undefined;
  const fix =
    'Write the line of /etc/ssh/ssh_host_ed25519_key.pub: ssh-ed25519 AAAA…; a private key never belongs here.';
  return { code: 'ssh-key-invalid', message, fix, masked: true };
});

export const hostKeyFields = {
  sshHostKey: z.union([hostKey, z.array(hostKey)], { error: 'Expected a public key, or a list of them.' }).optional(),
};

/** The list behind `sshHostKey`. */
export const hostKeysOf = ({ sshHostKey }: HostKeyInput): readonly string[] =>
  typeof sshHostKey === 'string' ? [sshHostKey] : (sshHostKey ?? []);
