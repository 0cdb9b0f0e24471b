# Generated from homes.tiny. Edit topology/topology.ts, then run nx run generate. [groundplan:d4f798acacec]
{
  _file = "topology/topology.ts#homes.tiny";
  groundplan.home.nixos = false;
  home = {
    homeDirectory = "/srv/grace";
    stateVersion = "24.11";
    username = "grace";
  };
}
