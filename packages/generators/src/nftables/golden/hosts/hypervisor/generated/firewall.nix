# Generated from hosts.hypervisor. Edit topology/topology.ts, then run nx run generate. [groundplan:601262013d12]
{
  _file = "topology/topology.ts#hosts.hypervisor";
  networking = {
    firewall.enable = false;
    nftables = {
      enable = true;
      rulesetFile = ./nftables.nft;
    };
  };
}
