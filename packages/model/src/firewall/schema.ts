// How the routers' firewalls work, beyond what the policy says.
import * as z from 'zod';

export interface FirewallInput {
  /** Established connections skip the rule chains (nftables flowtables). Default false. */
  readonly flowOffload?: boolean;
}

export const firewallSchema = z.strictObject({ flowOffload: z.boolean().optional() });
