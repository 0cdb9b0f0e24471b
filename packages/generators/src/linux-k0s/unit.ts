// The service of a k0s node as `k0s install` writes it, with the node's own arguments (k0sproject/k0s, pkg/install and docs/cli).
import { type IniValue, printIni } from '@groundplan/engine';
import { hasKubelet, isController, type K0sSlice } from '../k0s-settings.js';

export const configFile = 'k0s/k0s.yaml';

/** Where get.k0s.sh puts it. */
const program = '/usr/local/bin/k0s';

export const unitName = (slice: K0sSlice) => (isController(slice) ? 'k0scontroller.service' : 'k0sworker.service');

export function k0sUnit(slice: K0sSlice): string {
  return printIni([
    {
      name: 'Unit',
      entries: [
        ['Description', 'k0s, Kubernetes in one program'],
        ['Documentation', 'https://docs.k0sproject.io'],
        ['ConditionFileIsExecutable', program],
        ['Wants', 'network-online.target'],
        ['After', 'network-online.target'],
      ],
    },
    { name: 'Service', entries: [['ExecStart', [program, ...argumentsOf(slice)].join(' ')], ...service] },
    { name: 'Install', entries: [['WantedBy', 'multi-user.target']] },
  ]);
}

const service: readonly (readonly [string, IniValue])[] = [
  ['Restart', 'always'],
  ['RestartSec', 10],
  ['Delegate', 'yes'],
  ['KillMode', 'process'],
  ['LimitCORE', 'infinity'],
  ['LimitNOFILE', 999999],
  ['TasksMax', 'infinity'],
  ['TimeoutStartSec', 0],
];

function argumentsOf(slice: K0sSlice): string[] {
  const { role, tokenFile, cluster, node } = slice;
  const list = (flag: string, values: readonly string[]) =>
    values.length > 0 ? [`--${flag}=${values.join(',')}`] : [];
  const ofController = ['controller', `--config=/etc/${configFile}`, ...list('disable-components', cluster.disable)];
  return [
    ...(isController(slice) ? ofController : ['worker']),
    ...(role === 'controller+worker' ? ['--enable-worker', '--no-taints'] : []),
    ...(tokenFile === null ? [] : [`--token-file=${tokenFile}`]),
    ...(hasKubelet(slice)
      ? [
          ...list('labels', node.labels),
          ...list('taints', node.taints),
          `--kubelet-extra-args=--node-ip=${node.ip.value}`,
        ]
      : []),
  ];
}
