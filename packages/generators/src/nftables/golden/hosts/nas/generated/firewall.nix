# Generated from hosts.nas. Edit topology/topology.ts, then run nx run generate. [groundplan:ada192a17386]
{
  _file = "topology/topology.ts#hosts.nas";
  networking = {
    firewall.enable = false;
    nftables = {
      enable = true;
      rulesetFile = ./nftables.nft;
    };
  };
}
