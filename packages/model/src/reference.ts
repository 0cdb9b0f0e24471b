// References between parts of a topology: each must name something that exists.
import type { ModelPath } from './model-path.js';
import { nearest, own, shown, sortedKeys, suggestion } from './names.js';
import type { Report } from './report.js';

type Declared = { readonly [name: string]: unknown } | undefined;

export interface Reference {
  readonly at: ModelPath;
  readonly name: string;
  /** What it should be, such as `network`. */
  readonly kind: string;
}

/** Reports a name that `declared` does not hold. */
export function checkReference(reference: Reference, declared: Declared, report: Report): void {
  if (own(declared, reference.name) !== undefined) return;
  report({
    code: 'reference-unknown',
    at: reference.at,
    message: `There is no ${reference.kind} ${shown(reference.name)}.`,
    fix: suggestion(reference.name, sortedKeys(declared)),
  });
}

/** Reports an undeclared secret without ever showing it: it may be the secret itself. */
export function checkSecret(at: ModelPath, secret: string, declared: Declared, report: Report): void {
  if (own(declared, secret) !== undefined) return;
  const near = nearest(secret, sortedKeys(declared));
  report({
    code: 'secret-unknown',
    at,
    message: 'This is not the name of a declared secret.',
    fix: near
      ? `Did you mean ${near}? If this is the secret itself, change it: it has been written in plain text.`
      : 'Declare a name under secrets and write that name here. If this is the secret itself, change it: it has been written in plain text.',
    masked: true,
  });
}
