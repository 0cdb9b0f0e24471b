# Generated from hosts.loft. Edit topology/topology.ts, then run nx run generate. [groundplan:caa2d9fde91a]
{
  _file = "topology/topology.ts#hosts.loft";
  networking = {
    firewall.enable = false;
    nftables = {
      enable = true;
      rulesetFile = ./nftables.nft;
    };
  };
}
