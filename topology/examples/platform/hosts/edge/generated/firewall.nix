# Generated from hosts.edge. Edit topology.ts, then run nx run generate. [groundplan:e0c75c46a487]
{
  _file = "topology/topology.ts#hosts.edge";
  networking = {
    firewall.enable = false;
    nftables = {
      enable = true;
      rulesetFile = ./nftables.nft;
    };
  };
}
