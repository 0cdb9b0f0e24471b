// A finding: one thing wrong, or doubtful, in a topology, and where.
import type { FindingCode } from './finding-codes.js';
import type { ModelPath } from './model-path.js';

export type Severity = 'error' | 'warning';

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly at: ModelPath;
  /** What is wrong, in one sentence; never holds a secret value. */
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
  /** The other places involved, such as the first use of an address. */
  readonly related?: readonly ModelPath[];
  /** The value at `at` may be a secret: whoever shows the source line must mask it. */
  readonly masked?: true;
}
