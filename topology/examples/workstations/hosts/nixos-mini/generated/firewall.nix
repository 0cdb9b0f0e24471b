# Generated from hosts.nixos-mini. Edit topology.ts, then run nx run generate. [groundplan:77d46b879761]
{
  _file = "topology/topology.ts#hosts.nixos-mini";
  networking = {
    firewall.enable = false;
    nftables = {
      enable = true;
      rulesetFile = ./nftables.nft;
    };
  };
}
