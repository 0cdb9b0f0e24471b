# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:717907931d56]
{
  _file = "topology/topology.ts#hosts.edge";
  boot.kernel.sysctl = {
    "net.ipv4.conf.all.forwarding" = 1;
    "net.ipv6.conf.all.forwarding" = 1;
  };
  networking = {
    firewall.enable = false;
    nftables = {
      enable = true;
      rulesetFile = ./nftables.nft;
    };
  };
}
