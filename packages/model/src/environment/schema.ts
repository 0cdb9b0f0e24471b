// An environment: a place in the promotion order, a cluster and a branch.
import * as z from 'zod';
import { matching } from '../value.js';

export interface EnvironmentInput<C extends string, E extends string> {
  readonly cluster: C;
  /** The environment a change must have passed before. */
  readonly after?: E;
  /** Git branch that is applied. Default main. */
  readonly branch?: string;
}

const branch = matching(
  /^(?!-)(?!.*(\.\.|\/\/|@\{|\.lock$))[A-Za-z0-9._/-]{1,200}(?<![./])$/,
  'branch name',
  'Use letters, digits, dots, hyphens, underscores and slashes, as git check-ref-format allows.',
);

export const environmentSchema = z.strictObject({
  cluster: z.string(),
  after: z.string().optional(),
  branch: branch.optional(),
});
