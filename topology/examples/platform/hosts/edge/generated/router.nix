# Generated from hosts.edge. Edit topology.ts, then run nx run generate. [groundplan:bb02d8f27b0f]
{
  _file = "topology/topology.ts#hosts.edge";
  boot.kernel.sysctl = {
    "net.ipv4.conf.all.forwarding" = 1;
    "net.ipv6.conf.all.forwarding" = 1;
  };
}
