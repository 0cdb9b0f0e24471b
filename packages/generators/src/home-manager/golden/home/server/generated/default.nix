# Generated from homes.server. Edit topology/topology.ts, then run nx run generate. [groundplan:a4ab409f6b68]
{
  _file = "topology/topology.ts#homes.server";
  groundplan.home = {
    kubeconfigs.lab = {
      path = "/home/ada/.kube/kubeconfig/lab";
      secret = "lab-kubeconfig";
    };
    nixos = true;
    programs = {
      git.enable = true;
      zsh.enable = true;
    };
  };
  home = {
    homeDirectory = "/home/ada";
    stateVersion = "25.11";
    username = "ada";
  };
}
