// Secrets, by name only: who needs them. Their values live in encrypted files.
import * as z from 'zod';
import { prose } from '../value.js';

export interface SecretInput<R extends string> {
  readonly description?: string;
  /** Hosts and clusters that need it beyond those the topology already shows. */
  readonly for?: readonly R[];
}

export const secretSchema = z.strictObject({ description: prose.optional(), for: z.array(z.string()).optional() });
