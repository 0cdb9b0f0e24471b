// democratic-csi: volumes on a storage server such as TrueNAS (github.com/democratic-csi).

import type { DemocraticCsiConfiguration } from '@groundplan/model';
import type { Component, HelmValues } from '../component.js';

export const democraticCsi: Component<DemocraticCsiConfiguration> = {
  privileged: true,
  contribute: ({ configuration }, { distribution }) => ({
    values: {
      ...(distribution === 'k0s' ? { node: { kubeletHostPath: '/var/lib/k0s/kubelet' } } : {}),
      csiDriver: { name: `org.democratic-csi.${configuration.driver}` },
      // The chart reads which driver it is, and the driver reads everything from the secret's driver-config-file.yaml.
      driver: { existingConfigSecret: configuration.config, config: { driver: configuration.driver } },
      storageClasses: [storageClass(configuration)],
    },
  }),
};

function storageClass({ driver, storageClass: name, defaultClass }: DemocraticCsiConfiguration): HelmValues {
  return {
    name,
    defaultClass,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
    allowVolumeExpansion: true,
    parameters: { fsType: /nfs/.test(driver) ? 'nfs' : 'ext4' },
  };
}
