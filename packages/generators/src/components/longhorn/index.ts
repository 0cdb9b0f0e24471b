// Longhorn: volumes replicated over the nodes' disks (longhorn.io).

import type { LonghornConfiguration } from '@groundplan/model';
import type { Component } from '../component.js';

export const longhorn: Component<LonghornConfiguration> = {
  privileged: true,
  contribute: ({ configuration: { replicas, dataPath, defaultClass } }) => ({
    values: {
      persistence: { defaultClass, defaultClassReplicaCount: replicas },
      defaultSettings: { defaultDataPath: dataPath, defaultReplicaCount: replicas },
      // The job before an upgrade fails when Helm did not make the release, as with Flux (longhorn.io, install with Flux).
      preUpgradeChecker: { jobEnabled: false },
    },
  }),
};
