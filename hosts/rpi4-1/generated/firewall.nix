# Generated from hosts.rpi4-1. Edit topology/topology.ts, then run nx run generate. [groundplan:c3484a395b18]
{
  _file = "topology/topology.ts#hosts.rpi4-1";
  networking = {
    firewall.enable = false;
    nftables = {
      enable = true;
      rulesetFile = ./nftables.nft;
    };
  };
}
