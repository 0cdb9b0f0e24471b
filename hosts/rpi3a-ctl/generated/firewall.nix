# Generated from hosts.rpi3a-ctl. Edit topology/topology.ts, then run nx run generate. [groundplan:a7714131420f]
{
  _file = "topology/topology.ts#hosts.rpi3a-ctl";
  networking = {
    firewall.enable = false;
    nftables = {
      enable = true;
      rulesetFile = ./nftables.nft;
    };
  };
}
