// The closed list of findings: how severe each is and why it matters to whoever runs the network.
import type { Severity } from './finding.js';

interface CodeInfo {
  readonly severity: Severity;
  readonly why: string;
}

const error = (why: string): CodeInfo => ({ severity: 'error', why });
const warning = (why: string): CodeInfo => ({ severity: 'warning', why });

export const findingCodes = {
  'topology-load': error('Without a topology there is nothing to generate.'),
  'topology-key-duplicate': error('JavaScript keeps only the last of two equal keys, so the first entry would vanish unnoticed.'),
  'shape-invalid': error('Every artifact is derived from this value, so it must have the documented form.'),
  'field-unknown': error('A misspelt field would be ignored, and what it asks for would not be built.'),
  'value-invalid': error('The programs that read the artifacts refuse this value, often only at boot.'),
  'name-unsafe': error('Names become folder names, DNS labels and Kubernetes names, which all must accept them.'),
  'name-reserved': error('The name has a fixed meaning in policies, in DNS or on some file systems.'),
  'name-duplicate': error('Hosts and devices share one DNS domain, so a name can stand for one machine only.'),
  'reference-unknown': error('The name refers to something that does not exist, so nothing could be connected to it.'),
  'secret-unknown': error('Secrets are named, never written down: a value here would be committed in plain text.'),
  'secret-unused': warning('A secret that nothing uses is one more thing to rotate and to lose.'),
} as const satisfies Record<string, CodeInfo>;

export type FindingCode = keyof typeof findingCodes;
