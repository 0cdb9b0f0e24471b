// A PPPoE session: the options of pppd (pppd(8), 2.4.9 and later), and the unit that keeps it up.
import { lines, printIni } from '@groundplan/engine';
import { deviceUnit } from '../linux-host.js';
import type { Dialled } from './sessions.js';

export function peerFile({ over, user, passwordFile, interface: name, metric, mtu }: Dialled): string {
  const size = mtu ?? 1492;
  return lines((write) => {
    write('plugin pppoe.so');
    write(`nic-${over}`);
    write(`ifname ${name}`);
    write(`user "${user}"`);
    write('# Holds one line of pppd options: password "…", with \\" for a quote and \\\\ for a backslash.');
    write(`file ${passwordFile}`);
    for (const option of ['hide-password', 'noauth', 'noipdefault', 'defaultroute']) write(option);
    write(`defaultroute-metric ${metric}`);
    write('+ipv6');
    write(`mtu ${size}`);
    write(`mru ${size}`);
    for (const option of ['persist', 'maxfail 0', 'holdoff 5', 'lcp-echo-interval 10', 'lcp-echo-failure 3'])
      write(option);
  });
}

export function pppoeUnit({ link, over }: Dialled): string {
  const device = deviceUnit(over);
  return printIni([
    {
      name: 'Unit',
      entries: [
        ['Description', `PPPoE over ${over}`],
        ['BindsTo', device],
        ['After', `${device} network-pre.target`],
      ],
    },
    {
      name: 'Service',
      entries: [
        ['ExecStart', `/usr/sbin/pppd call ${link} nodetach nolog`],
        ['Restart', 'always'],
        ['RestartSec', 5],
      ],
    },
    { name: 'Install', entries: [['WantedBy', `multi-user.target ${device}`]] },
  ]);
}
