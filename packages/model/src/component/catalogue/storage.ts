// Catalogue: storage classes.
import * as z from 'zod';
import { name } from '../../value.js';
import {
  type DemocraticCsiConfiguration,
  democraticCsiDrivers,
  type LocalPathConfiguration,
  type LonghornConfiguration,
} from '../configurations.js';
import type { CatalogueEntry } from './entry.js';
import { folder } from './networking.js';

/** rancher/local-path-provisioner has its chart in the repository only; k3s calls the same program local-storage. */
export const localPath: CatalogueEntry<LocalPathConfiguration> = {
  name: 'local-path',
  namespace: 'local-path-storage',
  layer: 'controllers',
  source: {
    kind: 'git',
    url: 'https://github.com/rancher/local-path-provisioner',
    path: 'deploy/chart/local-path-provisioner',
    holds: 'chart',
  },
  apis: [],
  needs: () => [],
  configuration: z.object({ path: folder.optional(), defaultClass: z.boolean().optional() }),
  defaults: { path: '/opt/local-path-provisioner', defaultClass: false },
  storageClass: ({ defaultClass }) => ({ name: 'local-path', isDefault: defaultClass }),
  insteadOf: () => 'local-storage',
};

const longhornKinds = ['Volume', 'BackingImage', 'BackupTarget', 'RecurringJob', 'Setting', 'Node'];

/** longhorn/longhorn#10249: v1beta1 is gone in 1.10; website#1213: v1beta2 came with 1.3. */
export const longhorn: CatalogueEntry<LonghornConfiguration> = {
  name: 'longhorn',
  namespace: 'longhorn-system',
  layer: 'controllers',
  source: { kind: 'helm', url: 'https://charts.longhorn.io', chart: 'longhorn' },
  apis: [
    {
      group: 'longhorn.io',
      kinds: Object.fromEntries(
        longhornKinds.map((kind) => [
          kind,
          [
            { version: 'v1beta2', from: '1.3.0' },
            { version: 'v1beta1', until: '1.10.0' },
          ],
        ]),
      ),
    },
  ],
  needs: () => [],
  configuration: z.object({
    replicas: z.int().min(1).max(20).optional(),
    dataPath: folder.optional(),
    defaultClass: z.boolean().optional(),
  }),
  defaults: { replicas: 3, dataPath: '/var/lib/longhorn', defaultClass: false },
  storageClass: ({ defaultClass }) => ({ name: 'longhorn', isDefault: defaultClass }),
  oldest: '1.3.0',
};

/** democratic-csi.github.io/charts. */
export const democraticCsi: CatalogueEntry<DemocraticCsiConfiguration> = {
  name: 'democratic-csi',
  namespace: 'democratic-csi',
  layer: 'controllers',
  source: { kind: 'helm', url: 'https://democratic-csi.github.io/charts/', chart: 'democratic-csi' },
  apis: [],
  needs: () => [],
  configuration: z.object({
    driver: z.enum(democraticCsiDrivers),
    config: z.string(),
    storageClass: name.optional(),
    defaultClass: z.boolean().optional(),
  }),
  defaults: { driver: 'nfs-client', config: '', storageClass: 'democratic-csi', defaultClass: false },
  storageClass: ({ storageClass, defaultClass }) => ({ name: storageClass, isDefault: defaultClass }),
  secrets: ({ config }) => (config ? [['config', config]] : []),
};
