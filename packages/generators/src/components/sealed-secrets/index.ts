// Sealed Secrets: secrets that only the cluster can read, in Git (github.com/bitnami-labs/sealed-secrets).

import type { NoConfiguration } from '@groundplan/model';
import type { Component } from '../component.js';

export const sealedSecrets: Component<NoConfiguration> = {
  // The name that the command kubeseal looks for.
  contribute: () => ({ values: { fullnameOverride: 'sealed-secrets-controller' } }),
};
