# Generated from hosts.rpi4-2. Edit topology/topology.ts, then run nx run generate. [groundplan:cebd6336100b]
{
  _file = "topology/topology.ts#hosts.rpi4-2";
  networking = {
    firewall.enable = false;
    nftables = {
      enable = true;
      rulesetFile = ./nftables.nft;
    };
  };
}
