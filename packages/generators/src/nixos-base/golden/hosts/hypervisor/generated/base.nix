# Generated from hosts.hypervisor. Edit topology/topology.ts, then run nx run generate. [groundplan:71b365d57ff8]
{
  _file = "topology/topology.ts#hosts.hypervisor";
  groundplan = {
    base.enable = true;
    hardening = {
      enable = true;
      guard = "sshguard";
    };
    hardware = "generic-aarch64";
    secrets.names = [ "lab-token" ];
    ssh = {
      port = 2222;
      root = false;
      securityKeys = false;
    };
    swap = {
      file = null;
      zram = null;
    };
    timeServers = [
      "192.0.2.123"
      "2001:db8::123"
    ];
    users.ada = {
      groups = [ "wheel" ];
      shell = "bash";
      sshKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ada" ];
    };
  };
}
