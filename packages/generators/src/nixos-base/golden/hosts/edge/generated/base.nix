# Generated from hosts.edge. Edit topology/topology.ts, then run nx run generate. [groundplan:e3652dfdcc36]
{
  _file = "topology/topology.ts#hosts.edge";
  groundplan = {
    base.enable = true;
    hardening = {
      enable = true;
      guard = "fail2ban";
    };
    hardware = "generic-x86_64";
    router.enable = true;
    ssh = {
      port = 2222;
      root = false;
      securityKeys = false;
    };
    swap = {
      file = null;
      zram = null;
    };
    timeServers = [ "192.168.0.1" ];
    users.ada = {
      groups = [ "wheel" ];
      shell = "bash";
      sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ada" ];
    };
  };
}
