# Generated from hosts.kiosk. Edit topology/topology.ts, then run nx run generate. [groundplan:a0a50734fbb4]
{
  _file = "topology/topology.ts#hosts.kiosk";
  networking = {
    firewall.enable = false;
    nftables = {
      enable = true;
      rulesetFile = ./nftables.nft;
    };
  };
}
